import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicStore, notFound } from '@limber/clinic';
import type {
  CalendarFeedMade,
  DeskCalendarFeed,
  NewCalendarFeed,
  OwnCalendarFeed,
} from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type CalendarEntry, calendarFile, MailLinks, visitEntry } from '@limber/messaging';
import { AuditLogStore, sha256, type Transaction, TransactionRunner } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { BookingLinks } from './booking.links.ts';
import { entryStatusOf, stillFreeUntil } from './booking.rules.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { feedTexts as texts } from './calendar-feed.en.ts';
import type { CalendarFeed } from './calendar-feed.entity.ts';
import { endOfRow, FEED_KEEPS_MS, staffEntry } from './calendar-feed.rules.ts';
import { CalendarFeedStore, type FeedRow } from './calendar-feed.store.ts';
import type { AtTheDesk } from './desk.rules.ts';

const REFRESH_MINUTES = 30;

/** Private calendars: whoever has the address reads it, so it is shown once, kept as a hash, and can be revoked. */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly feeds: CalendarFeedStore,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly clinics: ClinicStore,
    private readonly links: BookingLinks,
    private readonly mailLinks: MailLinks,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  /** Unknown, revoked and another clinic's look the same. */
  async read(clinicId: string, token: string): Promise<string> {
    return this.runner.run(clinicId, async (tx) => {
      const feed = await this.feeds.findByToken(tx, sha256(token));
      if (!feed) throw notFound('calendar');
      const clinic = await this.clinics.get(tx);
      const since = new Date(tx.now.getTime() - FEED_KEEPS_MS);
      return feed.therapistId === null
        ? this.clientFile(tx, clinic, feed.clientId ?? '', since)
        : this.staffFile(tx, clinic, feed, feed.therapistId, since);
    });
  }

  /** Therapists see their own, the office all of them. */
  async list(clinicId: string, { staff }: AtTheDesk): Promise<DeskCalendarFeed[]> {
    return this.runner.run(clinicId, async (tx) => {
      const own = staff.role === 'therapist' ? staff.therapistId : null;
      if (staff.role === 'therapist' && own === null) return [];
      const feeds = await this.feeds.listOfStaff(tx, own);
      return feeds.map((feed) => viewOf(feed, feed.therapist));
    });
  }

  async create(
    clinicId: string,
    { therapistId, showsNames }: NewCalendarFeed,
    by: AtTheDesk,
  ): Promise<CalendarFeedMade> {
    return this.runner.run(clinicId, async (tx) => {
      const therapist = await this.clinics.findTherapist(tx, therapistId);
      if (!therapist?.active || !mayOwn(by, therapistId)) throw notFound('therapist');
      const actor = `staff:${by.staff.userId}`;
      const owner = { therapistId, clientId: null, showsNames };
      const { feed, url } = await this.make(tx, owner, actor, by.requestId);
      return { ...viewOf(feed, therapist.name), url };
    });
  }

  /** At once. Pressed twice it is revoked once. */
  async revoke(clinicId: string, id: string, by: AtTheDesk): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const feed = await this.feeds.findById(tx, id);
      if (!feed?.therapistId || !mayOwn(by, feed.therapistId)) throw notFound('calendar');
      if (feed.revokedAt) return;
      await this.feeds.revoke(tx, id);
      await this.record(tx, 'calendar.revoked', id, `staff:${by.staff.userId}`, by.requestId);
    });
  }

  async ownOf(clinicId: string, key: BookingKey): Promise<OwnCalendarFeed> {
    return this.runner.run(clinicId, async (tx) => {
      const { clientId } = await this.ownBooking(tx, key);
      const feed = await this.feeds.findOfClient(tx, clientId);
      return { since: feed?.createdAt.toISOString() ?? null, url: null };
    });
  }

  /** A new address; the one before, if any, no longer opens. */
  async createOwn(clinicId: string, key: BookingKey, requestId: string): Promise<OwnCalendarFeed> {
    return this.runner.run(clinicId, async (tx) => {
      const { clientId } = await this.ownBooking(tx, key);
      await this.feeds.revokeOfClient(tx, clientId);
      const owner = { therapistId: null, clientId, showsNames: false };
      const { feed, url } = await this.make(tx, owner, `client:${clientId}`, requestId);
      return { since: feed.createdAt.toISOString(), url };
    });
  }

  async revokeOwn(clinicId: string, key: BookingKey, requestId: string): Promise<OwnCalendarFeed> {
    return this.runner.run(clinicId, async (tx) => {
      const { clientId } = await this.ownBooking(tx, key);
      const feed = await this.feeds.findOfClient(tx, clientId);
      if (feed) {
        await this.feeds.revoke(tx, feed.id);
        await this.record(tx, 'calendar.revoked', feed.id, `client:${clientId}`, requestId);
      }
      return { since: null, url: null };
    });
  }

  /** Locked, so that two presses at once leave one calendar. */
  private async ownBooking(tx: Transaction, key: BookingKey): Promise<Booking> {
    return this.reader.own(await this.bookings.lockByReference(tx, key.reference), key);
  }

  private async make(
    tx: Transaction,
    owner: Pick<CalendarFeed, 'therapistId' | 'clientId' | 'showsNames'>,
    actor: string,
    requestId: string,
  ): Promise<{ feed: CalendarFeed; url: string }> {
    const token = this.ids.secret();
    const feed: CalendarFeed = {
      ...owner,
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      tokenSha256: sha256(token),
      createdBy: actor,
      createdAt: tx.now,
      revokedAt: null,
    };
    await this.feeds.insert(tx, feed);
    await this.record(tx, 'calendar.created', feed.id, actor, requestId);
    const { slug } = await this.clinics.get(tx);
    const url = this.mailLinks.to('api', 'v1', 'clinics', slug, 'calendars', `${token}.ics`);
    return { feed, url };
  }

  private async staffFile(
    tx: Transaction,
    clinic: Clinic,
    { showsNames }: CalendarFeed,
    therapistId: string,
    since: Date,
  ): Promise<string> {
    const therapist = await this.clinics.findTherapist(tx, therapistId);
    // Whoever has left reads nothing more of the clients.
    if (!therapist?.active) throw notFound('calendar');
    const rows = await this.feeds.listForTherapist(tx, therapistId, since);
    return calendarFile(
      rows.map((row) => staffEntry(row, this.mailLinks.calendarUid(row.chainId), showsNames)),
      {
        method: 'PUBLISH',
        name: texts.staffName(therapist.name, clinic.name),
        refreshMinutes: REFRESH_MINUTES,
      },
    );
  }

  private async clientFile(
    tx: Transaction,
    clinic: Clinic,
    clientId: string,
    since: Date,
  ): Promise<string> {
    const rows = await this.feeds.listForClient(tx, clientId, since);
    return calendarFile(
      rows.map((row) => this.clientEntry(row, clinic, tx.now)),
      {
        method: 'PUBLISH',
        name: texts.clientName(clinic.name),
        refreshMinutes: REFRESH_MINUTES,
      },
    );
  }

  private clientEntry(row: FeedRow, clinic: Clinic, now: Date): CalendarEntry {
    const { service, durationMin, reference, startsAt, therapist, guestTherapist } = row;
    return visitEntry({
      clinic: { ...clinic, address: row.address },
      timeZone: row.timeZone,
      visit: {
        ...{ service, durationMin, reference, startsAt },
        therapist: [therapist, guestTherapist].filter(Boolean).join(', '),
        endsAt: endOfRow(row),
        location: { name: row.location, address: row.address },
        price: { amount: row.priceMinor, currency: clinic.currency },
      },
      uid: this.mailLinks.calendarUid(row.chainId),
      revision: row.revision,
      status: entryStatusOf(row.status),
      freeCancellationUntil: stillFreeUntil(row, now),
      manageUrl: this.links.manageUrl(row),
      stamp: row.changedAt,
    });
  }

  private async record(
    tx: Transaction,
    action: string,
    subject: string,
    actor: string,
    requestId: string,
  ): Promise<void> {
    await this.audit.record(tx, { actor, action, subject, requestId });
  }
}

const mayOwn = ({ staff }: AtTheDesk, therapistId: string): boolean =>
  staff.role !== 'therapist' || staff.therapistId === therapistId;

const viewOf = (
  { id, therapistId, showsNames, createdAt }: CalendarFeed,
  name: string,
): DeskCalendarFeed => ({
  ...{ id, showsNames },
  therapist: { id: therapistId ?? '', name },
  createdAt: createdAt.toISOString(),
});
