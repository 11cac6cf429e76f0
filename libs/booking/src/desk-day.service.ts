import { Injectable } from '@nestjs/common';
import { ClinicStore, isClosedOn, notFound } from '@limber/clinic';
import type { DeskBookingCard, DeskDay, DeskDayQuery, DeskMe, Staff } from '@limber/contracts';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, dayRange, localDateOf } from '@limber/scheduling';
import { DeskHealthService } from './desk-health.service.ts';
import { mayReadHealth, shiftWithin } from './desk.rules.ts';
import { type DeskRow, DeskStore } from './desk.store.ts';
import { cardView } from './desk.view.ts';

type Column = DeskDay['columns'][number];

const iso = (date: Date): string => date.toISOString();

@Injectable()
export class DeskDayService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly desk: DeskStore,
    private readonly health: DeskHealthService,
  ) {}

  async me(clinicId: string, staff: Staff): Promise<DeskMe> {
    return this.runner.run(clinicId, async (tx) => {
      const { slug, name, timeZone, locale } = await this.clinics.get(tx);
      const { role, therapistId } = staff;
      return { name: staff.name, role, therapistId, clinic: { slug, name, timeZone, locale } };
    });
  }

  /** A therapist's own column; everybody's for front desk and owner, and there without health data. */
  async day(
    clinicId: string,
    staff: Staff,
    query: DeskDayQuery,
    requestId: string,
  ): Promise<DeskDay> {
    return this.runner.run(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.get(tx);
      const date = query.date ?? localDateOf(tx.now.getTime(), timeZone);
      const only = await this.columnAsked(tx, staff, query.therapistId);
      const rows = await this.desk.listDay(tx, dayRange(date, timeZone), only);
      const columns = await this.columns(tx, date, timeZone, rows, only);
      for (const row of rows) {
        const card = await this.card(tx, row, staff, requestId);
        for (const { therapistId, bookings } of columns) {
          if (therapistId === row.therapistId) bookings.push(card);
          // The colleague's answers are not theirs to read.
          if (therapistId === row.guestTherapistId) bookings.push({ ...card, health: null });
        }
      }
      return { date, timeZone, now: iso(tx.now), columns };
    });
  }

  /** Whose column, or null for all. Another's looks to a therapist as if there were none. */
  private async columnAsked(
    tx: Transaction,
    staff: Staff,
    asked: string | undefined,
  ): Promise<string | null> {
    if (staff.role === 'therapist') {
      if (asked && asked !== staff.therapistId) throw notFound('therapist');
      return staff.therapistId;
    }
    if (asked && !(await this.clinics.findTherapist(tx, asked))) throw notFound('therapist');
    return asked ?? null;
  }

  private async columns(
    tx: Transaction,
    date: string,
    timeZone: string,
    rows: DeskRow[],
    only: string | null,
  ): Promise<Column[]> {
    const { start, end } = dayRange(date, timeZone);
    // Elsewhere this day has other dates.
    const [before, after] = [addDays(date, -1), addDays(date, 1)];
    const holidays = await this.clinics.listHolidays(tx, before, after);
    const shifts = await this.clinics.listShifts(tx, before, after);
    const zones = new Map((await this.clinics.listLocations(tx)).map((l) => [l.id, l.timeZone]));
    const away = [
      ...(await this.clinics.listUnavailable(tx, new Date(start), new Date(end))),
      ...(await this.desk.listBlocks(tx, { start, end })),
    ];
    return (await this.people(tx, rows))
      .filter(({ id }) => only === null || id === only)
      .map(({ id, name }) => ({
        therapistId: id,
        name,
        shifts: shifts
          .filter((shift) => shift.therapistId === id)
          .flatMap((shift) => {
            const { locationId } = shift;
            const isClosed = (on: string): boolean => isClosedOn(holidays, locationId, on);
            const zone = zones.get(locationId) ?? timeZone;
            return shiftWithin(shift, { start, end }, zone, isClosed).map((times) => ({
              ...{ ...times, locationId },
            }));
          })
          .sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
        unavailable: away
          .filter(({ resourceId }) => resourceId === id)
          .map((row) => ({ startsAt: iso(row.start), endsAt: iso(row.end) }))
          .sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
        bookings: [],
      }));
  }

  /** Everybody who works here, and whoever has left but still stands in the book. */
  private async people(tx: Transaction, rows: DeskRow[]): Promise<{ id: string; name: string }[]> {
    const people = new Map((await this.clinics.listTherapists(tx)).map((t) => [t.id, t.name]));
    for (const row of rows) {
      people.set(row.therapistId, row.therapist);
      if (row.guestTherapistId) people.set(row.guestTherapistId, row.guestTherapist ?? '');
    }
    return [...people].map(([id, name]) => ({ id, name }));
  }

  private async card(
    tx: Transaction,
    row: DeskRow,
    staff: Staff,
    requestId: string,
  ): Promise<DeskBookingCard> {
    const reader = { userId: staff.userId, requestId, view: 'day' as const };
    const health = mayReadHealth(staff, row, tx.now)
      ? await this.health.card(tx, row, reader)
      : null;
    return { ...cardView(row, tx.now), health };
  }
}
