import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import {
  ClientStore,
  consentRequired,
  phoneInvalid,
  RecommendationService,
  toE164,
  mailAddressOf,
} from '@limber/clients';
import {
  ClinicPolicies,
  type ErrorCode,
  type WaitlistChange,
  type WaitlistEntryView,
  type WaitlistJoined,
  type WaitlistMoveRequest,
  type WaitlistRequest,
} from '@limber/contracts';
import { AppError, Ids } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  lockAll,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import {
  alreadyCancelled,
  guestUnexpected,
  preconditionFailed,
  tooLateToMove,
  waitlistClosed,
} from './booking.errors.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { GuestStore } from './guest.store.ts';
import { clinicMayMove } from './reschedule.rules.ts';
import { type Schedule, ScheduleService, zoneOfWish } from './schedule.service.ts';
import { ScreeningService } from './screening.service.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { waitlistJoinedKey } from './waitlist.messages.ts';
import { WaitlistOfferService } from './waitlist-offer.service.ts';
import { entryStateAt, expiryOf, windowFaults } from './waitlist.rules.ts';
import { type EntryHealth, WaitlistStore, type Wish } from './waitlist.store.ts';
import { WaitlistViews } from './waitlist.view.ts';
import type { WaitlistEntry } from './waitlist.entity.ts';

/** One address waits for so many sessions at most. */
const ENTRIES_AN_ADDRESS = 5;

type Contact = Pick<WaitlistEntry, 'contactName' | 'contactEmail' | 'contactPhone' | 'timeZone'> &
  Pick<WaitlistEntry, 'checkIns' | 'marketing' | 'bookingId' | 'locationId' | 'guardianName'>;

/** A place on the list, from joining to leaving. */
@Injectable()
export class WaitlistService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly entries: WaitlistStore,
    private readonly offers: WaitlistOfferService,
    private readonly schedules: ScheduleService,
    private readonly recommendations: RecommendationService,
    private readonly screening: ScreeningService,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly clients: ClientStore,
    private readonly guests: GuestStore,
    private readonly messages: MessageStore,
    private readonly audit: AuditLogStore,
    private readonly views: WaitlistViews,
    private readonly links: WaitlistLinks,
    private readonly ids: Ids,
  ) {}

  async join(
    clinicId: string,
    request: WaitlistRequest,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<WaitlistJoined> {
    return this.runner.run(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () => this.joinIn(tx, request, requestId)),
    );
  }

  /** For an earlier time of a visit that is booked, through its signed link. */
  async joinToMove(
    clinicId: string,
    key: BookingKey,
    wish: WaitlistMoveRequest,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<WaitlistJoined> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.reader.own(await this.bookings.lockByReference(tx, key.reference), key);
      return this.idempotency.once(tx, asked, () =>
        this.joinToMoveIn(tx, booking, wish, requestId),
      );
    });
  }

  async get(clinicId: string, token: string): Promise<WaitlistEntryView> {
    return this.runner.run(clinicId, (tx) => this.views.own(tx, this.idOf(tx, token)));
  }

  /** The whole wish anew. What is being offered meanwhile stays offered. */
  async change(
    clinicId: string,
    token: string,
    revision: number,
    wish: WaitlistChange,
    requestId: string,
  ): Promise<WaitlistEntryView> {
    return this.runner.run(clinicId, async (tx) => {
      const entry = await this.entries.lockById(tx, this.idOf(tx, token));
      if (!entry) throw notFound('waitlist entry');
      if (entryStateAt(entry, tx.now) !== 'waiting') throw waitlistClosed();
      if (entry.revision !== revision) throw preconditionFailed();
      const schedule = await this.schedules.load(tx, soldAs(entry));
      await this.entries.change(tx, entry, wished(schedule, entry, wish, tx.now));
      await this.record(tx, 'waitlist.changed', entry.id, requestId);
      return this.views.own(tx, entry.id);
    });
  }

  /** Leaving twice is no mistake; an offer that is open goes to the next. */
  async leave(clinicId: string, token: string, requestId: string): Promise<WaitlistEntryView> {
    return this.runner.run(clinicId, async (tx) => {
      const id = this.idOf(tx, token);
      await this.entries.queue(tx);
      await this.offers.giveUp(tx, id, 'declined');
      const entry = await this.entries.lockById(tx, id);
      if (!entry) throw notFound('waitlist entry');
      if (entry.state === 'waiting') {
        await this.entries.end(tx, entry, 'left');
        await this.record(tx, 'waitlist.left', id, requestId);
      }
      return this.views.own(tx, id);
    });
  }

  private async joinIn(
    tx: Transaction,
    request: WaitlistRequest,
    requestId: string,
  ): Promise<WaitlistJoined> {
    const { client, consents, training, recommendationId, locationId } = request;
    const schedule = await this.schedules.load(tx, soldAs(request));
    const { clinic, frame } = schedule;
    if (locationId && !frame.locations.some(({ id }) => id === locationId)) {
      throw notFound('location');
    }
    const phone = toE164(client.phone, clinic.country);
    if (!phone) throw phoneInvalid();
    const known = await this.clients.findByEmail(tx, client.email);
    const isYoung = client.guardian !== undefined || known?.guardianEmail != null;
    if (isYoung) this.screening.assertFitsYoung(schedule.sold);
    if ((training || recommendationId) && !consents.healthData) throw consentRequired();
    await lockAll(tx, [`waitlist|${client.email.toLowerCase()}`]);
    if ((await this.entries.countWaiting(tx, client.email)) >= ENTRIES_AN_ADDRESS) {
      throw new AppError<ErrorCode>('WAITLIST_FULL', { params: { limit: ENTRIES_AN_ADDRESS } });
    }
    const spoken = recommendationId
      ? await this.recommendations.getSpoken(tx, recommendationId)
      : null;
    const contact: Contact = {
      ...{ contactName: client.name, contactEmail: client.email, contactPhone: phone },
      timeZone: client.timeZone ?? clinic.timeZone,
      guardianName: client.guardian?.name ?? null,
      ...{ checkIns: consents.checkIns, marketing: consents.marketing },
      ...{ bookingId: null, locationId },
    };
    const health = { spoken, training: training ?? null };
    return this.write(tx, schedule, request, contact, health, requestId);
  }

  private async joinToMoveIn(
    tx: Transaction,
    booking: Booking,
    wish: WaitlistMoveRequest,
    requestId: string,
  ): Promise<WaitlistJoined> {
    const client = await this.clients.findById(tx, booking.clientId);
    if (booking.status === 'cancelled') throw alreadyCancelled();
    const isOpen = clinicMayMove(booking, tx.now).ok && booking.startsAt > tx.now;
    const contactEmail = client && mailAddressOf(client);
    if (!isOpen || !client || !contactEmail) throw tooLateToMove();
    // One therapist's time is offered; a session for two needs two.
    if (await this.guests.find(tx, booking.id)) throw guestUnexpected();
    if (await this.entries.findWaitingForBooking(tx, booking.id)) {
      throw new AppError<ErrorCode>('ALREADY_WAITING');
    }
    const { serviceId, durationMin, locationId } = booking;
    const schedule = await this.schedules.load(tx, { serviceId, durationMin });
    const { recommendation } = await this.bookings.openSealed(tx, booking.id);
    const contact: Contact = {
      ...{ contactName: booking.contactName, contactEmail },
      contactPhone: booking.contactPhone ?? client.phone ?? '',
      ...{ timeZone: client.timeZone, bookingId: booking.id, locationId },
      ...{ checkIns: false, marketing: false, guardianName: null },
    };
    const health = { spoken: recommendation, training: null };
    const asked = { ...wish, serviceId, durationMin };
    return this.write(tx, schedule, asked, contact, health, requestId);
  }

  private async write(
    tx: Transaction,
    schedule: Schedule,
    request: WaitlistMoveRequest & { serviceId: string; durationMin: number },
    contact: Contact,
    health: EntryHealth,
    requestId: string,
  ): Promise<WaitlistJoined> {
    const { serviceId, durationMin } = request;
    const id = this.ids.uuid();
    const entry: Omit<WaitlistEntry, 'health'> = {
      ...{ clinicId: tx.clinicId, id, revision: 1, state: 'waiting', serviceId, durationMin },
      ...wished(schedule, { durationMin, ...contact }, request, tx.now),
      ...contact,
      ...{ bookedId: null, createdAt: tx.now, endedAt: null },
    };
    await this.entries.insert(tx, entry, health);
    const addresses = await this.entries.addressesOf(tx, [id]);
    await this.messages.plan(tx, [
      {
        ...{ family: 'subject', kind: 'waitlist_joined', subjectKey: waitlistJoinedKey(id) },
        ...{ revision: 1, recipient: addresses.get(id) ?? contact.contactEmail },
        timeZone: schedule.clinic.timeZone,
        ...{ dueAt: tx.now, notAfter: entry.expiresAt },
      },
    ]);
    await this.record(tx, 'waitlist.joined', id, requestId);
    return {
      manageUrl: this.links.entryUrl(tx.clinicId, id),
      entry: await this.views.own(tx, id),
    };
  }

  private idOf(tx: Transaction, token: string): string {
    const id = this.links.entryOf(tx.clinicId, token);
    if (!id) throw notFound('waitlist entry');
    return id;
  }

  private async record(
    tx: Transaction,
    action: string,
    subject: string,
    requestId: string,
  ): Promise<void> {
    await this.audit.record(tx, { actor: `waitlist:${subject}`, action, subject, requestId });
  }
}

const soldAs = ({ serviceId, durationMin }: { serviceId: string; durationMin: number }) => ({
  ...{ serviceId, durationMin },
});

/** A wish as it is kept, or what is wrong with it, field by field. */
function wished(
  { clinic, frame }: Schedule,
  { durationMin, locationId }: Pick<WaitlistEntry, 'durationMin' | 'locationId'>,
  { therapistId, windows, noticeMin, expiresOn }: WaitlistMoveRequest,
  at: Date,
): Wish {
  if (therapistId && !frame.therapists.some(({ id }) => id === therapistId)) {
    throw notFound('therapist');
  }
  const zone = zoneOfWish(clinic, frame.locations, locationId);
  const { horizonDays } = ClinicPolicies.parse(clinic.policies);
  const now = at.getTime();
  const faults = windowFaults(windows, { durationMin, now, zone, horizonDays });
  if (faults.length > 0) {
    throw new AppError<ErrorCode>('VALIDATION_FAILED', {
      fields: faults.map(({ path, code }) => ({ path, code, message: '' })),
    });
  }
  const expiresAt = expiryOf(windows, expiresOn, zone);
  if (expiresAt <= at) {
    throw new AppError<ErrorCode>('VALIDATION_FAILED', {
      fields: [{ path: 'expiresOn', code: 'IN_PAST', message: '' }],
    });
  }
  return { therapistId, windows, noticeMin, expiresAt };
}
