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
