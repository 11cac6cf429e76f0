import { Injectable } from '@nestjs/common';
import type {
  DeskShiftException,
  NewShiftExceptions,
  ShiftExceptionChange,
  ShiftExceptionQuery,
  ShiftExceptionRemoval,
  Staff,
} from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { localDateOf } from '@limber/scheduling';
import { Between, In, Not } from 'typeorm';
import { type ExceptionKind, ShiftException } from './clinic.entity.ts';
import { notFound } from './clinic.errors.ts';
import { ClinicStore } from './clinic.store.ts';
import { assertSound } from './setup.errors.ts';
import { SetupLog } from './setup.log.ts';
import { changedFields } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';
import { Roster } from './setup-roster.service.ts';
import { hoursFaults } from './shift.rules.ts';

type Hours = Pick<
  ShiftException,
  'kind' | 'locationId' | 'roomId' | 'startsAt' | 'endsAt' | 'breaks'
>;

const standsAgainst: Readonly<Record<ExceptionKind, ExceptionKind[]>> = {
  off: ['off', 'replaced', 'extra'],
  replaced: ['off', 'replaced'],
  extra: [],
};

/** What one date of one therapist is like instead of, or beside, the weekly shift. */
@Injectable()
export class SetupExceptionsService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly roster: Roster,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  /** A therapist's own; everybody's, or one's, for front desk and owner. */
  async list(
    clinicId: string,
    staff: Staff,
    query: ShiftExceptionQuery,
  ): Promise<DeskShiftException[]> {
    return this.runner.run(clinicId, async (tx) => {
      const whose = staff.role === 'therapist' ? staff.therapistId : query.therapistId;
      const { timeZone } = await this.clinics.get(tx);
      const from = query.from ?? localDateOf(tx.now.getTime(), timeZone);
      const rows = await tx.manager.find(ShiftException, {
        where: {
          clinicId: tx.clinicId,
          date: Between(from, query.to ?? '9999-12-31'),
          ...(whose && { therapistId: whose }),
        },
        order: { date: 'ASC', therapistId: 'ASC', startsAt: 'ASC', id: 'ASC' },
      });
      return this.views(tx, rows);
    });
  }

  /** The same for every therapist on every date, all or none. */
  async create(tx: Transaction, wanted: NewShiftExceptions, by: By): Promise<DeskShiftException[]> {
    const therapistIds = [...new Set(wanted.therapistIds)];
    const dates = [...new Set(wanted.dates)];
    await this.roster.assertTherapists(tx, wanted.therapistIds, (i) => `therapistIds.${i}`);
    const pathOf = (date: string): string => `dates.${Math.max(0, wanted.dates.indexOf(date))}`;
    for (const date of dates) await this.roster.assertNear(tx, date, pathOf(date));
    const hours = await this.hoursOf(tx, wanted);
    await this.assertUndecided(tx, wanted.kind, { therapistIds, dates }, pathOf);
    const batchId = this.ids.uuid();
    const rows = dates.flatMap((date) =>
      therapistIds.map((therapistId) => ({
        ...{ clinicId: tx.clinicId, id: this.ids.uuid(), batchId, therapistId, date, version: 1 },
        ...hours,
      })),
    );
    await this.setup.insert(tx, ShiftException, rows);
    const ids = rows.map(({ id }) => id);
    await this.roster.assertNoOverlap(tx, therapistIds, ids, pathOf);
    await this.log.record(tx, by, 'shift_exception.created', batchId, {
      ...{ therapistIds, dates, ...hours },
    });
    return this.views(tx, rows);
  }

  async change(
    tx: Transaction,
    seen: Seen,
    wanted: ShiftExceptionChange,
    by: By,
  ): Promise<DeskShiftException> {
    const row = await this.setup.lockSeen(tx, ShiftException, seen, 'exception');
    const hours = await this.hoursOf(tx, wanted);
    const its = { therapistIds: [row.therapistId], dates: [row.date], but: row.id };
    await this.assertUndecided(tx, wanted.kind, its, () => 'kind');
    const version = await this.setup.update(tx, ShiftException, seen, hours);
    await this.roster.assertNoOverlap(tx, [row.therapistId], [row.id], () =>
      wanted.kind === 'off' ? 'kind' : 'hours.startsAt',
    );
    await this.log.record(
      tx,
      by,
      'shift_exception.changed',
      row.id,
      changedFields({ ...row }, hours),
    );
    const [view] = await this.views(tx, [{ ...row, ...hours, version }]);
    if (!view) throw notFound('exception');
    return view;
  }

  /** Takes exceptions back, all or none: the weekly shifts run again. */
  async remove(
    tx: Transaction,
    exceptions: ShiftExceptionRemoval['exceptions'],
    by: By,
  ): Promise<void> {
    const rows: ShiftException[] = [];
    for (const seen of exceptions) {
      rows.push(await this.setup.lockSeen(tx, ShiftException, seen, 'exception'));
    }
    for (const { id, therapistId, date, kind } of rows) {
      await this.setup.remove(tx, ShiftException, id);
      await this.log.record(tx, by, 'shift_exception.removed', id, { therapistId, date, kind });
    }
    await this.roster.assertNoOverlap(
      tx,
      rows.map(({ therapistId }) => therapistId),
      [],
      () => '',
    );
  }

  private async hoursOf(tx: Transaction, wanted: ShiftExceptionChange): Promise<Hours> {
    const none = { locationId: null, roomId: null, startsAt: null, endsAt: null, breaks: [] };
    if (wanted.kind === 'off') return { kind: 'off', ...none };
    assertSound(hoursFaults(wanted.hours, 'hours.'));
    await this.roster.assertPlace(tx, wanted.hours, 'hours.');
    return { kind: wanted.kind, ...wanted.hours };
  }

  /** One exception decides what becomes of the weekly shifts of a date; a day off has no hours added to it before. */
  private async assertUndecided(
    tx: Transaction,
    kind: ExceptionKind,
    asked: { therapistIds: string[]; dates: string[]; but?: string },
    pathOf: (date: string) => string,
  ): Promise<void> {
    const [decided] = await tx.manager.find(ShiftException, {
      where: {
        clinicId: tx.clinicId,
        therapistId: In(asked.therapistIds),
        date: In(asked.dates),
        kind: In(standsAgainst[kind]),
        ...(asked.but && { id: Not(asked.but) }),
      },
      order: { date: 'ASC' },
      take: 1,
    });
    if (!decided) return;
    const names = await this.roster.names(tx);
    const params = { therapist: names.therapist(decided.therapistId).name, date: decided.date };
    assertSound([{ code: 'EXCEPTION_EXISTS', path: pathOf(decided.date), params }]);
  }

  private async views(tx: Transaction, rows: ShiftException[]): Promise<DeskShiftException[]> {
    const names = await this.roster.names(tx);
    return rows.map((row) => ({
      id: row.id,
      batchId: row.batchId,
      therapist: names.therapist(row.therapistId),
      date: row.date,
      kind: row.kind,
      hours:
        row.locationId === null || row.startsAt === null || row.endsAt === null
          ? null
          : {
              location: names.location(row.locationId),
              room: row.roomId === null ? null : names.room(row.roomId),
              startsAt: row.startsAt.slice(0, 5),
              endsAt: row.endsAt.slice(0, 5),
              breaks: row.breaks,
            },
      version: row.version,
    }));
  }
}
