export { errorCodes, type ErrorCode } from './error-codes.ts';
export * from './primitives.contract.ts';
export * from './clinic.contract.ts';
export * from './recommendation.contract.ts';
export * from './evidence.contract.ts';
export * from './availability.contract.ts';
export * from './hold.contract.ts';
export * from './booking.contract.ts';
export * from './request.contract.ts';
export * from './reschedule.contract.ts';
export * from './check-in.contract.ts';
export * from './call-back.contract.ts';
export * from './outcome.contract.ts';
export * from './clearance.contract.ts';
export * from './intake.contract.ts';
export * from './account.contract.ts';
export * from './desk.contract.ts';
export * from './policies.contract.ts';
export { policiesInWords } from './policies.en.ts';
export {
  SetupParams,
  SetupQuery,
  SetupRemovalQuery,
  StrandedBooking,
  StrandedPreview,
  strandedWhys,
} from './setup.contract.ts';
export * from './setup-places.contract.ts';
export * from './setup-people.contract.ts';
export * from './setup-shifts.contract.ts';
export * from './setup-time-off.contract.ts';
export * from './setup-policies.contract.ts';
export * from './desk-calendar.contract.ts';
export * from './desk-ops.contract.ts';
export * from './block.contract.ts';
export * from './series.contract.ts';
export * from './sick-call.contract.ts';
export * from './waitlist.contract.ts';
export * from './demo.contract.ts';
export * from './jobs.contract.ts';
export * from './problem.contract.ts';
export * from './calendar-feed.contract.ts';
export * from './private-calendar.contract.ts';
export * from './mail-wording.contract.ts';
export * from './mail.contract.ts';
