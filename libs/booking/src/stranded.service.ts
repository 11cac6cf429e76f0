import { Injectable } from '@nestjs/common';
import { ClinicStore, closes, SetupStore } from '@limber/clinic';
import { ClinicPolicies, type ErrorCode, type StrandedBooking } from '@limber/contracts';
import { AppError, DAY, MINUTE, type TimeRange } from '@limber/kernel';
import {
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { addDays } from '@limber/scheduling';
import { SETTLE_MS } from './notice.rules.ts';
import { ReaderHoursService } from './reader-hours.service.ts';
import { type Ground, strandedBy, strandedOn, type StrandedWhy } from './stranded.rules.ts';
import { StrandedStore, type UpcomingRow } from './stranded.store.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { openedBy } from './waitlist-opened.rules.ts';

export interface AskedChange {
  /** Nothing is written; the answer is what the change would strand. */
  preview: boolean;
  /** How many stranded bookings the person saw. */
  acceptStranded: number;
  asked: IdempotentRequest | null;
}

export type Changed<Value> = { stranded: StrandedBooking[] } | { saved: Value };

/** Leaves the unit of work of a preview, so that nothing of it stays. */
class OnlyLooked extends Error {
  constructor(readonly stranded: StrandedBooking[]) {
    super('a preview');
  }
}

const ALL_TIME = '9999-12-31';

/** Lets the set-up change and says which upcoming bookings that leaves without their place. */
@Injectable()
export class StrandedService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly store: StrandedStore,
    private readonly gaps: WaitlistGapStore,
    private readonly hours: ReaderHoursService,
  ) {}

  /**
   * Runs a change of the set-up in one unit of work. A preview is the same change, looked at and rolled back,
   * so the two cannot differ. Saved, it must strand exactly as many bookings as the person saw, else
   * STRANDS_BOOKINGS with the list; what it strands is never refused for itself. Times that are being kept
   * where there is no place any more are let go.
   */
  async change<Value>(
    clinicId: string,
    { preview, acceptStranded, asked }: AskedChange,
    write: (tx: Transaction) => Promise<Value>,
  ): Promise<Changed<Value>> {
    try {
      const saved = await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(tx, preview ? null : asked, async () => {
          await this.setup.lockSchedule(tx);
          const before = await this.ground(tx);
          const hours = await this.hours.ofClinic(tx);
          const value = await write(tx);
          const after = await this.ground(tx);
          const upcoming = await this.store.listUpcoming(tx);
          const stranded = strandedBy(before, after, upcoming).map(strandedView);
          if (preview) throw new OnlyLooked(stranded);
          if (stranded.length !== acceptStranded) throw strandsBookings(stranded);
          await this.letGo(tx, before, after);
          await this.offerOpened(tx, before, after);
          await this.hours.keepUp(tx, hours);
          return value;
        }),
      );
      return { saved };
    } catch (error) {
      if (error instanceof OnlyLooked) return { stranded: error.stranded };
      throw error;
    }
  }

  /**
   * The same inside a unit of work that does more, with no number to agree to: somebody who is ill is away,
   * whatever that strands.
   */
  async changeAnyway<Value>(tx: Transaction, write: () => Promise<Value>): Promise<Value> {
    await this.setup.lockSchedule(tx);
    const before = await this.ground(tx);
    const value = await write();
    const after = await this.ground(tx);
    await this.letGo(tx, before, after);
    await this.offerOpened(tx, before, after);
    return value;
  }

  /** Which upcoming bookings have no place in the set-up as it stands now, in time order. */
  async list(clinicId: string): Promise<StrandedBooking[]> {
    return this.runner.run(clinicId, async (tx) =>
      strandedOn(await this.ground(tx), await this.store.listUpcoming(tx)).map(strandedView),
    );
  }

  /** Times that are kept, and cancellations that staff could take back: there is no place for them any more. */
  private async letGo(tx: Transaction, before: Ground, after: Ground): Promise<void> {
    const held = await this.store.listHeld(tx);
    for (const { booking } of strandedBy(before, after, held)) {
      await this.store.release(tx, booking.id);
    }
    const calledOff = await this.store.listCalledOff(tx, new Date(tx.now.getTime() - SETTLE_MS));
    for (const { booking } of strandedBy(before, after, calledOff)) {
      await this.store.losePlace(tx, booking.id);
    }
  }

  /** Whoever waits for a time is offered what the change opened. */
  private async offerOpened(tx: Transaction, before: Ground, after: Ground): Promise<void> {
    const freed = openedBy(before, after).map(({ therapistId, start, end }) => ({
      ...{ therapistId, startsAt: new Date(start), endsAt: new Date(end) },
    }));
    await this.gaps.add(tx, 'setup', freed);
  }

  /** The set-up as it stands now for everything that is still to come. */
  private async ground(tx: Transaction): Promise<Ground> {
    const today = addDays(tx.now.toISOString().slice(0, 10), -1);
    const shifts = await this.clinics.listShifts(tx, today, ALL_TIME);
    const holidays = await this.clinics.listHolidays(tx, today, ALL_TIME);
    const locations = await this.clinics.listActiveLocations(tx);
    const therapists = await this.clinics.listTherapists(tx);
    const rooms = (await this.clinics.listRooms(tx)).filter(({ outOfOrder }) => !outOfOrder);
    const services = await this.clinics.listEveryService(tx);
    return {
      locations: byId(
        locations.map(({ id, timeZone, openingHours, resetInsideShift }) => ({
          ...{ id, timeZone, openingHours, resetInsideShift },
          closedDates: holidays.filter((each) => closes(each, id)).map(({ date }) => date),
        })),
      ),
      therapists: byId(
        therapists.map(({ id, sessionTypes, effortCapPerDay, effortCapPerWeek }) => ({
          ...{ id, sessionTypes },
          effortCapPerDayTenths: effortCapPerDay,
          effortCapPerWeekTenths: effortCapPerWeek,
          shifts: shifts.filter(({ therapistId }) => therapistId === id),
        })),
      ),
      rooms: byId(
        rooms.map(({ id, locationId, features, capacity }) => ({
          ...{ id, locationId, features, capacity },
        })),
      ),
      services: byId(services.map(({ name: _, description: __, ...service }) => service)),
      away: await this.away(tx),
      policy: ClinicPolicies.parse((await this.clinics.get(tx)).policies),
    };
  }

  private async away(tx: Transaction): Promise<Map<string, TimeRange[]>> {
    const from = new Date(tx.now.getTime() - DAY);
    const away = new Map<string, TimeRange[]>();
    for (const row of await this.clinics.listUnavailable(
      tx,
      from,
      new Date(`${ALL_TIME}T00:00Z`),
    )) {
      const ranges = away.get(row.resourceId) ?? [];
      ranges.push({ start: row.start.getTime(), end: row.end.getTime() });
      away.set(row.resourceId, ranges);
    }
    return away;
  }
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const strandsBookings = (stranded: StrandedBooking[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('STRANDS_BOOKINGS', { params: { stranded, number: stranded.length } });

const strandedView = ({
  booking,
  why,
}: {
  booking: UpcomingRow;
  why: StrandedWhy[];
}): StrandedBooking => ({
  reference: booking.reference,
  startsAt: new Date(booking.startsAt).toISOString(),
  endsAt: new Date(booking.startsAt + booking.durationMin * MINUTE).toISOString(),
  timeZone: booking.timeZone,
  clientName: booking.clientName,
  service: booking.service,
  therapist: booking.therapist,
  location: booking.location,
  room: booking.room,
  why,
});
