import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { ReOffersRequest, ReOffersResult, ReOfferView } from '@limber/contracts';
import { Ids, MINUTE } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  sha256,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { AssignmentService } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { BookingStore } from './booking.store.ts';
import type { AtTheDesk } from './desk.rules.ts';
import { GuestStore } from './guest.store.ts';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { reOfferKey } from './re-offer.messages.ts';
import { keptUntil, stateAt } from './re-offer.rules.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { type ReplacementFrame, ReplacementService } from './replacement.service.ts';
import { offerView } from './sick-call.service.ts';
import type { ReOffer } from './sick-call.entity.ts';

type Refusal = ReOffersResult['refused'][number]['code'];

interface Ready {
  booking: Booking;
  therapistId: string;
  email: string;
  expiresAt: Date;
  frame: ReplacementFrame;
}

/** Proposes somebody else at the same time, kept by a hold until the client answers or the offer ends. */
@Injectable()
export class ReOfferService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly bookings: BookingStore,
    private readonly offers: ReOfferStore,
    private readonly guests: GuestStore,
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
    private readonly replacements: ReplacementService,
    private readonly clinics: ClinicStore,
    private readonly clinicService: ClinicService,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly assignments: AssignmentService,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  /** Many at once: what cannot be offered is named and does not hold up the rest. */
  async offer(
    clinicId: string,
    request: ReOffersRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<ReOffersResult> {
    return this.runner.run(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () => this.offerIn(tx, request, by)),
    );
  }

  /** Takes an offer back before it is answered; its mail, if it waits, finds that out. */
  async withdraw(clinicId: string, id: string, by: AtTheDesk): Promise<ReOfferView> {
    return this.runner.run(clinicId, async (tx) => {
      const found = await this.offers.findById(tx, id);
      const booking = found && (await this.bookings.lockById(tx, found.bookingId));
      const offer = booking && (await this.offers.lockById(tx, id));
      if (!offer) throw notFound('offer');
      if (offer.state === 'offered') {
        await this.offers.close(tx, offer, 'withdrawn');
        await this.record(tx, 'booking.re_offer_withdrawn', booking, by, { offerId: id });
      }
      return this.view(tx, await this.offers.findById(tx, id), booking.reference);
    });
  }

  private async offerIn(
    tx: Transaction,
    { offers }: ReOffersRequest,
    by: AtTheDesk,
  ): Promise<ReOffersResult> {
    const refused: ReOffersResult['refused'] = [];
    const ready: Ready[] = [];
    // Before any hold's row; then one order for the rows, as for the locks after them.
    await this.assignments.keepSetup(tx);
    const wanted = new Map(offers.map((each) => [each.reference, each.therapistId]));
    for (const [reference, therapistId] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const found = await this.prepare(tx, reference, therapistId);
      if (typeof found === 'string') refused.push({ reference, code: found });
      else ready.push(found);
    }
    await this.occupancy.lock(tx, ...ready.map(claimOf));
    const offered: ReOfferView[] = [];
    for (const each of ready) {
      const free = await this.replacements.list(tx, each.booking, each.frame);
      if (!free.includes(each.therapistId)) {
        refused.push({ reference: each.booking.reference, code: 'NOT_FREE' });
        continue;
      }
      offered.push(await this.write(tx, each, by));
    }
    return { offered, refused };
  }

  private async prepare(
    tx: Transaction,
    reference: string,
    therapistId: string,
  ): Promise<Ready | Refusal> {
    const booking = await this.bookings.lockByReference(tx, reference);
    if (!booking || booking.status !== 'confirmed' || booking.visit !== 'booked') {
      return 'NOT_FOUND';
    }
    if (await this.guests.find(tx, booking.id)) return 'FOR_TWO';
    const client = await this.clients.findById(tx, booking.clientId);
    const email = client && mailAddressOf(client);
    if (!email) return 'NO_EMAIL';
    const open = await this.offers.findOpen(tx, booking.id);
    if (open && stateAt(open, tx.now) === 'offered') return 'ALREADY_OFFERED';
    const policies = this.clinicService.policiesOf(await this.clinics.get(tx));
    const expiresAt = keptUntil(tx.now, booking.startsAt, policies.reOfferHoldMin);
    if (!expiresAt) return 'TOO_LATE';
    if (open) await this.offers.close(tx, open, 'expired');
    const frame = await this.replacements.frame(tx, booking);
    return { booking, therapistId, email, expiresAt, frame };
  }

  private async write(
    tx: Transaction,
    { booking, therapistId, email, expiresAt, frame }: Ready,
    by: AtTheDesk,
  ): Promise<ReOfferView> {
    const offer: ReOffer = {
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), bookingId: booking.id, therapistId },
      fromTherapistId: booking.therapistId,
      holdId: this.ids.uuid(),
      state: 'offered',
      ...{ expiresAt, createdAt: tx.now, decidedAt: null },
      createdBy: `staff:${by.staff.userId}`,
    };
    await this.keep(tx, offer, booking, frame);
    await this.offers.insert(tx, offer);
    const { timeZone } = await this.clinics.get(tx);
    await this.messages.plan(tx, [
      {
        family: 'subject',
        kind: 're_offer',
        subjectKey: reOfferKey(offer.id),
        revision: 1,
        recipient: email,
        ...{ timeZone, dueAt: tx.now, notAfter: expiresAt },
      },
    ]);
    await this.record(tx, 'booking.re_offered', booking, by, { offerId: offer.id, therapistId });
    return this.view(tx, offer, booking.reference);
  }

  /** Only the other person's time: the room is the booking's already. */
  private async keep(
    tx: Transaction,
    { holdId, therapistId, expiresAt }: ReOffer,
    booking: Booking,
    { schedule }: ReplacementFrame,
  ): Promise<void> {
    const { serviceId, durationMin, locationId, roomId, startsAt, priceMinor } = booking;
    this.holds.insert(tx, {
      ...{ serviceId, durationMin, locationId, therapistId, roomId, startsAt, priceMinor },
      ...{
        clinicId: tx.clinicId,
        id: holdId,
        secondTherapistId: null,
        anyTherapist: false,
        policy: null,
      },
      tokenSha256: sha256(this.ids.secret()),
      visitSha256: null,
      // No visitor's: it counts against nobody's address.
      addressSha256: sha256(`re-offer|${booking.id}`),
      status: 'live',
      createdAt: tx.now,
      expiresAt,
      extended: true,
    });
    const { service } = schedule.sold;
    const { during } = claimOf({ booking, therapistId });
    this.occupancy.takeOverExpired(tx, [therapistId], during);
    this.occupancy.insert(tx, [
      {
        ...{ resourceId: therapistId, during, expiresAt, sessionType: service.sessionType },
        beforeMin: service.prepMin,
        afterMin: service.restMin,
        effortTenths: service.effortTenthsPerMin * durationMin,
        status: 'held',
        owner: { holdId },
      },
    ]);
  }

  private async view(
    tx: Transaction,
    offer: ReOffer | null,
    reference: string,
  ): Promise<ReOfferView> {
    const names = new Map(
      (await this.clinics.listTherapists(tx)).map(({ id, name }) => [id, name]),
    );
    const named = (id: string) => ({ id, name: names.get(id) ?? '' });
    const view = offerView(offer ?? undefined, reference, named, tx.now);
    if (!view) throw notFound('offer');
    return view;
  }

  private async record(
    tx: Transaction,
    action: string,
    { id }: Booking,
    { staff, requestId }: AtTheDesk,
    details: Record<string, unknown>,
  ): Promise<void> {
    const actor = `staff:${staff.userId}`;
    await this.audit.record(tx, { actor, action, subject: id, details, requestId });
  }
}

const claimOf = ({ booking, therapistId }: Pick<Ready, 'booking' | 'therapistId'>) => {
  const start = booking.startsAt.getTime();
  return {
    resourceIds: [therapistId],
    during: { start, end: start + booking.durationMin * MINUTE },
  };
};
