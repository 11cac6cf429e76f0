import type { EntityManager } from 'typeorm';

/** Statements of one clinic, each as of its own moment. */
export interface Statements {
  readonly clinicId: string;
  /**
   * A statement that a connection plans once and keeps under this name: for those asked all day long. One
   * name, one text.
   */
  prepared<Row>(name: string, sql: string, parameters: unknown[]): Promise<Row[]>;
}

/** One unit of work, bound to one clinic. Every store method takes it first. */
export interface Transaction extends Statements {
  /** app_now() at the beginning; what rules take as "now". */
  readonly now: Date;
  readonly manager: EntityManager;
  /** How often the unit was run before this time, in vain. */
  readonly attempt: number;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /**
   * Sent in its turn, waited for by nobody: should it fail, the unit of work fails with what `wording` makes of
   * the error, at the commit at the latest. For whatever does not change what the unit does next.
   */
  write(
    name: string,
    sql: string,
    parameters: unknown[],
    wording?: (error: unknown) => unknown,
  ): void;
}
