import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

export const linkInvalid = (): AppError<ErrorCode> => new AppError<ErrorCode>('LINK_INVALID');
export const linkExpired = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('LINK_EXPIRED', { params: { phone } });
export const answerLocked = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('ANSWER_LOCKED', { params: { phone } });

const badField = (path: string, code: string, message: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('VALIDATION_FAILED', { fields: [{ path, code, message }] });

export const sorenessMissing = (): AppError<ErrorCode> =>
  badField('soreness', 'required', 'Choose a number from 0 to 10.');
export const harmTooEarly = (): AppError<ErrorCode> =>
  badField('harm', 'too_early', 'This is asked once the visit has begun.');
export const trainingNotNew = (): AppError<ErrorCode> =>
  badField(
    'newTraining.endedAt',
    'not_new',
    'It must have ended after the last training you told us of, and not in the future.',
  );
export const trainingNotHard = (): AppError<ErrorCode> =>
  badField('newTraining.rpe', 'not_hard', 'Only hard training starts the check-ins again.');
