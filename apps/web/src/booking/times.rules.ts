import type { AvailabilityView, TherapistView } from '@limber/contracts';

export type Slot = AvailabilityView['days'][number]['slots'][number];
export type DayPart = 'morning' | 'afternoon' | 'evening';

const partOf = (hour: number): DayPart =>
  hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';

export function byPart(
  slots: readonly Slot[],
  hourOf: (slot: Slot) => number,
): [DayPart, Slot[]][] {
  const parts: [DayPart, Slot[]][] = [
    ['morning', []],
    ['afternoon', []],
    ['evening', []],
  ];
  for (const slot of slots) {
    const part = partOf(hourOf(slot));
    parts.find(([name]) => name === part)?.[1].push(slot);
  }
  return parts.filter(([, found]) => found.length > 0);
}

export interface SlotFilter {
  gender?: string | undefined;
}

/** The gender filter is ours: the api lists by therapist and place, the page leaves out the others. */
export function filterDays(
  days: AvailabilityView['days'],
  { gender }: SlotFilter,
  therapists: readonly TherapistView[],
): AvailabilityView['days'] {
  if (!gender) return days;
  const fitting = new Set(
    therapists.filter((therapist) => therapist.gender === gender).map(({ id }) => id),
  );
  return days.map((day) => ({
    ...day,
    slots: day.slots.flatMap((slot) => {
      const therapistIds = slot.therapistIds.filter((id) => fitting.has(id));
      return therapistIds.length > 0 ? [{ ...slot, therapistIds }] : [];
    }),
  }));
}

const MOST_FITTING = 24;

/** Best fit first, the earlier of two equals first; a long list helps nobody. */
export const byFit = (days: AvailabilityView['days']): Slot[] =>
  days
    .flatMap((day) => day.slots)
    .sort((a, b) => (b.fit?.score ?? 0) - (a.fit?.score ?? 0) || (a.startsAt < b.startsAt ? -1 : 1))
    .slice(0, MOST_FITTING);

export const firstName = (name: string): string => name.split(/\s+/)[0] ?? name;

/** The name on the button: only when the time means exactly one person. */
export function oneTherapist(
  slot: Slot,
  therapists: readonly TherapistView[],
): TherapistView | undefined {
  const [id] = slot.therapistIds;
  return slot.therapistIds.length === 1 ? therapists.find((each) => each.id === id) : undefined;
}
