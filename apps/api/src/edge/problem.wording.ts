export type Params = Record<string, unknown>;
export interface Wording {
  status: number;
  title: string;
  /** A sentence a person can act on. */
  detail: string | ((params: Params) => string);
}

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
