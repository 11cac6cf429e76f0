import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

export const unauthenticated = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('UNAUTHENTICATED', { logLevel: 'debug' });

/** The same for an unknown address and a wrong password. */
export const signInFailed = (): AppError<ErrorCode> => new AppError<ErrorCode>('SIGN_IN_FAILED');

export const tooManySignIns = (retryAfterSeconds: number): AppError<ErrorCode> =>
  new AppError<ErrorCode>('TOO_MANY_SIGN_INS', { params: { retryAfterSeconds }, logLevel: 'warn' });

export const signInBusy = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('BUSY', { params: { retryAfterSeconds: 2 }, logLevel: 'warn' });

/** Somebody else's clinic looks like one that does not exist. */
export const notYours = (what: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('NOT_FOUND', { params: { what } });
