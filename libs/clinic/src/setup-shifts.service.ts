import { Injectable } from '@nestjs/common';
import type { DeskShift, NewShifts, ShiftChange, ShiftQuery, Staff } from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, localDateOf } from '@limber/scheduling';
import { Shift, ShiftBreak } from './clinic.entity.ts';
import { notFound } from './clinic.errors.ts';
import { ClinicStore, type ShiftRow } from './clinic.store.ts';
import { assertSound } from './setup.errors.ts';
import { changedFields } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';
import { Roster } from './setup-roster.service.ts';
import { SetupLog } from './setup.log.ts';
import { hoursFaults, validityFaults } from './shift.rules.ts';

type Hours = Pick<ShiftChange, 'locationId' | 'roomId' | 'startsAt' | 'endsAt' | 'breaks'>;

/** Weekly shifts: wall time at a location, between dates. */
@Injectable()
export class SetupShiftsService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly roster: Roster,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  /** A therapist's own; everybody's, or one's, for front desk and owner. */
  async list(clinicId: string, staff: Staff, query: ShiftQuery): Promise<DeskShift[]> {
    return this.runner.run(clinicId, async (tx) => {
      const whose = staff.role === 'therapist' ? staff.therapistId : query.therapistId;
      const from = query.from ?? (await this.today(tx));
      const shifts = await this.weekly(tx, from);
      return this.views(
        tx,
        shifts.filter((shift) => whose === undefined || shift.therapistId === whose),
      );
    });
  }

  /** One shift a weekday, all or none. */
  async create(tx: Transaction, wanted: NewShifts, by: By): Promise<DeskShift[]> {
    const { therapistId, weekdays, validFrom, validTo } = wanted;
    await this.roster.assertTherapists(tx, [therapistId], () => 'therapistId');
    await this.assertHours(tx, wanted);
    assertSound(validityFaults(validFrom, validTo));
    await this.roster.assertNear(tx, validFrom, 'validFrom');
    const ids: string[] = [];
    for (const weekday of [...new Set(weekdays)].sort()) {
      ids.push(await this.insert(tx, { ...wanted, weekday }));
    }
    await this.roster.assertNoOverlap(tx, [therapistId], ids, () => 'startsAt');
    const shifts = await this.byIds(tx, ids);
    for (const shift of shifts) {
      await this.log.record(tx, by, 'shift.created', shift.id, changedFields({}, { ...shift }));
    }
    return this.views(tx, shifts);
  }

  /** From a date on, or as a whole. Answers the shift that holds from then on. */
  async change(tx: Transaction, seen: Seen, wanted: ShiftChange, by: By): Promise<DeskShift> {
    const row = await this.setup.lockSeen(tx, Shift, seen, 'shift');
    const { applyFrom, acceptStranded: _, ...hours } = wanted;
    await this.assertHours(tx, wanted);
    const isSplit = applyFrom !== null && applyFrom > row.validFrom;
    const validFrom = isSplit && applyFrom > wanted.validFrom ? applyFrom : wanted.validFrom;
    assertSound(validityFaults(validFrom, wanted.validTo));
    await this.roster.assertNear(tx, validFrom, isSplit ? 'applyFrom' : 'validFrom');
    const [before] = await this.byIds(tx, [row.id]);
    const id = isSplit
      ? await this.split(tx, row, { ...hours, validFrom, from: applyFrom })
      : await this.overwrite(tx, seen, { ...hours, validFrom });
    await this.roster.assertNoOverlap(tx, [row.therapistId], [id], () => 'startsAt');
    const shifts = await this.byIds(tx, [id]);
    await this.log.record(tx, by, 'shift.changed', id, {
      ...(isSplit && { follows: row.id, from: applyFrom }),
      ...changedFields({ ...before }, { ...shifts[0] }),
    });
    const [view] = await this.views(tx, shifts);
    if (!view) throw notFound('shift');
    return view;
  }

  /** Ends it the day before `from`; a shift that has not begun by then goes as if it had never been. */
  async remove(tx: Transaction, seen: Seen, from: string | undefined, by: By): Promise<void> {
    const row = await this.setup.lockSeen(tx, Shift, seen, 'shift');
    const end = from ?? (await this.today(tx));
    if (row.validFrom >= end) await this.setup.remove(tx, Shift, row.id);
    else if (row.validTo === null || row.validTo >= end) {
      await this.setup.update(tx, Shift, seen, { validTo: addDays(end, -1) });
    }
    await this.log.record(tx, by, 'shift.ended', row.id, {
      from: end,
      therapistId: row.therapistId,
    });
  }

  private async assertHours(tx: Transaction, hours: Hours): Promise<void> {
    assertSound(hoursFaults(hours));
    await this.roster.assertPlace(tx, hours);
  }

  private async insert(
    tx: Transaction,
    shift: Hours & Pick<Shift, 'therapistId' | 'weekday' | 'validFrom' | 'validTo'>,
  ): Promise<string> {
    const { therapistId, locationId, roomId, weekday, startsAt, endsAt } = shift;
    const id = this.ids.uuid();
    await this.setup.insert(tx, Shift, {
      ...{ clinicId: tx.clinicId, id, therapistId, locationId, roomId, weekday, startsAt, endsAt },
      ...{ validFrom: shift.validFrom, validTo: shift.validTo, version: 1 },
    });
    await this.insertBreaks(tx, id, shift.breaks);
    return id;
  }

  private async split(
    tx: Transaction,
    old: Shift,
    { from, ...shift }: Omit<ShiftChange, 'applyFrom' | 'acceptStranded'> & { from: string },
  ): Promise<string> {
    if (old.validTo === null || old.validTo >= from) {
      await this.setup.update(tx, Shift, old, { validTo: addDays(from, -1) });
    }
    return this.insert(tx, { ...shift, therapistId: old.therapistId });
  }

  private async overwrite(
    tx: Transaction,
    seen: Seen,
    { breaks, ...shift }: Omit<ShiftChange, 'applyFrom' | 'acceptStranded'>,
  ): Promise<string> {
    await this.setup.update(tx, Shift, seen, shift);
    await tx.manager.delete(ShiftBreak, { clinicId: tx.clinicId, shiftId: seen.id });
    await this.insertBreaks(tx, seen.id, breaks);
    return seen.id;
  }

  private async insertBreaks(
    tx: Transaction,
    shiftId: string,
    breaks: Hours['breaks'],
  ): Promise<void> {
    if (breaks.length === 0) return;
    const { clinicId } = tx;
    const rows = breaks.map((pause) => ({ clinicId, id: this.ids.uuid(), shiftId, ...pause }));
    await this.setup.insert(tx, ShiftBreak, rows);
  }

  private async today(tx: Transaction): Promise<string> {
    return localDateOf(tx.now.getTime(), (await this.clinics.get(tx)).timeZone);
  }

  /** Without the one-off shifts that exceptions make. */
  private async weekly(tx: Transaction, from: string): Promise<ShiftRow[]> {
    const shifts = await this.clinics.listShifts(tx, from, '9999-12-31');
    return shifts.filter(({ isException }) => !isException);
  }

  private async byIds(tx: Transaction, ids: string[]): Promise<ShiftRow[]> {
    return (await this.weekly(tx, '0001-01-01')).filter(({ id }) => ids.includes(id));
  }

  private async views(tx: Transaction, shifts: ShiftRow[]): Promise<DeskShift[]> {
    const names = await this.roster.names(tx);
    return shifts.map((shift) => ({
      id: shift.id,
      therapist: names.therapist(shift.therapistId),
      location: names.location(shift.locationId),
      room: shift.roomId === null ? null : names.room(shift.roomId),
      weekday: shift.weekday,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      breaks: shift.breaks,
      validFrom: shift.validFrom,
      validTo: shift.validTo,
      version: shift.version,
    }));
  }
}
