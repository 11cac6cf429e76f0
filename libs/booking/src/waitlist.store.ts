import { Injectable } from '@nestjs/common';
import type { Spoken } from '@limber/clients';
import type { TrainingReport } from '@limber/contracts';
import { FieldCipher, lockAll, type Transaction } from '@limber/persistence';
import { WaitlistEntry, type StoredEntryState } from './waitlist.entity.ts';

/** What ranks the times for somebody, and goes with the booking. */
export interface EntryHealth {
  spoken: Spoken | null;
  training: TrainingReport | null;
}

export interface WaitingRow extends WaitlistEntry {
  priorOffers: number;
  /** `therapist|epoch ms` */
  offered: string[];
  /** Starts of what this very gap has brought them. */
  offeredHere: Date[];
  movesFrom: Date | null;
  movesPrice: number | null;
}

export interface EntryRow extends WaitlistEntry {
  service: string;
  therapist: string | null;
  location: string | null;
  offers: number;
  movesReference: string | null;
  movesStart: Date | null;
  bookedReference: string | null;
  bookedStart: Date | null;
}

export type Wish = Pick<WaitlistEntry, 'therapistId' | 'windows' | 'noticeMin' | 'expiresAt'>;

const place = (id: string) => ({ table: 'waitlist_entry', rowId: id, column: 'health' });

const COLUMNS = `e.clinic_id AS "clinicId", e.id, e.revision, e.state, e.service_id AS "serviceId",
  e.duration_min AS "durationMin", e.therapist_id AS "therapistId", e.location_id AS "locationId", e.windows,
  e.notice_min AS "noticeMin", e.expires_at AS "expiresAt", e.booking_id AS "bookingId",
  e.booked_id AS "bookedId", e.contact_name AS "contactName", e.contact_email AS "contactEmail",
  e.contact_phone AS "contactPhone", e.guardian_name AS "guardianName", e.time_zone AS "timeZone", e.check_ins AS "checkIns", e.marketing,
  e.health, e.created_at AS "createdAt", e.ended_at AS "endedAt"`;

@Injectable()
export class WaitlistStore {
  constructor(private readonly cipher: FieldCipher) {}

  /**
   * Waves of a clinic are made one after the other, so that nobody is offered two times at once, or anything
   * after leaving. Before any row.
   */
  async queue(tx: Transaction): Promise<void> {
    await lockAll(tx, ['waitlist']);
  }

  /** `health` comes plain and is sealed here. */
  async insert(
    tx: Transaction,
    entry: Omit<WaitlistEntry, 'health'>,
    health: EntryHealth,
  ): Promise<void> {
    const isNothing = health.spoken === null && health.training === null;
    await tx.manager.insert(WaitlistEntry, {
      ...entry,
      health: isNothing ? null : this.cipher.seal(place(entry.id), health),
    });
  }

  /** Health data: whoever calls this has written down who looks. */
  openHealth({ id, health }: Pick<WaitlistEntry, 'id' | 'health'>): EntryHealth {
    return health
      ? this.cipher.open<EntryHealth>(place(id), health)
      : { spoken: null, training: null };
  }

  async findById(tx: Transaction, id: string): Promise<WaitlistEntry | null> {
    return tx.manager.findOneBy(WaitlistEntry, { clinicId: tx.clinicId, id });
  }

  async lockById(tx: Transaction, id: string): Promise<WaitlistEntry | null> {
    return tx.manager.findOne(WaitlistEntry, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /**
   * Where the mails of these go, as of now: whoever is known to be under 18 has a parent or guardian who reads. A
   * place that a guardian took bears their address already.
   */
  async addressesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; address: string }>(
      `SELECT e.id, coalesce(c.guardian_email, c.email, e.contact_email) AS address
         FROM waitlist_entry e
         LEFT JOIN booking b ON b.clinic_id = e.clinic_id AND b.id = e.booking_id
         LEFT JOIN client c ON c.clinic_id = e.clinic_id AND CASE WHEN e.booking_id IS NOT NULL
                THEN c.id = b.client_id
                ELSE e.guardian_name IS NULL AND c.email = lower(e.contact_email) END
        WHERE e.clinic_id = $1 AND e.id = ANY ($2)`,
      [tx.clinicId, ids],
    );
    return new Map(rows.map(({ id, address }) => [id, address]));
  }

  /** Of a client: places on the list, and what was offered to them. */
  async idsOfClient(
    tx: Transaction,
    clientId: string,
  ): Promise<{ entryIds: string[]; offerIds: string[] }> {
    const rows = await tx.query<{ id: string; offerIds: string[] }>(
      `SELECT e.id, ARRAY(SELECT o.id FROM waitlist_offer o
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id) AS "offerIds"
         FROM waitlist_entry e JOIN client c ON c.clinic_id = e.clinic_id AND c.id = $2
        WHERE e.clinic_id = $1 AND (
          EXISTS (SELECT FROM booking b
            WHERE b.clinic_id = e.clinic_id AND b.id = e.booking_id AND b.client_id = c.id)
          OR (e.booking_id IS NULL AND e.guardian_name IS NULL AND lower(e.contact_email) = c.email))`,
      [tx.clinicId, clientId],
    );
    const entryIds = rows.map(({ id }) => id);
    return { entryIds, offerIds: rows.flatMap(({ offerIds }) => offerIds) };
  }

  async countWaiting(tx: Transaction, email: string): Promise<number> {
    const [row] = await tx.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM waitlist_entry
        WHERE clinic_id = $1 AND lower(contact_email) = lower($2) AND state = 'waiting'
          AND expires_at > $3`,
      [tx.clinicId, email, tx.now],
    );
    return row?.waiting ?? 0;
  }

  async findWaitingForBooking(tx: Transaction, bookingId: string): Promise<WaitlistEntry | null> {
    return tx.manager.findOneBy(WaitlistEntry, {
      ...{ clinicId: tx.clinicId, bookingId },
      state: 'waiting',
    });
  }

  async change(tx: Transaction, { id, revision }: WaitlistEntry, wish: Wish): Promise<void> {
    await tx.manager.update(
      WaitlistEntry,
      { clinicId: tx.clinicId, id },
      { ...wish, revision: revision + 1 },
    );
  }

  async end(
    tx: Transaction,
    { id, revision }: WaitlistEntry,
    state: Exclude<StoredEntryState, 'waiting'>,
    bookedId: string | null = null,
  ): Promise<void> {
    await tx.manager.update(
      WaitlistEntry,
      { clinicId: tx.clinicId, id, state: 'waiting' },
      { state, bookedId, endedAt: tx.now, revision: revision + 1 },
    );
  }

  /** What they had accepted comes to nothing: they wait on, as they did before, for as long as they wished. */
  async waitOn(
    tx: Transaction,
    bookedId: string,
  ): Promise<Pick<WaitlistEntry, 'id' | 'revision' | 'expiresAt'> | null> {
    const [entry] = await tx.query<Pick<WaitlistEntry, 'id' | 'revision' | 'expiresAt'>>(
      `UPDATE waitlist_entry SET state = 'waiting', booked_id = NULL, ended_at = NULL, revision = revision + 1
        WHERE clinic_id = $1 AND booked_id = $2 AND booking_id IS NULL AND expires_at > $3
        RETURNING id, revision, expires_at AS "expiresAt"`,
      [tx.clinicId, bookedId, tx.now],
    );
    return entry ?? null;
  }

  /**
   * Everybody who could be offered something now: waiting, not being offered anything, and, where a visit
   * should move, still booked.
   */
  async listOfferable(tx: Transaction, gapId: string): Promise<WaitingRow[]> {
    return tx.query<WaitingRow>(
      `SELECT ${COLUMNS}, b.starts_at AS "movesFrom", b.price_minor AS "movesPrice",
              (SELECT count(*)::int FROM waitlist_offer o
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id) AS "priorOffers",
              ARRAY(SELECT w.therapist_id || '|' || (extract(epoch FROM w.starts_at) * 1000)::bigint
                 FROM waitlist_offer o JOIN waitlist_wave w ON w.clinic_id = o.clinic_id AND w.id = o.wave_id
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id) AS offered,
              ARRAY(SELECT w.starts_at
                 FROM waitlist_offer o JOIN waitlist_wave w ON w.clinic_id = o.clinic_id AND w.id = o.wave_id
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id AND w.gap_id = $3) AS "offeredHere"
         FROM waitlist_entry e
         LEFT JOIN booking b ON b.clinic_id = e.clinic_id AND b.id = e.booking_id
        WHERE e.clinic_id = $1 AND e.state = 'waiting' AND e.expires_at > $2
          AND (e.booking_id IS NULL
               OR (b.status IN ('confirmed', 'requested') AND b.visit = 'booked' AND b.starts_at > $2))
          AND NOT EXISTS (SELECT FROM waitlist_offer o
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id AND o.state = 'open')
        ORDER BY e.id`,
      [tx.clinicId, tx.now, gapId],
    );
  }

  /** With the names people know; the desk's list and the person's own page read the same row. */
  async listRows(
    tx: Transaction,
    filter: {
      ids?: readonly string[];
      waiting?: boolean;
      serviceId?: string | undefined;
      therapistId?: string | undefined;
    },
  ): Promise<EntryRow[]> {
    return tx.query<EntryRow>(
      `SELECT ${COLUMNS}, s.name AS service, t.name AS therapist, l.name AS location,
              (SELECT count(*)::int FROM waitlist_offer o
                WHERE o.clinic_id = e.clinic_id AND o.entry_id = e.id) AS offers,
              m.reference AS "movesReference", m.starts_at AS "movesStart",
              n.reference AS "bookedReference", n.starts_at AS "bookedStart"
         FROM waitlist_entry e
         JOIN service s ON s.clinic_id = e.clinic_id AND s.id = e.service_id
         LEFT JOIN therapist t ON t.clinic_id = e.clinic_id AND t.id = e.therapist_id
         LEFT JOIN location l ON l.clinic_id = e.clinic_id AND l.id = e.location_id
         LEFT JOIN booking m ON m.clinic_id = e.clinic_id AND m.id = e.booking_id
         LEFT JOIN booking n ON n.clinic_id = e.clinic_id AND n.id = e.booked_id
        WHERE e.clinic_id = $1 AND ($2::uuid[] IS NULL OR e.id = ANY ($2))
          AND ($3::boolean IS NULL OR (e.state = 'waiting' AND e.expires_at > $4) = $3)
          AND ($5::uuid IS NULL OR e.service_id = $5)
          AND ($6::uuid IS NULL OR e.therapist_id IS NULL OR e.therapist_id = $6)
        ORDER BY CASE WHEN $3 IS FALSE THEN COALESCE(e.ended_at, e.expires_at) END DESC,
                 e.created_at, e.id
        LIMIT 500`,
      [
        ...[tx.clinicId, filter.ids ?? null, filter.waiting ?? null, tx.now],
        ...[filter.serviceId ?? null, filter.therapistId ?? null],
      ],
    );
  }
}
