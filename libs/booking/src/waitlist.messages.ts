import { Injectable } from '@nestjs/common';
import { ClinicPolicies, ClinicStore } from '@limber/clinic';
import { firstNameOf } from '@limber/clients';
import { type LastLook, type Message, type MessageSource, MessageSources } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { edgeAt } from '@limber/scheduling';
import { BookingMessages } from './booking.messages.ts';
import { BookingStore } from './booking.store.ts';
import { zoneOfWish } from './schedule.service.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { entryStateAt, offerStateAt } from './waitlist.rules.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';
import type { WaitlistEntry, WaitlistOffer, WaitlistWave } from './waitlist.entity.ts';

export const waitlistJoinedKey = (entryId: string): string => `waitlist:${entryId}`;
/** Said once each time they begin to wait. */
export const waitlistAgainKey = (entryId: string, revision: number): string =>
  `${waitlistJoinedKey(entryId)}:${revision}`;
export const waitlistOfferKey = (offerId: string): string => `waitlist-offer:${offerId}`;

/** What whoever waits is told: that they do, that a time is kept for them, that somebody was quicker. */
@Injectable()
export class WaitlistMessages implements MessageSource {
  readonly kinds = ['waitlist_joined', 'waitlist_offer', 'waitlist_taken'] as const;

  constructor(
    sources: MessageSources,
    private readonly entries: WaitlistStore,
    private readonly waves: WaitlistWaveStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly mails: BookingMessages,
    private readonly links: WaitlistLinks,
  ) {
    sources.register(this);
  }

  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    const [, id = ''] = (message.subjectKey ?? '').split(':');
    if (message.kind === 'waitlist_joined') return this.joined(tx, id, message);
    const found = await this.waves.find(tx, id);
    const entry = found && (await this.entries.findById(tx, found.offer.entryId));
    if (!found || !entry) return { drop: 'no_such_offer' };
    if (await this.isForAnother(tx, entry, message)) return { drop: 'guardian_only' };
    return message.kind === 'waitlist_offer'
      ? this.offered(tx, entry, found.offer, found.wave)
      : this.taken(tx, entry, found.offer, found.wave);
  }

  /** A guardian was named, or taken back, after the mail was planned. */
  private async isForAnother(
    tx: Transaction,
    { id }: WaitlistEntry,
    { recipient }: Message,
  ): Promise<boolean> {
    const address = (await this.entries.addressesOf(tx, [id])).get(id);
    return address?.trim().toLowerCase() !== recipient.trim().toLowerCase();
  }

  private async joined(tx: Transaction, id: string, message: Message): Promise<LastLook> {
    const entry = await this.entries.findById(tx, id);
    if (!entry) return { drop: 'no_such_entry' };
    if (await this.isForAnother(tx, entry, message)) return { drop: 'guardian_only' };
    if (entryStateAt(entry, tx.now) !== 'waiting') return { drop: 'superseded' };
    const clinic = await this.clinics.get(tx);
    const places = await this.clinics.listActiveLocations(tx);
    const place = places.find(({ id: each }) => each === entry.locationId) ?? places[0];
    const service = await this.clinics.findService(tx, entry.serviceId);
    const therapist =
      entry.therapistId && (await this.clinics.findTherapist(tx, entry.therapistId));
    const { name, legalName, phone, email, locale } = clinic;
    const { quietFrom, quietUntil } = ClinicPolicies.parse(clinic.policies);
    const timeZone = zoneOfWish(clinic, places, entry.locationId);
    return {
      send: {
        kind: 'waitlist_joined',
        clinic: {
          ...{ name, legalName, phone, email, locale, timeZone: clinic.timeZone },
          address: place?.address ?? '',
        },
        ...{ timeZone, firstName: firstNameOf(entry.contactName) },
        service: service?.name ?? '',
        durationMin: entry.durationMin,
        therapist: therapist ? therapist.name : null,
        windows: entry.windows.map(({ from, to, startTime, endTime }) => ({
          from: new Date(edgeAt(from, startTime, timeZone)),
          to: new Date(edgeAt(to, startTime, timeZone)),
          ends: new Date(edgeAt(from, endTime, timeZone)),
        })),
        ...{ quietFrom, quietUntil },
        until: new Date(entry.expiresAt.getTime() - 1),
        isMove: entry.bookingId !== null,
        url: this.links.entryUrl(tx.clinicId, entry.id),
      },
    };
  }

  private async offered(
    tx: Transaction,
    entry: WaitlistEntry,
    offer: WaitlistOffer,
    wave: WaitlistWave,
  ): Promise<LastLook> {
    const isOpen = offerStateAt(offer.state, wave.expiresAt, tx.now) === 'open';
    if (!isOpen || entry.state !== 'waiting') return { drop: 'superseded' };
    const moves = entry.bookingId && (await this.bookings.findById(tx, entry.bookingId));
    return {
      send: {
        kind: 'waitlist_offer',
        ...(await this.base(tx, entry, offer, wave)),
        keptUntil: wave.expiresAt,
        movedFrom: moves ? moves.startsAt : null,
        url: this.links.offerUrl(tx.clinicId, offer.id),
      },
    };
  }

  private async taken(
    tx: Transaction,
    entry: WaitlistEntry,
    offer: WaitlistOffer,
    wave: WaitlistWave,
  ): Promise<LastLook> {
    return {
      send: {
        kind: 'waitlist_taken',
        ...(await this.base(tx, entry, offer, wave)),
        stillWaiting: entryStateAt(entry, tx.now) === 'waiting',
        entryUrl: this.links.entryUrl(tx.clinicId, entry.id),
      },
    };
  }

  private base(
    tx: Transaction,
    entry: WaitlistEntry,
    { id, serviceId, durationMin, priceMinor }: WaitlistOffer,
    { therapistId, locationId, startsAt }: WaitlistWave,
  ) {
    const visit = { id, serviceId, durationMin, priceMinor, therapistId, locationId, startsAt };
    const { contactName: name, timeZone } = entry;
    return this.mails.base(tx, { ...visit, reference: '' }, { name, timeZone });
  }
}
