import { Injectable } from '@nestjs/common';
import {
  ClinicStore,
  isClosedOn,
  type Location,
  notFound,
  type PublicHoliday,
  type ShiftRow,
  type Therapist,
  type UnavailableRow,
} from '@limber/clinic';
import {
  type DeskCalendar,
  type DeskCalendarCard,
  type DeskCalendarQuery,
  MAX_CALENDAR_DAYS,
  type Staff,
} from '@limber/contracts';
import type { TimeRange } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, dayRange, daysBetween } from '@limber/scheduling';
import { rangeRefused } from './booking.errors.ts';
import { DeskHealthService } from './desk-health.service.ts';
import { blocksOf, type CalendarDay, effortOf, holdsOf, onlyOf } from './desk-calendar.rules.ts';
import { DeskCalendarStore, type TakenRow } from './desk-calendar.store.ts';
import { mayReadHealth, shiftWithin } from './desk.rules.ts';
import { type DeskRow, DeskStore } from './desk.store.ts';
import { cardView } from './desk.view.ts';

type Column = DeskCalendar['therapists'][number];
type Room = DeskCalendar['rooms'][number];
type Away = Room['unavailable'];

/** What one range shows, read once and handed to the views. */
interface Read {
  timeZone: string;
  days: CalendarDay[];
  locations: Location[];
  therapists: Therapist[];
  rows: DeskRow[];
  taken: TakenRow[];
  shifts: ShiftRow[];
  holidays: PublicHoliday[];
  away: UnavailableRow[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

@Injectable()
export class DeskCalendarService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly desk: DeskStore,
    private readonly store: DeskCalendarStore,
    private readonly health: DeskHealthService,
  ) {}

  /**
   * A therapist's own time; everybody's for front desk and owner. Health is told to the therapist who treats and
   * for one day only: every look is written down, and a week is looked at for its shape.
   */
  async read(
    clinicId: string,
    staff: Staff,
    query: DeskCalendarQuery,
    requestId: string,
  ): Promise<DeskCalendar> {
    const dates = datesOf(query);
    return this.runner.run(clinicId, async (tx) => {
      const read = await this.readRange(tx, staff, query, dates);
      const { from, to } = query;
      return {
        ...{ from, to, timeZone: read.timeZone, now: tx.now.toISOString() },
        days: read.days.map(({ date, start, end }) => ({
          ...{ date, startsAt: iso(start), endsAt: iso(end) },
          holidays: read.holidays
            .filter((holiday) => holiday.date === date)
            .map(({ name, locationId }) => ({ name, locationId })),
        })),
        locations: read.locations.map((location) => ({
          id: location.id,
          name: location.name,
          hours: hoursOf(location, read),
        })),
        therapists: columnsOf(staff, read),
        rooms: await this.rooms(tx, query, read),
        bookings: await this.cards(tx, staff, read, requestId),
        holds: holdsOf(read.taken),
        blocks: blocksOf(read.taken),
      };
    });
  }

  private async readRange(
    tx: Transaction,
    staff: Staff,
    { from, to, locationId }: DeskCalendarQuery,
    dates: string[],
  ): Promise<Read> {
    const { timeZone } = await this.clinics.get(tx);
    const all = await this.clinics.listLocations(tx);
    if (locationId && !all.some(({ id }) => id === locationId)) throw notFound('location');
    const isHere = (place: { locationId: string }): boolean =>
      !locationId || place.locationId === locationId;
    const days = dates.map((date) => ({ date, ...dayRange(date, timeZone) }));
    const [start, end] = [dayRange(from, timeZone).start, dayRange(to, timeZone).end];
    const only = staff.role === 'therapist' ? staff.therapistId : null;
    const taken = await this.store.listTaken(tx, new Date(start), new Date(end));
    return {
      ...{ timeZone, days, locations: all.filter(({ id }) => isHere({ locationId: id })) },
      therapists: await this.clinics.listTherapists(tx),
      rows: (await this.desk.listDay(tx, { start, end }, only)).filter(isHere),
      taken: onlyOf(taken, only),
      // Elsewhere these days have other dates.
      shifts: (await this.clinics.listShifts(tx, addDays(from, -1), addDays(to, 1))).filter(isHere),
      holidays: await this.clinics.listHolidays(tx, addDays(from, -1), addDays(to, 1)),
      away: await this.clinics.listUnavailable(tx, new Date(start), new Date(end)),
    };
  }

  private async rooms(
    tx: Transaction,
    { locationId }: DeskCalendarQuery,
    { away }: Read,
  ): Promise<Room[]> {
    return (await this.clinics.listRooms(tx))
      .filter((room) => !locationId || room.locationId === locationId)
      .map(({ id, name, locationId: place, features, capacity, outOfOrder }) => ({
        ...{ id, name, locationId: place, features, capacity, outOfOrder },
        unavailable: awayOf(id, away),
      }));
  }

  private async cards(
    tx: Transaction,
    staff: Staff,
    { rows, taken, days, therapists }: Read,
    requestId: string,
  ): Promise<DeskCalendarCard[]> {
    const reader = { userId: staff.userId, requestId, view: 'day' as const };
    const names = new Map(therapists.map(({ id, name }) => [id, name]));
    const cards: DeskCalendarCard[] = [];
    for (const row of rows) {
      const takes = taken.filter(({ bookingId }) => bookingId === row.id);
      const mayRead = days.length === 1 && mayReadHealth(staff, row, tx.now);
      cards.push({
        ...cardView(row, tx.now),
        health: mayRead ? await this.health.card(tx, row, reader) : null,
        revision: row.revision,
        serviceId: row.serviceId,
        therapists: handsOf(row, takes, names),
        takes: takes.map(({ resourceId, beforeMin, afterMin }) => ({
          ...{ resourceId, beforeMin, afterMin },
        })),
      });
    }
    return cards;
  }
}

function datesOf({ from, to }: DeskCalendarQuery): string[] {
  const days = daysBetween(from, to) + 1;
  if (days < 1) throw rangeRefused('RANGE_REVERSED');
  if (days > MAX_CALENDAR_DAYS) {
    throw rangeRefused('RANGE_TOO_LONG', MAX_CALENDAR_DAYS);
  }
  return Array.from({ length: days }, (_, index) => addDays(from, index));
}

/** Everybody who works here, and whoever has left but still stands in the book. */
function columnsOf(staff: Staff, read: Read): Column[] {
  const people = new Map<string, { name: string; cap: number | null }>();
  for (const { id, name, effortCapPerDay } of read.therapists) {
    people.set(id, { name, cap: effortCapPerDay });
  }
  for (const { therapistId: id, therapist: name } of read.rows) {
    if (!people.has(id)) people.set(id, { name, cap: null });
  }
  return [...people]
    .filter(([id]) => staff.role !== 'therapist' || id === staff.therapistId)
    .map(([id, { name, cap }]) => ({
      ...{ id, name },
      shifts: shiftsOf(id, read),
      unavailable: awayOf(id, read.away),
      effort: effortOf(read.taken, id, cap, read.days),
    }));
}

const byStart = (a: { startsAt: string }, b: { startsAt: string }): number =>
  a.startsAt.localeCompare(b.startsAt);

const awayOf = (resourceId: string, away: readonly UnavailableRow[]): Away =>
  away
    .filter((row) => row.resourceId === resourceId)
    .map(({ start, end, reason }) => ({
      ...{ startsAt: start.toISOString(), endsAt: end.toISOString(), reason },
    }))
    .sort(byStart);

function shiftsOf(therapistId: string, read: Read): Column['shifts'] {
  const { shifts, locations, holidays } = read;
  const zones = new Map(locations.map(({ id, timeZone }) => [id, timeZone]));
  return shifts
    .filter((shift) => shift.therapistId === therapistId)
    .flatMap((shift) => {
      const { locationId, roomId } = shift;
      const closed = (date: string): boolean => isClosedOn(holidays, locationId, date);
      return shiftWithin(shift, wholeOf(read), zones.get(locationId) ?? 'UTC', closed).map(
        (times) => ({ ...times, locationId, roomId }),
      );
    })
    .sort(byStart);
}

const wholeOf = ({ days }: Read): TimeRange => ({
  start: days[0]?.start ?? 0,
  end: days.at(-1)?.end ?? 0,
});

/** Opening hours are a weekly plan like a shift without breaks and without end. */
const hoursOf = (
  { id, openingHours, timeZone }: Location,
  read: Read,
): DeskCalendar['locations'][number]['hours'] =>
  openingHours
    .flatMap(({ weekday, opens, closes: endsAt }) => {
      const plan = { weekday, startsAt: opens, endsAt, validFrom: '', validTo: null };
      return shiftWithin({ ...plan, except: [], breaks: [] }, wholeOf(read), timeZone, (date) =>
        isClosedOn(read.holidays, id, date),
      );
    })
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
    .sort(byStart);

/** Whoever lays hands on: the one it was booked with first. */
function handsOf(
  { therapistId, therapist }: DeskRow,
  takes: readonly TakenRow[],
  names: ReadonlyMap<string, string>,
): DeskCalendarCard['therapists'] {
  const others = takes
    .filter(({ resourceId }) => resourceId !== therapistId && names.has(resourceId))
    .map(({ resourceId }) => ({ id: resourceId, name: names.get(resourceId) ?? '' }));
  return [{ id: therapistId, name: therapist }, ...others];
}
