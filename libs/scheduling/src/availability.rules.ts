import { MINUTE } from '@limber/kernel';
import type { AvailabilityInput, FreeDay, FreeSlot, ResourceFilter } from './availability.plan.ts';
import { addDays, daysBetween, localDateOf } from './local-time.rules.ts';
import { openSearch, visitBookable, type LocationTrack, type Search } from './search.rules.ts';
import { locationDayOf } from './working-time.rules.ts';

export interface SlotQuery extends ResourceFilter {
  /** Local dates of each location, both inclusive. */
  from: string;
  to: string;
}

/** Every bookable start: one entry per date, starts in time order, then by location. */
export function listFreeSlots(input: AvailabilityInput, query: SlotQuery): FreeDay[] {
  const search = openSearch(input, query, query);
  const days = daysBetween(query.from, query.to) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, n) => {
    const date = addDays(query.from, n);
    return { date, slots: slotsOn(search, date) };
  });
}

function slotsOn(search: Search, date: string): FreeSlot[] {
  const slots: FreeSlot[] = [];
  for (const location of search.locations) {
    const day = locationDayOf(location.plan, date);
    const byStart = new Map<number, FreeSlot>();
    for (const therapist of search.therapists) {
      visitBookable(search, therapist, location, day, (start) => {
        let slot = byStart.get(start);
        if (slot === undefined) {
          slot = emptySlot(search, location, start);
          byStart.set(start, slot);
          slots.push(slot);
        }
        // Overlapping shifts may offer the same start twice.
        const { id } = therapist.plan;
        if (slot.therapistIds.at(-1) !== id) slot.therapistIds.push(id);
      });
    }
  }
  // Locations came in id order and the sort is stable.
  return slots.sort((a, b) => a.startsAt - b.startsAt);
}

function emptySlot(search: Search, location: LocationTrack, start: number): FreeSlot {
  const startsAt = start * MINUTE;
  return {
    startsAt,
    endsAt: startsAt + search.input.service.durationMin * MINUTE,
    locationId: location.plan.id,
    therapistIds: [],
  };
}

/** The first free start on the first date after `after` that has one, within the horizon and to `until` at most. */
export function nextFreeAt(
  input: AvailabilityInput,
  query: ResourceFilter & { after: string; until?: string },
): number | null {
  const zones = input.locations.map((location) => location.timeZone);
  const todays = zones.map((zone) => localDateOf(input.now, zone)).sort();
  const today = todays[0];
  const latestToday = todays.at(-1);
  if (today === undefined || latestToday === undefined) return null;
  const last = addDays(latestToday, input.policy.horizonDays);
  const to = query.until !== undefined && query.until < last ? query.until : last;
  let date = addDays(query.after, 1);
  // Only for speed: nobody needs the years before today walked through.
  if (date < today) date = today;
  if (date > to) return null;
  const search = openSearch(input, { from: date, to }, query);
  for (; date <= to; date = addDays(date, 1)) {
    const first = slotsOn(search, date)[0];
    if (first !== undefined) return first.startsAt;
  }
  return null;
}
