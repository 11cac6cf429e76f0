import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';

export const phoneInvalid = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('PHONE_INVALID', {
    fields: [{ path: 'client.phone', code: 'PHONE_INVALID', message: '' }],
  });

export const consentRequired = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('CONSENT_REQUIRED', {
    fields: [{ path: 'consents.healthData', code: 'CONSENT_REQUIRED', message: '' }],
  });

export const bookingBlocked = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('BOOKING_BLOCKED', { params: { phone } });

export const recommendationNotFound = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('NOT_FOUND', { params: { what: 'suggestion' } });
