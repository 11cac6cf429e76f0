import type { AvailabilityView, BookingView } from '@limber/contracts';

/**
 * The times a booking can go to, with one name each where it can stay with its therapist. The time it has
 * now, with them, is no move and is left out.
 */
export const keepTherapist = (
  days: AvailabilityView['days'],
  { startsAt, therapist, guest }: Pick<BookingView, 'startsAt' | 'therapist' | 'guest'>,
): AvailabilityView['days'] =>
  days.map((day) => ({
    ...day,
    slots: day.slots.flatMap((slot) => {
      // For two the clinic keeps whoever it can; the page cannot know both.
      if (guest) return [slot];
      const canStay = slot.therapistIds.includes(therapist.id);
      if (!canStay) return [slot];
      const isNow = Date.parse(slot.startsAt) === Date.parse(startsAt);
      return isNow ? [] : [{ ...slot, therapistIds: [therapist.id] }];
    }),
  }));

interface OpenWindow {
  readonly from: string;
  readonly to: string;
}

/** What is left of the window that was suggested with a booking; null when it is over, or nothing can be moved. */
export function openWindow(
  { moving, suggestion }: Pick<BookingView, 'moving' | 'suggestion'>,
  now: number,
): OpenWindow | null {
  const window = moving.possible ? suggestion?.window : null;
  if (!window || Date.parse(window.to) <= now) return null;
  return { from: new Date(Math.max(now, Date.parse(window.from))).toISOString(), to: window.to };
}

/** How many other starts are free in it. The visit's own time is none of them. */
export const startsLeft = (
  days: AvailabilityView['days'],
  booking: Pick<BookingView, 'startsAt'>,
  { from, to }: OpenWindow,
): number => {
  const own = Date.parse(booking.startsAt);
  const starts = days.flatMap(({ slots }) => slots.map(({ startsAt }) => Date.parse(startsAt)));
  const inside = starts.filter(
    (at) => at !== own && at >= Date.parse(from) && at <= Date.parse(to),
  );
  return new Set(inside).size;
};
