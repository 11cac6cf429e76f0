import type { Transaction } from '@limber/persistence';
import type { Placed } from './stranded.rules.ts';

/** An upcoming booking with the names the desk knows it by. */
export interface UpcomingRow extends Placed {
  reference: string;
  clientName: string;
  service: string;
  therapist: string;
  location: string;
  timeZone: string;
  room: string;
}

const MILLISECONDS = '(extract(epoch FROM starts_at) * 1000)::float8';

/** Bookings and holds that rest on the set-up. */
export class StrandedStore {
  /** Bookings that have not begun, in time order. */
  async listUpcoming(tx: Transaction): Promise<UpcomingRow[]> {
    return tx.query<UpcomingRow>(
      `SELECT b.id, b.reference, b.contact_name AS "clientName", b.duration_min AS "durationMin",
              b.location_id AS "locationId", l.name AS location, l.time_zone AS "timeZone",
              array_remove(ARRAY[b.therapist_id, g.therapist_id], NULL) AS "therapistIds",
              t.name AS therapist, b.room_id AS "roomId", r.name AS room,
              b.service_id AS "serviceId", s.name AS service,
              ${MILLISECONDS.replace('starts_at', 'b.starts_at')} AS "startsAt"
         FROM booking b
         JOIN location l ON l.clinic_id = b.clinic_id AND l.id = b.location_id
         JOIN therapist t ON t.clinic_id = b.clinic_id AND t.id = b.therapist_id
         JOIN room r ON r.clinic_id = b.clinic_id AND r.id = b.room_id
         JOIN service s ON s.clinic_id = b.clinic_id AND s.id = b.service_id
         LEFT JOIN booking_guest g ON g.clinic_id = b.clinic_id AND g.booking_id = b.id
        WHERE b.clinic_id = $1 AND b.starts_at > $2 AND b.status <> 'cancelled'
          AND b.visit = 'booked'
        ORDER BY b.starts_at, b.reference`,
      [tx.clinicId, tx.now],
    );
  }

  /** Times kept for somebody who has not booked yet. */
  async listHeld(tx: Transaction): Promise<Placed[]> {
    return tx.query<Placed>(
      `SELECT id, location_id AS "locationId", room_id AS "roomId", service_id AS "serviceId",
              array_remove(ARRAY[therapist_id, second_therapist_id], NULL) AS "therapistIds",
              duration_min AS "durationMin", ${MILLISECONDS} AS "startsAt"
         FROM hold WHERE clinic_id = $1 AND status = 'live' AND starts_at > $2`,
      [tx.clinicId, tx.now],
    );
  }

  /** Called off by the clinic since then: staff can still take that back. */
  async listCalledOff(tx: Transaction, since: Date): Promise<Placed[]> {
    return tx.query<Placed>(
      `SELECT b.id, b.location_id AS "locationId", b.room_id AS "roomId",
              b.service_id AS "serviceId", b.duration_min AS "durationMin",
              array_remove(ARRAY[b.therapist_id, g.therapist_id], NULL) AS "therapistIds",
              ${MILLISECONDS.replace('starts_at', 'b.starts_at')} AS "startsAt"
         FROM booking b
         LEFT JOIN booking_guest g ON g.clinic_id = b.clinic_id AND g.booking_id = b.id
        WHERE b.clinic_id = $1 AND b.status = 'cancelled' AND b.cancelled_by = 'clinic'
          AND b.cancelled_at > $2 AND b.place_lost_at IS NULL`,
      [tx.clinicId, since],
    );
  }

  /** From now on its cancellation stands. */
  async losePlace(tx: Transaction, bookingId: string): Promise<void> {
    await tx.query('UPDATE booking SET place_lost_at = $3 WHERE clinic_id = $1 AND id = $2', [
      ...[tx.clinicId, bookingId, tx.now],
    ]);
  }

  /** What it was offered with ends with it. Hold row first, then its time: the order everywhere. */
  async release(tx: Transaction, holdId: string): Promise<void> {
    await tx.query(
      `UPDATE re_offer SET expires_at = least(expires_at, $3)
        WHERE clinic_id = $1 AND hold_id = $2 AND state = 'offered'`,
      [tx.clinicId, holdId, tx.now],
    );
    const rows = await tx.query(
      `UPDATE hold SET status = 'released' WHERE clinic_id = $1 AND id = $2 AND status = 'live'
       RETURNING id`,
      [tx.clinicId, holdId],
    );
    if (rows.length === 0) return;
    await tx.query(
      `UPDATE occupancy SET status = 'released', expires_at = NULL
        WHERE clinic_id = $1 AND hold_id = $2 AND status = 'held'`,
      [tx.clinicId, holdId],
    );
  }
}
