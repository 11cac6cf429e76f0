import { Injectable } from '@nestjs/common';
import type { AvailabilityView, MoveTimesQuery, MoveTimesView } from '@limber/contracts';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { AvailabilityService, curveOf } from './availability.service.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { GuestStore } from './guest.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { ScreeningService } from './screening.service.ts';

/** The times a booking can go to, with the fit of the suggestion that was stored with it. */
@Injectable()
export class MoveTimesService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly availability: AvailabilityService,
    private readonly occupancy: OccupancyStore,
    private readonly guests: GuestStore,
    private readonly screening: ScreeningService,
    private readonly audit: AuditLogStore,
  ) {}

  async list(
    clinicId: string,
    key: BookingKey,
    query: Omit<MoveTimesQuery, 'token'>,
    requestId: string,
  ): Promise<MoveTimesView> {
    return this.runner.run(clinicId, async (tx) => {
      const found = await this.bookings.findByReference(tx, key.reference);
      const booking = this.reader.own(found, key);
      const { recommendation } = await this.bookings.openSealed(tx, booking.id);
      if (recommendation) {
        await this.audit.record(tx, {
          actor: `client:${booking.clientId}`,
          action: 'health.read',
          subject: booking.id,
          details: { view: 'move' },
          requestId,
        });
      }
      const { serviceId, durationMin, therapistId } = booking;
      const guest = await this.guests.find(tx, booking.id);
      const listed = await this.availability.listIn(
        tx,
        {
          ...{ serviceId, durationMin, ...query },
          locationId: query.locationId ?? (await this.reader.placeToMove(tx, booking)),
          ...(guest && { partySize: 2 }),
        },
        recommendation && curveOf(recommendation.input, recommendation.result),
        {
          bookingId: booking.id,
          therapistId,
          claim: await this.occupancy.findClaim(tx, booking.id),
        },
      );
      return endingAt(listed, await this.screening.clearanceEndOf(tx, booking));
    });
  }
}

/** Only what a move would accept is offered. */
function endingAt(listed: AvailabilityView, end: Date | null): MoveTimesView {
  if (end === null) return { ...listed, clearedUntil: null };
  const isBefore = (startsAt: string): boolean => Date.parse(startsAt) < end.getTime();
  const { nextFreeAt } = listed;
  return {
    timeZone: listed.timeZone,
    days: listed.days.map(({ date, slots }) => ({
      date,
      slots: slots.filter(({ startsAt }) => isBefore(startsAt)),
    })),
    nextFreeAt: nextFreeAt && isBefore(nextFreeAt) ? nextFreeAt : null,
    clearedUntil: end.toISOString(),
  };
}
