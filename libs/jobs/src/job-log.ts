import { AppError } from '@limber/kernel';

/** What we need of a logger; pino's fits. */
export interface JobLog {
  info(about: object, text: string): void;
  error(about: object, text: string): void;
}

/**
 * An error as it may be logged: what and where, never the row. A database error carries the failing row's
 * values (`detail`, `parameters`), and those are names, addresses and answers about health.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: error.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error instanceof AppError && { params: error.params }),
    ...(error.cause instanceof Error && { cause: loggable(error.cause) }),
    stack: error.stack,
  };
}

/** Says once that something broke and once that it works again, however often it was tried in between. */
export class Outage {
  private open = false;

  constructor(
    private readonly log: JobLog,
    private readonly what: string,
  ) {}

  seen(error: unknown): void {
    if (!this.open) this.log.error({ error: loggable(error) }, `${this.what} failed`);
    this.open = true;
  }

  over(): void {
    if (this.open) this.log.info({}, `${this.what} works again`);
    this.open = false;
  }
}
