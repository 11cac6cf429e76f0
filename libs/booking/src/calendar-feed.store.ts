import { Injectable } from '@nestjs/common';
import type { Transaction } from '@limber/persistence';
import { IsNull } from 'typeorm';
import type { BookedPolicy, BookingStatus } from './booking.entity.ts';
import { CalendarFeed } from './calendar-feed.entity.ts';

/** What a calendar shows of a booking. Nothing sealed is read here. */
export interface FeedRow {
  chainId: string;
  clinicId: string;
  reference: string;
  revision: number;
  status: BookingStatus;
  contactName: string;
  service: string;
  durationMin: number;
  room: string;
  location: string;
  address: string;
  timeZone: string;
  therapist: string;
  guestTherapist: string | null;
  startsAt: Date;
  originalStartsAt: Date;
  policy: BookedPolicy;
  priceMinor: number;
  changedAt: Date;
}

const SELECT = `
  SELECT b.chain_id AS "chainId", b.clinic_id AS "clinicId", b.reference, b.revision,
         b.status, b.contact_name AS "contactName",
         s.name AS service, b.duration_min AS "durationMin", r.name AS room,
         l.name AS location, l.address, l.time_zone AS "timeZone", t.name AS therapist,
         gt.name AS "guestTherapist", b.starts_at AS "startsAt", b.original_starts_at AS "originalStartsAt",
         b.policy, b.price_minor AS "priceMinor",
         greatest(b.created_at, b.moved_at, b.cancelled_at) AS "changedAt"
    FROM booking b
    JOIN service s ON s.clinic_id = b.clinic_id AND s.id = b.service_id
    JOIN room r ON r.clinic_id = b.clinic_id AND r.id = b.room_id
    JOIN location l ON l.clinic_id = b.clinic_id AND l.id = b.location_id
    JOIN therapist t ON t.clinic_id = b.clinic_id AND t.id = b.therapist_id
    LEFT JOIN booking_guest g ON g.clinic_id = b.clinic_id AND g.booking_id = b.id
    LEFT JOIN therapist gt ON gt.clinic_id = g.clinic_id AND gt.id = g.therapist_id
   WHERE b.clinic_id = $1
     AND (b.status = 'confirmed' AND b.starts_at > $3 OR b.status = 'cancelled' AND b.cancelled_at > $3)`;
const ORDER = 'ORDER BY b.starts_at, b.reference LIMIT 2000';

@Injectable()
export class CalendarFeedStore {
  async insert(tx: Transaction, feed: CalendarFeed): Promise<void> {
    await tx.manager.insert(CalendarFeed, feed);
  }

  /** The one that was not revoked, by what is kept of its address. */
  async findByToken(tx: Transaction, tokenSha256: string): Promise<CalendarFeed | null> {
    const { clinicId } = tx;
    return tx.manager.findOneBy(CalendarFeed, { clinicId, tokenSha256, revokedAt: IsNull() });
  }

  async findOfClient(tx: Transaction, clientId: string): Promise<CalendarFeed | null> {
    const { clinicId } = tx;
    return tx.manager.findOneBy(CalendarFeed, { clinicId, clientId, revokedAt: IsNull() });
  }

  async findById(tx: Transaction, id: string): Promise<CalendarFeed | null> {
    return tx.manager.findOneBy(CalendarFeed, { clinicId: tx.clinicId, id });
  }

  /** Of all therapists, or of one; oldest first. */
  async listOfStaff(
    tx: Transaction,
    therapistId: string | null,
  ): Promise<(CalendarFeed & { therapist: string })[]> {
    return tx.query(
      `SELECT f.id, f.therapist_id AS "therapistId", f.shows_names AS "showsNames",
              f.created_at AS "createdAt", t.name AS therapist
         FROM calendar_feed f
         JOIN therapist t ON t.clinic_id = f.clinic_id AND t.id = f.therapist_id
        WHERE f.clinic_id = $1 AND f.revoked_at IS NULL AND ($2::uuid IS NULL OR f.therapist_id = $2)
        ORDER BY t.name, f.created_at, f.id`,
      [tx.clinicId, therapistId],
    );
  }

  async revoke(tx: Transaction, id: string): Promise<void> {
    const found = { clinicId: tx.clinicId, id, revokedAt: IsNull() };
    await tx.manager.update(CalendarFeed, found, { revokedAt: tx.now });
  }

  async revokeOfClient(tx: Transaction, clientId: string): Promise<void> {
    const found = { clinicId: tx.clinicId, clientId, revokedAt: IsNull() };
    await tx.manager.update(CalendarFeed, found, { revokedAt: tx.now });
  }

  /** Visits since `since`, and what was called off since then. */
  async listForTherapist(tx: Transaction, therapistId: string, since: Date): Promise<FeedRow[]> {
    return tx.query(`${SELECT} AND (b.therapist_id = $2 OR g.therapist_id = $2) ${ORDER}`, [
      tx.clinicId,
      therapistId,
      since,
    ]);
  }

  async listForClient(tx: Transaction, clientId: string, since: Date): Promise<FeedRow[]> {
    return tx.query(`${SELECT} AND b.client_id = $2 ${ORDER}`, [tx.clinicId, clientId, since]);
  }
}
