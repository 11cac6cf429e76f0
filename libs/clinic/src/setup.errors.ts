import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

/** One thing that is wrong with a change of the set-up; `path` is dotted, as the body was sent. */
export interface Fault {
  code: ErrorCode;
  path: string;
  /** For the sentence. */
  params?: Record<string, unknown>;
}

/** Throws when there is a fault: the first one names the problem, all of them name their fields. */
export function assertSound(faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  throw new AppError<ErrorCode>(first.code, {
    params: first.params ?? {},
    fields: faults.map(({ code, path }) => ({ path, code, message: '' })),
  });
}

/** A field that points to something the clinic does not have. */
export const unknownField = (path: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('VALIDATION_FAILED', {
    fields: [{ path, code: 'UNKNOWN', message: '' }],
  });

export const stale = (): AppError<ErrorCode> => new AppError<ErrorCode>('PRECONDITION_FAILED');

export const timeOffDecided = (state: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('TIME_OFF_DECIDED', { params: { state } });
