import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

export const linkInvalid = (): AppError<ErrorCode> => new AppError<ErrorCode>('LINK_INVALID');
export const linkExpired = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('LINK_EXPIRED', { params: { phone } });
export const answerLocked = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('ANSWER_LOCKED', { params: { phone } });
