import type { TimeRange } from '@limber/kernel';
import type { Occupied, ServicePlan, TherapistPlan } from './availability.plan.ts';
import { weekRange } from './local-time.rules.ts';
import type { LocationDay } from './working-time.rules.ts';

export const effortTenthsOf = (service: ServicePlan): number =>
  service.effortTenthsPerMin * service.durationMin;

/** A session's whole effort counts on the local day it starts. */
const bookedEffortTenths = (occupied: readonly Occupied[], span: TimeRange): number => {
  let sum = 0;
  for (const taken of occupied) {
    if (taken.start >= span.start && taken.start < span.end) sum += taken.effortTenths ?? 0;
  }
  return sum;
};

/** Whether one more session of the service on that local day would be too much, for the day or its week. */
export function isOverCap(
  therapist: TherapistPlan,
  service: ServicePlan,
  day: LocationDay,
): boolean {
  const { occupied, effortCapPerDayTenths: perDay, effortCapPerWeekTenths: perWeek } = therapist;
  const exceeds = (cap: number, span: TimeRange): boolean =>
    bookedEffortTenths(occupied, span) + effortTenthsOf(service) > cap;
  if (perDay !== null && exceeds(perDay, day.zoneDay)) return true;
  return perWeek !== null && exceeds(perWeek, weekRange(day.date, day.location.timeZone));
}
