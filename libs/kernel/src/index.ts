export { AppError, type FieldError, type Result } from './app-error.ts';
export { Clock, Ids } from './clock.ts';
export type { Money } from './money.ts';
export { DAY, HOUR, MINUTE, overlaps, type TimeRange } from './time-range.ts';
