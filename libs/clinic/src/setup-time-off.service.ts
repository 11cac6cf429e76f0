import { Injectable } from '@nestjs/common';
import type { DeskTimeOff, NewTimeOff, Staff, TimeOffQuery } from '@limber/contracts';
import { Ids, type TimeRange } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { dayRange, localDateOf } from '@limber/scheduling';
import { MoreThan } from 'typeorm';
import { TimeOff, type TimeOffState } from './clinic.entity.ts';
import { notFound } from './clinic.errors.ts';
import { ClinicStore } from './clinic.store.ts';
import { assertSound, timeOffDecided, unknownField } from './setup.errors.ts';
import { SetupLog } from './setup.log.ts';
import { instantsOf, lasts, spanFaults, wallsOf } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';
import { Roster } from './setup-roster.service.ts';

type Wanted = Omit<NewTimeOff, 'therapistId' | 'acceptStranded'>;

interface Recorded extends Wanted {
  therapistId: string;
  span: TimeRange;
  state: 'requested' | 'approved';
}

/** The word of the book for all of it: why somebody is away is nobody's business there. */
const REASON = 'time_off';

/** Asked for by therapists, decided by front desk or owner; only what is approved takes time. */
@Injectable()
export class SetupTimeOffService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly roster: Roster,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  async list(clinicId: string, staff: Staff, query: TimeOffQuery): Promise<DeskTimeOff[]> {
    return this.runner.run(clinicId, async (tx) => {
      const whose = staff.role === 'therapist' ? staff.therapistId : query.therapistId;
      const { timeZone } = await this.clinics.get(tx);
      const from = query.from ?? localDateOf(tx.now.getTime(), timeZone);
      const rows = await tx.manager.find(TimeOff, {
        where: {
          clinicId: tx.clinicId,
          endsAt: MoreThan(new Date(dayRange(from, timeZone).start)),
          ...(whose && { therapistId: whose }),
          ...(query.state && { state: query.state }),
        },
        order: { startsAt: 'ASC', id: 'ASC' },
      });
      return this.views(tx, rows);
    });
  }

  /** A therapist's own is a request; what front desk or owner enter is approved at once. */
  async create(
    tx: Transaction,
    { therapistId: named, acceptStranded: _, ...wanted }: NewTimeOff,
    by: By,
  ): Promise<DeskTimeOff> {
    if (by.staff.role !== 'therapist') {
      if (named === undefined) throw unknownField('therapistId');
      return this.record(tx, named, wanted, 'approved', by);
    }
    const own = by.staff.therapistId;
    if (own === null || (named !== undefined && named !== own)) throw notFound('therapist');
    const { timeZone } = await this.clinics.get(tx);
    if (wanted.from < localDateOf(tx.now.getTime(), timeZone)) {
      assertSound([{ code: 'IN_PAST', path: 'from' }]);
    }
    return this.record(tx, own, wanted, 'requested', by);
  }

  /** Who calls in sick is away from one instant to another, whatever the clocks do between the two. */
  async recordSick(
    tx: Transaction,
    therapistId: string,
    span: TimeRange,
    by: By,
  ): Promise<DeskTimeOff> {
    const { timeZone } = await this.clinics.get(tx);
    await this.roster.assertTherapists(tx, [therapistId], () => 'therapistId');
    const wanted: Wanted = { kind: 'sick', note: '', ...wallsOf(span, timeZone) };
    await this.roster.assertNear(tx, wanted.to, 'to');
    return this.write(tx, { therapistId, ...wanted, span, state: 'approved' }, by);
  }

  /** Days and wall times as they were typed. */
  private async record(
    tx: Transaction,
    therapistId: string,
    wanted: Wanted,
    state: Recorded['state'],
    by: By,
  ): Promise<DeskTimeOff> {
    await this.roster.assertTherapists(tx, [therapistId], () => 'therapistId');
    assertSound(spanFaults(wanted));
    await this.roster.assertNear(tx, wanted.to, 'to');
    const { timeZone } = await this.clinics.get(tx);
    const { start, end } = instantsOf(wanted, timeZone);
    if (!lasts({ start, end })) assertSound([{ code: 'RANGE_REVERSED', path: 'endTime' }]);
    const span = { start, end: end ?? start };
    return this.write(tx, { therapistId, ...wanted, span, state }, by);
  }

  /** Approved, it takes the time at once. */
  private async write(
    tx: Transaction,
    { span, state, ...wanted }: Recorded,
    by: By,
  ): Promise<DeskTimeOff> {
    const actor = `staff:${by.staff.userId}`;
    const isApproved = state === 'approved';
    const row: TimeOff = {
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), ...wanted, state },
      startsAt: new Date(span.start),
      endsAt: new Date(span.end),
      requestedBy: actor,
      requestedAt: tx.now,
      decidedBy: isApproved ? actor : null,
      decidedAt: isApproved ? tx.now : null,
      version: 1,
    };
    await this.setup.insert(tx, TimeOff, row);
    if (isApproved) await this.take(tx, row);
    await this.note(tx, by, row, null);
    return this.view(tx, row);
  }

  async decide(
    tx: Transaction,
    seen: Seen,
    decision: 'approve' | 'decline',
    by: By,
  ): Promise<DeskTimeOff> {
    const row = await this.setup.lockSeen(tx, TimeOff, seen, 'time off');
    if (row.state !== 'requested') throw timeOffDecided(row.state);
    const after = await this.move(tx, row, decision === 'approve' ? 'approved' : 'declined', by);
    if (decision === 'approve') await this.take(tx, after);
    return this.view(tx, after);
  }

  /** A therapist's own, or anybody's for front desk and owner; what was approved gives its time back. */
  async withdraw(tx: Transaction, seen: Seen, by: By): Promise<DeskTimeOff> {
    const found = await this.setup.find(tx, TimeOff, seen.id);
    const { role, therapistId } = by.staff;
    // Somebody else's looks to a therapist as if there were none, whatever its version.
    if (!found || (role === 'therapist' && found.therapistId !== therapistId)) {
      throw notFound('time off');
    }
    const row = await this.setup.lockSeen(tx, TimeOff, seen, 'time off');
    if (row.state !== 'requested' && row.state !== 'approved') throw timeOffDecided(row.state);
    if (row.endsAt <= tx.now) assertSound([{ code: 'IN_PAST', path: '' }]);
    const after = await this.move(tx, row, 'withdrawn', by);
    await this.setup.giveBack(tx, row.id);
    return this.view(tx, after);
  }

  private async move(tx: Transaction, row: TimeOff, state: TimeOffState, by: By): Promise<TimeOff> {
    const change = { state, decidedBy: `staff:${by.staff.userId}`, decidedAt: tx.now };
    const version = await this.setup.update(tx, TimeOff, row, change);
    const after = { ...row, ...change, version };
    await this.note(tx, by, after, row.state);
    return after;
  }

  private async take(tx: Transaction, row: TimeOff): Promise<void> {
    const { id, therapistId: resourceId, startsAt: start, endsAt: end } = row;
    await this.setup.setAway(tx, { id, resourceId, start, end, reason: REASON });
  }

  /** Dates and states: what kind of time off it is may be about somebody's health. */
  private async note(
    tx: Transaction,
    by: By,
    { id, therapistId, from, to, state }: TimeOff,
    was: TimeOffState | null,
  ): Promise<void> {
    const details = { therapistId, from, to, state: [was, state] };
    await this.log.record(tx, by, `time_off.${state}`, id, details);
  }

  private async view(tx: Transaction, row: TimeOff): Promise<DeskTimeOff> {
    const [view] = await this.views(tx, [row]);
    if (!view) throw notFound('time off');
    return view;
  }

  private async views(tx: Transaction, rows: TimeOff[]): Promise<DeskTimeOff[]> {
    const names = await this.roster.names(tx);
    return rows.map(({ id, kind, from, to, note, state, version, ...row }) => ({
      ...{ id, kind, from, to, note, state, version },
      therapist: names.therapist(row.therapistId),
      startTime: row.startTime?.slice(0, 5) ?? null,
      endTime: row.endTime?.slice(0, 5) ?? null,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      requestedAt: row.requestedAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    }));
  }
}
