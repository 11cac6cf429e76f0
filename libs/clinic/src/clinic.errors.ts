import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

/** Unknown and not-yours look the same on purpose. */
export const notFound = (what: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('NOT_FOUND', { params: { what } });

export const durationNotSold = (minutes: number, sold: number[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('DURATION_NOT_SOLD', {
    params: { minutes, sold: sold.join(', ') },
    fields: [{ path: 'durationMin', code: 'DURATION_NOT_SOLD', message: '' }],
  });
