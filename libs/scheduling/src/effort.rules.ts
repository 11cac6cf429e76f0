import type { TimeRange } from '@limber/kernel';
import type { Occupied, ServicePlan, TherapistPlan } from './availability.plan.ts';

export const effortTenthsOf = (service: ServicePlan): number =>
  service.effortTenthsPerMin * service.durationMin;

/** A session's whole effort counts on the local day it starts. */
const bookedEffortTenths = (occupied: readonly Occupied[], day: TimeRange): number => {
  let sum = 0;
  for (const taken of occupied) {
    if (taken.start >= day.start && taken.start < day.end) sum += taken.effortTenths ?? 0;
  }
  return sum;
};

export const isOverCap = (
  therapist: TherapistPlan,
  service: ServicePlan,
  day: TimeRange,
): boolean =>
  therapist.effortCapPerDayTenths !== null &&
  bookedEffortTenths(therapist.occupied, day) + effortTenthsOf(service) >
    therapist.effortCapPerDayTenths;
