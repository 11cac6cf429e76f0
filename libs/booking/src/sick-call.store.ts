import type { TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { SickCall } from './sick-call.entity.ts';

/** A visit that somebody who is away was booked for. */
export interface StrandedRow extends Pick<
  Booking,
  | 'id'
  | 'reference'
  | 'revision'
  | 'status'
  | 'visit'
  | 'serviceId'
  | 'durationMin'
  | 'locationId'
  | 'therapistId'
  | 'roomId'
  | 'startsAt'
  | 'contactName'
  | 'contactPhone'
> {
  service: string;
  restMin: number;
  therapist: string;
  room: string;
  timeZone: string;
  canBeMailed: boolean;
  isForTwo: boolean;
}

export interface SickCallRow {
  id: string;
  therapistId: string;
  therapist: string;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
}

const CALLS = `
  SELECT c.id, c.therapist_id AS "therapistId", t.name AS therapist, c.starts_at AS "startsAt",
         c.ends_at AS "endsAt", c.created_at AS "createdAt"
    FROM sick_call c JOIN therapist t ON t.clinic_id = c.clinic_id AND t.id = c.therapist_id
   WHERE c.clinic_id = $1`;

export class SickCallStore {
  async insert(tx: Transaction, call: SickCall): Promise<void> {
    await tx.manager.insert(SickCall, call);
  }

  /** Whose end lies ahead and whose absence still stands; taken back, there is nothing to arrange. */
  async listCurrent(tx: Transaction): Promise<SickCallRow[]> {
    return tx.query<SickCallRow>(
      `${CALLS} AND c.ends_at > $2 AND EXISTS (SELECT FROM unavailability u
          WHERE u.clinic_id = c.clinic_id AND u.id = c.unavailability_id)
        ORDER BY c.starts_at, c.id`,
      [tx.clinicId, tx.now],
    );
  }

  /** Of the absences of somebody that still stand, one that holds the whole of this span. */
  async findCovering(
    tx: Transaction,
    therapistId: string,
    { start, end }: TimeRange,
  ): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT c.id FROM sick_call c
        WHERE c.clinic_id = $1 AND c.therapist_id = $2 AND c.starts_at <= $3
          AND c.ends_at >= $4
          AND EXISTS (SELECT FROM unavailability u
            WHERE u.clinic_id = c.clinic_id AND u.id = c.unavailability_id)
        ORDER BY c.created_at, c.id LIMIT 1`,
      [tx.clinicId, therapistId, new Date(start), new Date(end)],
    );
    return row?.id ?? null;
  }

  async findById(tx: Transaction, id: string): Promise<SickCallRow | null> {
    const [row] = await tx.query<SickCallRow>(`${CALLS} AND c.id = $2`, [tx.clinicId, id]);
    return row ?? null;
  }

  /**
   * Their visits in that time; and those for which somebody else was offered at a time of it since, so that the
   * answer shows where the visit went.
   */
  async listStranded(tx: Transaction, call: SickCallRow): Promise<StrandedRow[]> {
    return tx.query<StrandedRow>(
      `SELECT b.id, b.reference, b.revision, b.status, b.visit, b.service_id AS "serviceId",
              b.duration_min AS "durationMin", b.location_id AS "locationId",
              b.therapist_id AS "therapistId", b.room_id AS "roomId", b.starts_at AS "startsAt",
              b.contact_name AS "contactName", b.contact_phone AS "contactPhone",
              s.name AS service, s.rest_min AS "restMin", t.name AS therapist, r.name AS room,
              l.time_zone AS "timeZone", coalesce(c.guardian_email, c.email) IS NOT NULL AS "canBeMailed",
              EXISTS (SELECT FROM booking_guest g WHERE g.clinic_id = b.clinic_id
                 AND g.booking_id = b.id) AS "isForTwo"
         FROM booking b
         JOIN service s ON s.clinic_id = b.clinic_id AND s.id = b.service_id
         JOIN therapist t ON t.clinic_id = b.clinic_id AND t.id = b.therapist_id
         JOIN room r ON r.clinic_id = b.clinic_id AND r.id = b.room_id
         JOIN location l ON l.clinic_id = b.clinic_id AND l.id = b.location_id
         JOIN client c ON c.clinic_id = b.clinic_id AND c.id = b.client_id
        WHERE b.clinic_id = $1 AND (
              ((b.therapist_id = $2 OR EXISTS (SELECT FROM booking_guest g
                  WHERE g.clinic_id = b.clinic_id AND g.booking_id = b.id AND g.therapist_id = $2))
               AND b.status <> 'cancelled' AND b.visit = 'booked'
               AND b.starts_at < $4 AND b.starts_at + b.duration_min * interval '1 minute' > $3
               AND b.starts_at > $5)
           OR EXISTS (SELECT FROM re_offer o
                JOIN hold h ON h.clinic_id = o.clinic_id AND h.id = o.hold_id
                WHERE o.clinic_id = b.clinic_id AND o.booking_id = b.id
                  AND o.from_therapist_id = $2 AND o.created_at >= $6
                  AND h.starts_at < $4 AND h.starts_at + h.duration_min * interval '1 minute' > $3))
        ORDER BY b.starts_at, b.reference`,
      [tx.clinicId, call.therapistId, call.startsAt, call.endsAt, tx.now, call.createdAt],
    );
  }
}
