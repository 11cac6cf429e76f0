import type { AvailabilityView, BookAgainView } from '@limber/contracts';
import type { BookingSearch } from './booking.search.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { isStopped } from './stopped.rules.ts';

type Days = AvailabilityView['days'];

/**
 * How the same client's next booking begins: with who they are. What they answered is asked anew, and after a
 * red flag the way stays closed.
 */
export function draftAgain(
  draft: Draft,
  { client, guestName, lastTherapistId }: BookAgainView,
): Draft {
  if (isStopped(draft)) return draft;
  const { guardian, ...who } = client;
  const contact = { ...emptyDraft.contact, ...who, guardianName: guardian?.name ?? null };
  return { ...emptyDraft, contact, guestName: guestName ?? '', lastTherapistId };
}

/** The address of the times of the same session. With whom stands in it as a wish only, never as a name. */
export function searchAgain(again: BookAgainView): BookingSearch {
  const { serviceId, durationMin, locationId, lastTherapistId, partySize } = again;
  return {
    ...(serviceId && durationMin ? { service: serviceId, length: durationMin } : { choose: true }),
    ...(locationId && { location: locationId }),
    ...(lastTherapistId && { again: true }),
    ...(partySize === 2 && { two: true }),
  };
}

/** Who gave the last visit, while the client wishes for them again and has named nobody else. */
export const wishedAgain = (
  { again, therapist }: BookingSearch,
  { lastTherapistId }: Pick<Draft, 'lastTherapistId'>,
): string | null => (again && !therapist ? lastTherapistId : null);

/** A time bears the name of whoever is wished for, where they are free: it is them who will be chosen. */
export const namedAgain = (days: Days, wished: string | null): Days =>
  wished === null
    ? days
    : days.map((day) => ({
        ...day,
        slots: day.slots.map((slot) =>
          slot.therapistIds.includes(wished) ? { ...slot, therapistIds: [wished] } : slot,
        ),
      }));
