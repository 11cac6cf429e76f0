import { MINUTE } from '@limber/kernel';
import type { AvailabilityInput } from './availability.plan.ts';
import { addDays } from './local-time.rules.ts';
import { isOnDuty, locationDayOf, shiftStretches, type Stretch } from './working-time.rules.ts';

/**
 * Hands-on minutes each therapist's shifts offer on the local dates, both inclusive: breaks, closed hours,
 * holidays and time off taken away, bookings not. By therapist id.
 */
export function offeredMinutes(
  input: Pick<AvailabilityInput, 'locations' | 'therapists'>,
  dates: { from: string; to: string },
): Map<string, number> {
  const offered = new Map(input.therapists.map(({ id }) => [id, 0]));
  const therapists = input.therapists.map(({ id, shifts, unavailable }) => ({
    ...{ id, shifts },
    away: unavailable.map(({ start, end }) => ({
      start: Math.floor(start / MINUTE),
      end: Math.ceil(end / MINUTE),
    })),
  }));
  for (let date = dates.from; date <= dates.to; date = addDays(date, 1)) {
    for (const location of input.locations) {
      const day = locationDayOf(location, date);
      if (day.opening.length === 0) continue;
      for (const { id, shifts, away } of therapists) {
        const minutes = shifts
          .filter((shift) => isOnDuty(shift, day))
          .flatMap((shift) => shiftStretches(shift, day))
          .reduce((sum, stretch) => sum + minutesLeft(stretch, away), 0);
        offered.set(id, (offered.get(id) ?? 0) + minutes);
      }
    }
  }
  return offered;
}

/** What absences, which may overlap each other, leave of a stretch. */
function minutesLeft(stretch: Stretch, away: readonly Stretch[]): number {
  const inside = away
    .filter(({ start, end }) => start < stretch.end && end > stretch.start)
    .sort((a, b) => a.start - b.start);
  let left = stretch.end - stretch.start;
  let reached = stretch.start;
  for (const { start, end } of inside) {
    const from = Math.max(start, reached);
    const to = Math.min(end, stretch.end);
    if (from < to) left -= to - from;
    reached = Math.max(reached, to);
  }
  return left;
}
