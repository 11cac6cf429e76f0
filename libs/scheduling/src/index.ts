export { listFreeSlots, nextFreeAt, type SlotQuery } from './availability.rules.ts';
export {
  type Assignment,
  type AvailabilityInput,
  type BookingPolicy,
  type FreeDay,
  type FreeSlot,
  type LocationPlan,
  type Occupied,
  type RoomPlan,
  type ServicePlan,
  type ShiftPlan,
  type TherapistPlan,
  type WhyNot,
} from './availability.plan.ts';
export { aDayAround, listingSpan, spanOf } from './busy-span.rules.ts';
export { checkCouple, listCoupleSlots, roomsForTwo } from './couples.rules.ts';
export { fit, markBest, type FitCurve } from './fit.rules.ts';
export {
  addDays,
  dayRange,
  daysBetween,
  edgeAt,
  instantOf,
  localDateOf,
  weekdayOf,
} from './local-time.rules.ts';
export { chooseRoom } from './room.rules.ts';
export { repeatWeekly, type SeriesStart, wallTimeOf } from './series.rules.ts';
export { brokenRules, checkStart } from './start-check.rules.ts';
export { offeredMinutes } from './offered-time.rules.ts';
export { chooseTherapist, type FairShare, type Pick } from './therapist.rules.ts';
