export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a person can be told about one bad field. `path` is dotted, '' for the whole body. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/**
 * The only error our own code throws on purpose. The code is stable and public; the sentence belongs to
 * the edge (one exhaustive table), so a library never words anything.
 */
export class AppError<Code extends string = string> extends Error {
  override readonly name = 'AppError';
  readonly params: Record<string, unknown>;
  readonly fields: FieldError[];
  readonly logLevel: LogLevel;

  constructor(
    readonly code: Code,
    options: {
      params?: Record<string, unknown>;
      fields?: FieldError[];
      cause?: unknown;
      logLevel?: LogLevel;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
    this.logLevel = options.logLevel ?? 'info';
  }
}

/** A pure rule's answer: a value, or the stable code of the rule that said no. */
export type Result<Value, Code extends string> =
  { ok: true; value: Value } | { ok: false; code: Code };
