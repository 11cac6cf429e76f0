import type { ErrorCode, Problem, SafetyMessage } from '@limber/contracts';

/** What the api said no with. Its `detail` is a sentence a person can act on. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code as ErrorCode;
    this.problem = problem;
  }

  /** The nearest free starts, where a time was lost. */
  get alternatives(): string[] {
    const { alternatives } = this.problem;
    return Array.isArray(alternatives)
      ? alternatives.filter((each): each is string => typeof each === 'string')
      : [];
  }

  get safety(): SafetyMessage[] {
    const { safety } = this.problem;
    return Array.isArray(safety) ? (safety as SafetyMessage[]) : [];
  }

  /** The sentence for one field, by its path in the request. */
  fieldError(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message;
  }
}

/** The request never reached the clinic, or its answer never came back. */
export class OfflineError extends Error {
  constructor(cause: unknown) {
    super('offline', { cause });
    this.name = 'OfflineError';
  }
}

export const isCode = (error: unknown, ...codes: ErrorCode[]): error is ProblemError =>
  error instanceof ProblemError && codes.includes(error.code);
