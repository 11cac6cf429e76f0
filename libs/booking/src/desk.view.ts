import type { DeskBookingCard } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import { nextVisits } from './booking.rules.ts';
import type { DeskRow } from './desk.store.ts';

/** A booking as a card of day and calendar; what only its therapist may know is added by who may add it. */
/** Who comes along, as everybody at the desk may know it. */
export const guestView = (row: DeskRow): DeskBookingCard['guest'] =>
  row.guestTherapistId === null
    ? null
    : {
        name: row.guestName ?? '',
        therapist: { id: row.guestTherapistId, name: row.guestTherapist ?? '' },
        caution: row.guestCaution ?? false,
      };

export function cardView(row: DeskRow, now: Date): Omit<DeskBookingCard, 'health'> {
  const { reference, service, sessionType, durationMin, isNewClient, isFirstOfType } = row;
  const { visit, status, contactFirst, caution, attendanceConfirmed } = row;
  return {
    ...{ reference, service, sessionType, durationMin, isNewClient, isFirstOfType },
    ...{ visit, status, contactFirst, caution, attendanceConfirmed },
    startsAt: row.startsAt.toISOString(),
    endsAt: new Date(row.startsAt.getTime() + durationMin * MINUTE).toISOString(),
    room: { id: row.roomId, name: row.room },
    location: { id: row.locationId, name: row.location },
    clientName: row.contactName,
    guest: guestView(row),
    nextVisits: nextVisits(row, now),
    formStatus: row.screeningId ? 'answered' : 'missing',
  };
}
