import { Injectable } from '@nestjs/common';
import type {
  DeskHoliday,
  DeskLocation,
  HolidayQuery,
  LocationChange,
  NewHoliday,
  NewLocation,
} from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { localDateOf } from '@limber/scheduling';
import { IsNull, Not } from 'typeorm';
import { Location, type OpeningHours, PublicHoliday } from './clinic.entity.ts';
import { ClinicStore } from './clinic.store.ts';
import { assertSound, unknownField } from './setup.errors.ts';
import { SetupLog } from './setup.log.ts';
import { changedFields, openingFaults, zoneFaults } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';
import { Roster } from './setup-roster.service.ts';

/** Locations with their hours and zone, and the days on which they are closed. */
@Injectable()
export class SetupPlacesService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly roster: Roster,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  async listLocations(clinicId: string): Promise<DeskLocation[]> {
    return this.runner.run(clinicId, async (tx) =>
      (await this.clinics.listLocations(tx)).map(locationView),
    );
  }

  async createLocation(tx: Transaction, wanted: NewLocation, by: By): Promise<DeskLocation> {
    assertSound([...zoneFaults(wanted.timeZone), ...openingFaults(wanted.openingHours)]);
    const row = { ...locationRow(wanted), id: this.ids.uuid(), active: true, version: 1 };
    await this.setup.insert(tx, Location, { clinicId: tx.clinicId, ...row });
    await this.log.record(tx, by, 'location.created', row.id, changedFields({}, wanted));
    return locationView({ clinicId: tx.clinicId, ...row });
  }

  /** Another zone moves the hours and shifts of the place, and never a booking: that is an instant. */
  async changeLocation(
    tx: Transaction,
    seen: Seen,
    { acceptStranded: _, ...wanted }: LocationChange,
    by: By,
  ): Promise<DeskLocation> {
    const before = await this.setup.lockSeen(tx, Location, seen, 'location');
    assertSound([...zoneFaults(wanted.timeZone), ...openingFaults(wanted.openingHours)]);
    const change = { ...locationRow(wanted), active: wanted.active };
    const version = await this.setup.update(tx, Location, seen, change);
    if (change.timeZone !== before.timeZone) {
      await this.roster.assertNoOverlapAt(tx, before.id, 'timeZone');
    }
    const changed = changedFields({ ...before }, change);
    await this.log.record(tx, by, 'location.changed', before.id, changed);
    return locationView({ ...before, ...change, version });
  }

  async listHolidays(clinicId: string, query: HolidayQuery): Promise<DeskHoliday[]> {
    return this.runner.run(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.get(tx);
      const from = query.from ?? localDateOf(tx.now.getTime(), timeZone);
      return this.holidayViews(tx, await this.clinics.listHolidays(tx, from, '9999-12-31'));
    });
  }

  async createHoliday(tx: Transaction, wanted: NewHoliday, by: By): Promise<DeskHoliday> {
    const { date, name, locationId } = wanted;
    await this.assertAhead(tx, wanted.date);
    await this.assertFree(tx, wanted);
    const row = { clinicId: tx.clinicId, id: this.ids.uuid(), date, name, locationId, version: 1 };
    await this.setup.insert(tx, PublicHoliday, row);
    await this.log.record(tx, by, 'holiday.created', row.id, { date, locationId });
    return this.holidayView(tx, row);
  }

  async changeHoliday(
    tx: Transaction,
    seen: Seen,
    { acceptStranded: _, ...wanted }: NewHoliday,
    by: By,
  ): Promise<DeskHoliday> {
    const before = await this.setup.lockSeen(tx, PublicHoliday, seen, 'holiday');
    if (wanted.date !== before.date) await this.assertAhead(tx, wanted.date);
    await this.assertFree(tx, wanted, before.id);
    const version = await this.setup.update(tx, PublicHoliday, seen, wanted);
    const changed = changedFields({ ...before }, wanted);
    await this.log.record(tx, by, 'holiday.changed', before.id, changed);
    return this.holidayView(tx, { ...before, ...wanted, version });
  }

  async removeHoliday(tx: Transaction, seen: Seen, by: By): Promise<void> {
    const { id, date, locationId } = await this.setup.lockSeen(
      ...[tx, PublicHoliday, seen, 'holiday'],
    );
    await this.setup.remove(tx, PublicHoliday, id);
    await this.log.record(tx, by, 'holiday.removed', id, { date, locationId });
  }

  /** A mistyped year would be saved and never be seen again: the list begins today. */
  private async assertAhead(tx: Transaction, date: string): Promise<void> {
    const { timeZone } = await this.clinics.get(tx);
    if (date < localDateOf(tx.now.getTime(), timeZone)) {
      assertSound([{ code: 'IN_PAST', path: 'date' }]);
    }
  }

  /** One entry a date and place; under the lock of the schedule nobody else can be writing the same. */
  private async assertFree(
    tx: Transaction,
    { date, locationId }: Pick<NewHoliday, 'date' | 'locationId'>,
    but?: string,
  ): Promise<void> {
    await this.roster.assertNear(tx, date, 'date');
    if (locationId !== null && !(await this.setup.find(tx, Location, locationId))) {
      throw unknownField('locationId');
    }
    const isTaken = await tx.manager.existsBy(PublicHoliday, {
      ...{ clinicId: tx.clinicId, date, locationId: locationId ?? IsNull() },
      ...(but && { id: Not(but) }),
    });
    if (isTaken) assertSound([{ code: 'HOLIDAY_EXISTS', path: 'date' }]);
  }

  private async holidayView(tx: Transaction, row: PublicHoliday): Promise<DeskHoliday> {
    const names = await this.roster.names(tx);
    return holidayView(row, names.location);
  }

  private async holidayViews(tx: Transaction, rows: PublicHoliday[]): Promise<DeskHoliday[]> {
    const names = await this.roster.names(tx);
    return rows.map((row) => holidayView(row, names.location));
  }
}

const holidayView = (
  { id, date, name, locationId, version }: PublicHoliday,
  locationOf: (id: string) => { id: string; name: string },
): DeskHoliday => ({
  ...{ id, date, name, version },
  location: locationId === null ? null : locationOf(locationId),
});

/** Hours in the order of the week, whatever order they were entered in. */
const locationRow = ({ name, address, timeZone, openingHours, resetInsideShift }: NewLocation) => ({
  ...{ name, address, timeZone, resetInsideShift },
  openingHours: [...(openingHours as OpeningHours[])].sort(
    (a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens),
  ),
});

const locationView = (row: Location): DeskLocation => ({
  id: row.id,
  name: row.name,
  address: row.address,
  timeZone: row.timeZone,
  openingHours: row.openingHours,
  resetInsideShift: row.resetInsideShift,
  active: row.active,
  version: row.version,
});
