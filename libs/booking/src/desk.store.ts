import type { SessionType } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import type {
  BookedPolicy,
  BookingStatus,
  CancelCause,
  CancelledBy,
  VisitState,
} from './booking.entity.ts';

/** A booking as the desk sees it, with the names of what it points to. Nothing sealed is read here. */
export interface DeskRow {
  id: string;
  chainId: string;
  reference: string;
  revision: number;
  status: BookingStatus;
  visit: VisitState;
  clientId: string;
  contactName: string;
  serviceId: string;
  contactPhone: string | null;
  service: string;
  sessionType: SessionType;
  durationMin: number;
  roomId: string;
  room: string;
  locationId: string;
  location: string;
  address: string;
  timeZone: string;
  therapistId: string;
  therapist: string;
  /** Of a session for two. */
  guestTherapistId: string | null;
  guestTherapist: string | null;
  guestName: string | null;
  guestCaution: boolean | null;
  startsAt: Date;
  originalStartsAt: Date;
  priceMinor: number;
  policy: BookedPolicy;
  cancelFeeMinor: number | null;
  cancelledAt: Date | null;
  cancelledBy: CancelledBy | null;
  cancelCause: CancelCause | null;
  placeLostAt: Date | null;
  movedFrom: Date | null;
  movedAt: Date | null;
  answerBy: Date | null;
  createdAt: Date;
  trainingId: string | null;
  screeningId: string | null;
  caution: boolean;
  contactFirst: boolean;
  seriesId: string | null;
  noShowAt: Date | null;
  attendanceConfirmed: boolean;
  isNewClient: boolean;
  isFirstOfType: boolean;
}

const EARLIER_VISIT = `e.clinic_id = b.clinic_id AND e.client_id = b.client_id
  AND e.starts_at < b.starts_at AND e.status <> 'cancelled' AND e.visit <> 'no_show'`;

/** After a red flag whatever was booked stands, and nobody lays hands on before somebody has spoken with them. */
const PAUSED = `(c.blocked_since IS NOT NULL AND b.starts_at > c.blocked_since
  AND b.visit IN ('booked', 'arrived'))`;

const SELECT = `
  SELECT b.id, b.chain_id AS "chainId", b.reference, b.revision, b.status, b.visit,
         b.client_id AS "clientId", b.contact_name AS "contactName", b.contact_phone AS "contactPhone",
         s.id AS "serviceId", s.name AS service, s.session_type AS "sessionType", b.duration_min AS "durationMin",
         b.room_id AS "roomId", r.name AS room, b.location_id AS "locationId", l.name AS location,
         l.address, l.time_zone AS "timeZone", b.therapist_id AS "therapistId", t.name AS therapist,
         g.therapist_id AS "guestTherapistId", gt.name AS "guestTherapist", g.name AS "guestName",
         g.caution AS "guestCaution",
         b.starts_at AS "startsAt", b.original_starts_at AS "originalStartsAt",
         b.price_minor AS "priceMinor", b.policy, b.cancel_fee_minor AS "cancelFeeMinor",
         b.cancelled_at AS "cancelledAt", b.cancelled_by AS "cancelledBy", b.cancel_cause AS "cancelCause",
         b.place_lost_at AS "placeLostAt",
         b.moved_from AS "movedFrom", b.moved_at AS "movedAt", b.answer_by AS "answerBy", b.created_at AS "createdAt",
         b.training_id AS "trainingId", b.screening_id AS "screeningId",
         b.caution, (b.contact_first_since IS NOT NULL OR ${PAUSED}) AS "contactFirst",
         b.series_id AS "seriesId", b.no_show_at AS "noShowAt",
         b.attendance_confirmed_at IS NOT NULL AS "attendanceConfirmed",
         NOT EXISTS (SELECT FROM booking e WHERE ${EARLIER_VISIT}) AS "isNewClient",
         NOT EXISTS (SELECT FROM booking e JOIN service x ON x.clinic_id = e.clinic_id AND x.id = e.service_id
                      WHERE ${EARLIER_VISIT} AND x.session_type = s.session_type) AS "isFirstOfType"
    FROM booking b
    JOIN service s ON s.clinic_id = b.clinic_id AND s.id = b.service_id
    JOIN room r ON r.clinic_id = b.clinic_id AND r.id = b.room_id
    JOIN location l ON l.clinic_id = b.clinic_id AND l.id = b.location_id
    JOIN therapist t ON t.clinic_id = b.clinic_id AND t.id = b.therapist_id
    JOIN client c ON c.clinic_id = b.clinic_id AND c.id = b.client_id
    LEFT JOIN booking_guest g ON g.clinic_id = b.clinic_id AND g.booking_id = b.id
    LEFT JOIN therapist gt ON gt.clinic_id = g.clinic_id AND gt.id = g.therapist_id
   WHERE b.clinic_id = $1`;

export class DeskStore {
  /** What stands in the book of a day; who cancelled is no longer in it. */
  async listDay(
    tx: Transaction,
    day: { start: number; end: number },
    therapistId: string | null,
  ): Promise<DeskRow[]> {
    return tx.query<DeskRow>(
      `${SELECT} AND b.starts_at >= $2 AND b.starts_at < $3 AND b.status <> 'cancelled'
         AND ($4::uuid IS NULL OR b.therapist_id = $4 OR g.therapist_id = $4)
       ORDER BY b.starts_at, b.reference`,
      [tx.clinicId, new Date(day.start), new Date(day.end), therapistId],
    );
  }

  /** What waits for the clinic's word, the most urgent first. */
  async listRequests(tx: Transaction): Promise<DeskRow[]> {
    return tx.query<DeskRow>(
      `${SELECT} AND b.status = 'requested' AND b.starts_at > $2
       ORDER BY b.answer_by, b.starts_at, b.reference`,
      [tx.clinicId, tx.now],
    );
  }

  async findByReference(tx: Transaction, reference: string): Promise<DeskRow | null> {
    const [row] = await tx.query<DeskRow>(`${SELECT} AND b.reference = $2`, [
      tx.clinicId,
      reference,
    ]);
    return row ?? null;
  }

  /** Time kept free by hand. */
  async listBlocks(
    tx: Transaction,
    day: { start: number; end: number },
  ): Promise<{ resourceId: string; start: Date; end: Date }[]> {
    return tx.query(
      `SELECT resource_id AS "resourceId", lower(during) AS start, upper(during) AS "end"
         FROM occupancy WHERE clinic_id = $1 AND status = 'blocked' AND during && tstzrange($2, $3)`,
      [tx.clinicId, new Date(day.start), new Date(day.end)],
    );
  }
}
