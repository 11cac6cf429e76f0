import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { bookingBlocked, ClientStore } from '@limber/clients';
import type {
  ErrorCode,
  WaitlistAccept,
  WaitlistDecline,
  WaitlistOfferPage,
} from '@limber/contracts';
import { AppError, MINUTE } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { AssignmentService, StartLost } from './assignment.service.ts';
import { offerEnded, offerTaken, waitlistClosed } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import { ConfirmBooking } from './confirm-booking.ts';
import { HoldService } from './hold.service.ts';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { RescheduleService } from './reschedule.service.ts';
import { ClearanceAsked, ScreeningService } from './screening.service.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { waitlistOfferKey } from './waitlist.messages.ts';
import { WaitlistOfferViews } from './waitlist-offer.view.ts';
import { offerStateAt } from './waitlist.rules.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';
import type { WaitlistEntry, WaitlistOffer, WaitlistWave } from './waitlist.entity.ts';

interface Offered {
  offer: WaitlistOffer;
  wave: WaitlistWave;
  entry: WaitlistEntry;
}

/** What somebody does with a time they are offered. Reading the link changes nothing; only the press does. */
@Injectable()
export class WaitlistOfferService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly entries: WaitlistStore,
    private readonly gaps: WaitlistGapStore,
    private readonly waves: WaitlistWaveStore,
    private readonly bookings: BookingStore,
    private readonly confirmBooking: ConfirmBooking,
    private readonly reschedules: RescheduleService,
    private readonly assignments: AssignmentService,
    private readonly screening: ScreeningService,
    private readonly holdService: HoldService,
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly audit: AuditLogStore,
    private readonly views: WaitlistOfferViews,
    private readonly links: WaitlistLinks,
  ) {}

  async show(clinicId: string, token: string): Promise<WaitlistOfferPage> {
    return this.runner.run(clinicId, (tx) => this.views.page(tx, this.idOf(tx, token)));
  }

  /** The first of the wave has it. Pressed twice it is one answer. */
  async accept(
    clinicId: string,
    token: string,
    answer: WaitlistAccept,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<WaitlistOfferPage> {
    try {
      return await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(tx, asked, () => this.acceptIn(tx, token, answer, requestId)),
      );
    } catch (error) {
      if (error instanceof StartLost) throw await this.holdService.refusal(clinicId, error, true);
      if (error instanceof ClearanceAsked) {
        await this.screening.remember(clinicId, error, requestId);
      }
      throw error;
    }
  }

  async decline(
    clinicId: string,
    token: string,
    { leave }: WaitlistDecline,
    requestId: string,
  ): Promise<WaitlistOfferPage> {
    return this.runner.run(clinicId, async (tx) => {
      const { offer, entry } = await this.lock(tx, token);
      const { id } = offer;
      if (offer.state === 'open') {
        await this.giveUp(tx, entry.id, 'declined');
        await this.record(tx, 'waitlist.declined', entry, { offerId: id }, requestId);
      }
      if (leave && entry.state === 'waiting') {
        await this.entries.end(tx, entry, 'left');
        await this.record(tx, 'waitlist.left', entry, {}, requestId);
      }
      return this.views.page(tx, id);
    });
  }

  /** Whoever is offered something lets go of it; the last of a wave to do so ends it, and the next begins. */
  async giveUp(tx: Transaction, entryId: string, state: 'declined' | 'withdrawn'): Promise<void> {
    const seen = await this.waves.findOpenOf(tx, entryId);
    if (!seen || !(await this.gaps.lock(tx, seen.wave.gapId))) return;
    const found = await this.waves.findOpenOf(tx, entryId);
    if (!found || found.offer.id !== seen.offer.id) return;
    const { offer, wave } = found;
    await this.waves.decide(tx, offer.id, state);
    await this.gaps.wakeWaiting(tx);
    const others = await this.waves.listOffers(tx, wave.id);
    if (wave.state !== 'open' || others.some((each) => each.state === 'open')) return;
    await this.assignments.keepSetup(tx);
    await this.waves.end(tx, wave, state, state);
    await this.waves.letGo(tx, wave);
    await this.gaps.lookAgain(tx, wave.gapId, tx.now);
  }

  private async acceptIn(
    tx: Transaction,
    token: string,
    answer: WaitlistAccept,
    requestId: string,
  ): Promise<WaitlistOfferPage> {
    const offered = await this.lock(tx, token);
    const { offer, wave, entry } = offered;
    if (offer.state === 'accepted') return this.views.page(tx, offer.id);
    if (offer.state === 'taken') throw offerTaken();
    if (offerStateAt(offer.state, wave.expiresAt, tx.now) !== 'open') {
      throw offerEnded((await this.clinics.get(tx)).phone);
    }
    if (entry.state !== 'waiting') throw waitlistClosed();
    const bookingId =
      entry.bookingId === null
        ? await this.book(tx, offered, answer, requestId)
        : await this.move(tx, offered, entry.bookingId, requestId);
    await this.waves.decide(tx, offer.id, 'accepted');
    await this.tellOthers(tx, wave, offer);
    await this.waves.end(tx, wave, 'accepted', 'taken');
    await this.entries.end(tx, entry, 'booked', bookingId);
    // What the session leaves of the gap may do for somebody else, and another gap for those who lost this one.
    await this.gaps.lookAgain(tx, wave.gapId, tx.now);
    await this.gaps.wakeWaiting(tx);
    const details = { offerId: offer.id, waveId: wave.id, bookingId };
    await this.record(tx, 'waitlist.accepted', entry, details, requestId);
    return this.views.page(tx, offer.id);
  }

  /** The wave's hold becomes a booking of this person's session, by the same way as every other one. */
  private async book(
    tx: Transaction,
    { offer, wave, entry }: Offered,
    { screening, healthData }: WaitlistAccept,
    requestId: string,
  ): Promise<string> {
    if (!screening) throw missing('screening');
    const { serviceId, durationMin, roomId, priceMinor } = offer;
    await this.assignments.keepSetup(tx);
    await this.holds.narrow(tx, wave.holdId, { serviceId, durationMin, roomId, priceMinor });
    // A change of the set-up may have let it go: then nothing is kept any more, whatever the clock says.
    if (!(await this.occupancy.lockLiveHold(tx, wave.holdId))) {
      throw offerEnded((await this.clinics.get(tx)).phone);
    }
    const { spoken, training } = this.entries.openHealth(entry);
    const created = await this.confirmBooking.bookIn(
      tx,
      this.links.holdToken(tx.clinicId, wave.holdId),
      {
        holdId: wave.holdId,
        client: {
          ...{ name: entry.contactName, email: entry.contactEmail, phone: entry.contactPhone },
          timeZone: entry.timeZone,
          ...(entry.guardianName !== null && { guardian: { name: entry.guardianName } }),
        },
        screening,
        consents: {
          healthData: healthData ?? false,
          ...{ checkIns: entry.checkIns, marketing: entry.marketing },
        },
        ...(training && { training }),
      },
      requestId,
      spoken,
    );
    const booking = await this.bookings.findByReference(tx, created.reference);
    if (!booking) throw notFound('booking');
    await this.trim(tx, booking);
    return booking.id;
  }

  /** Others of the wave may have needed longer, or another room. */
  private async trim(
    tx: Transaction,
    booking: { id: string; serviceId: string; therapistId: string; roomId: string } & {
      startsAt: Date;
      durationMin: number;
    },
  ): Promise<void> {
    const service = await this.clinics.findService(tx, booking.serviceId);
    if (!service) throw notFound('service');
    const start = booking.startsAt.getTime();
    const during = { start, end: start + booking.durationMin * MINUTE };
    await this.occupancy.trimToSession(tx, booking.id, [
      {
        ...{ resourceId: booking.therapistId, during, sessionType: service.sessionType },
        ...{ beforeMin: service.prepMin, afterMin: service.restMin },
        effortTenths: service.effortTenthsPerMin * booking.durationMin,
      },
      {
        ...{ resourceId: booking.roomId, during, sessionType: null, effortTenths: 0 },
        ...{ beforeMin: service.roomPrepMin, afterMin: service.roomResetMin },
      },
    ]);
  }

  /** We offered it, so it costs nothing and is no move of the client's. What it leaves is free for others. */
  private async move(
    tx: Transaction,
    { offer, wave, entry }: Offered,
    bookingId: string,
    requestId: string,
  ): Promise<string> {
    const booking = await this.bookings.lockById(tx, bookingId);
    if (!booking || booking.startsAt <= wave.startsAt) throw waitlistClosed();
    const client = await this.clients.findById(tx, booking.clientId);
    const { phone } = await this.clinics.get(tx);
    if (client?.blockedSince) throw bookingBlocked(phone);
    const { therapistId, locationId, startsAt } = wave;
    await this.reschedules.moveIn(
      tx,
      booking,
      { startsAt: startsAt.getTime(), therapistId, locationId },
      {
        ...{ by: 'clinic', actor: `client:${booking.clientId}`, requestId },
        details: { waitlist: entry.id },
        choose: async (_, __, wanted) => {
          const during = { start: wanted.startsAt, end: wanted.startsAt + LONGEST_MS };
          const old = wanted.moving?.claim;
          const resourceIds = [therapistId, ...(await this.roomsOf(tx, wave))];
          await this.occupancy.lock(tx, { resourceIds, during }, ...(old ? [old] : []));
          // Under the lock nobody takes a dead hold over any more: alive now is kept.
          const alive = await this.occupancy.extendHold(tx, wave.holdId, wave.expiresAt);
          if (alive === 0) throw offerEnded(phone);
          await this.occupancy.releaseHold(tx, wave.holdId);
          this.holds.setStatus(tx, wave.holdId, 'used');
          return { therapistId, locationId, roomId: offer.roomId };
        },
      },
    );
    return booking.id;
  }

  private async roomsOf(tx: Transaction, { id }: WaitlistWave): Promise<string[]> {
    return (await this.waves.listOffers(tx, id)).map(({ roomId }) => roomId);
  }

  private async tellOthers(
    tx: Transaction,
    { id: waveId, startsAt }: WaitlistWave,
    { id: ownId }: WaitlistOffer,
  ): Promise<void> {
    const others = (await this.waves.listOffers(tx, waveId)).filter(
      ({ id, state }) => id !== ownId && state === 'open',
    );
    const addresses = await this.entries.addressesOf(
      tx,
      others.map(({ entryId }) => entryId),
    );
    const { timeZone } = await this.clinics.get(tx);
    await this.messages.plan(
      tx,
      others.flatMap(({ id, entryId }) => {
        const recipient = addresses.get(entryId);
        return recipient
          ? [
              {
                ...{ family: 'subject' as const, kind: 'waitlist_taken' as const, revision: 1 },
                ...{ subjectKey: waitlistOfferKey(id), recipient, timeZone },
                ...{ dueAt: tx.now, notAfter: startsAt },
              },
            ]
          : [];
      }),
    );
  }

  /** The gap's row first: whoever answers and whoever offers queue there. */
  private async lock(tx: Transaction, token: string): Promise<Offered> {
    const id = this.idOf(tx, token);
    const seen = await this.waves.find(tx, id);
    const gap = seen && (await this.gaps.lock(tx, seen.wave.gapId));
    const found = gap && (await this.waves.find(tx, id));
    const entry = found && (await this.entries.lockById(tx, found.offer.entryId));
    if (!found || !entry) throw notFound('offer');
    return { ...found, entry };
  }

  private idOf(tx: Transaction, token: string): string {
    const id = this.links.offerOf(tx.clinicId, token);
    if (!id) throw notFound('offer');
    return id;
  }

  private async record(
    tx: Transaction,
    action: string,
    { id }: WaitlistEntry,
    details: Record<string, unknown>,
    requestId: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...{ actor: `waitlist:${id}`, action, subject: id, details, requestId },
    });
  }
}

/** No session is longer. */
const LONGEST_MS = 480 * MINUTE;

const missing = (path: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('VALIDATION_FAILED', {
    fields: [{ path, code: 'INVALID_TYPE', message: 'Answer these questions first.' }],
  });
