import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound, SetupTimeOffService } from '@limber/clinic';
import {
  type ErrorCode,
  MAX_SICK_DAYS,
  type SickCallRequest,
  type SickCallView,
} from '@limber/contracts';
import { AppError, DAY, Ids, MINUTE, type TimeRange } from '@limber/kernel';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import type { AtTheDesk } from './desk.rules.ts';
import { stateAt, type Stranded, suggestReplacements } from './re-offer.rules.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { ReplacementService } from './replacement.service.ts';
import { StrandedService } from './stranded.service.ts';
import type { ReOffer } from './sick-call.entity.ts';
import { isAbout, listedOnce, wholeMinutes } from './sick-call.rules.ts';
import { type SickCallRow, SickCallStore, type StrandedRow } from './sick-call.store.ts';

interface Looked {
  call: SickCallRow;
  rows: StrandedRow[];
  /** Bookings in that time that are listed with another call. */
  elsewhere: number;
}

/** Somebody cannot come: away at once, nothing cancelled, and who could take over what. */
@Injectable()
export class SickCallService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly calls: SickCallStore,
    private readonly offers: ReOfferStore,
    private readonly replacements: ReplacementService,
    private readonly clinics: ClinicStore,
    private readonly timeOff: SetupTimeOffService,
    private readonly stranded: StrandedService,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  async create(
    clinicId: string,
    request: SickCallRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<SickCallView> {
    const span = wholeMinutes({ start: Date.parse(request.from), end: Date.parse(request.to) });
    if (span.end <= span.start) throw outOf('RANGE_REVERSED');
    if (span.end - span.start > MAX_SICK_DAYS * DAY) throw outOf('RANGE_TOO_LONG');
    return this.runner.run(clinicId, (tx) =>
      this.idempotency.once(tx, asked, async () => {
        if (span.end <= tx.now.getTime()) throw outOf('IN_PAST');
        const id = await this.write(tx, request.therapistId, span, by);
        return this.one(tx, id);
      }),
    );
  }

  /** All whose end lies ahead, with who is proposed for what: nobody twice, over all of them. */
  async list(clinicId: string): Promise<SickCallView[]> {
    return this.runner.run(clinicId, (tx) => this.views(tx));
  }

  async get(clinicId: string, id: string): Promise<SickCallView> {
    return this.runner.run(clinicId, (tx) => this.one(tx, id));
  }

  private async write(
    tx: Transaction,
    therapistId: string,
    span: TimeRange,
    by: AtTheDesk,
  ): Promise<string> {
    const therapist = await this.clinics.findTherapist(tx, therapistId);
    if (!therapist?.active) throw notFound('therapist');
    return this.stranded.changeAnyway(tx, async () => {
      // Told twice, of one morning by two at the desk or again after a lost answer, it is one absence.
      const known = await this.calls.findCovering(tx, therapistId, span);
      if (known) return known;
      const off = await this.timeOff.recordSick(tx, therapistId, span, by);
      return this.keep(tx, therapistId, off, by);
    });
  }

  private async keep(
    tx: Transaction,
    therapistId: string,
    off: { id: string; startsAt: string; endsAt: string },
    by: AtTheDesk,
  ): Promise<string> {
    const id = this.ids.uuid();
    const createdBy = `staff:${by.staff.userId}`;
    await this.calls.insert(tx, {
      ...{ clinicId: tx.clinicId, id, therapistId, createdBy },
      startsAt: new Date(off.startsAt),
      endsAt: new Date(off.endsAt),
      unavailabilityId: off.id,
      createdAt: tx.now,
    });
    await this.audit.record(tx, {
      actor: createdBy,
      action: 'sick_call.recorded',
      subject: id,
      details: { therapistId, from: off.startsAt, to: off.endsAt },
      requestId: by.requestId,
    });
    return id;
  }

  /** Looked at with all the others, so that two calls of one morning propose nobody twice. */
  private async one(tx: Transaction, id: string): Promise<SickCallView> {
    const current = (await this.views(tx)).find((view) => view.id === id);
    if (current) return current;
    const call = await this.calls.findById(tx, id);
    if (!call) throw notFound('sick call');
    const rows = await this.calls.listStranded(tx, call);
    return this.view(tx, { call, rows, elsewhere: 0 }, new Map(), new Map());
  }

  private async views(tx: Transaction): Promise<SickCallView[]> {
    const looked = await this.looked(tx);
    const all = new Map(looked.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
    const candidates = new Map<string, string[]>();
    for (const row of all.values()) {
      candidates.set(row.id, isWaiting(row, tx.now) ? await this.candidates(tx, row) : []);
    }
    const open = new Set(await this.openFor(tx, [...all.keys()]));
    const waiting = [...all.values()].filter(({ id }) => !open.has(id));
    const chosen = suggestReplacements(waiting.map((row) => strandedOf(row, candidates)));
    const views: SickCallView[] = [];
    for (const each of looked) views.push(await this.view(tx, each, candidates, chosen));
    return views;
  }

  private async looked(tx: Transaction): Promise<Looked[]> {
    const touched: Pick<Looked, 'call' | 'rows'>[] = [];
    for (const call of await this.calls.listCurrent(tx)) {
      touched.push({ call, rows: await this.calls.listStranded(tx, call) });
    }
    const listed = listedOnce(touched);
    return touched.map((each, n) => ({ ...each, ...(listed[n] ?? { elsewhere: 0 }) }));
  }

  private async candidates(tx: Transaction, row: StrandedRow): Promise<string[]> {
    return this.replacements.list(tx, row, await this.replacements.frame(tx, row));
  }

  private async openFor(tx: Transaction, bookingIds: string[]): Promise<string[]> {
    const offers = await this.offers.listNewest(tx, bookingIds);
    return offers
      .filter((offer) => stateAt(offer, tx.now) === 'offered')
      .map(({ bookingId }) => bookingId);
  }

  private async view(
    tx: Transaction,
    { call, rows, elsewhere }: Looked,
    candidates: ReadonlyMap<string, string[]>,
    chosen: ReadonlyMap<string, string>,
  ): Promise<SickCallView> {
    const names = new Map(
      (await this.clinics.listTherapists(tx)).map(({ id, name }) => [id, name]),
    );
    const named = (id: string) => ({ id, name: names.get(id) ?? '' });
    const offers = await this.offers.listNewest(
      tx,
      rows.map(({ id }) => id),
    );
    return {
      id: call.id,
      therapist: { id: call.therapistId, name: call.therapist },
      from: call.startsAt.toISOString(),
      to: call.endsAt.toISOString(),
      listedElsewhere: elsewhere,
      bookings: rows.map((row) => ({
        ...bookingView(row),
        replacements: proposedFirst(candidates.get(row.id) ?? [], chosen.get(row.id)).map(named),
        suggestedTherapistId: chosen.get(row.id) ?? null,
        offer: offerView(
          offers.find((offer) => offer.bookingId === row.id && isAbout(offer, call, row)),
          row.reference,
          named,
          tx.now,
        ),
      })),
    };
  }
}

const outOf = (code: 'IN_PAST' | 'RANGE_REVERSED' | 'RANGE_TOO_LONG'): AppError<ErrorCode> =>
  new AppError<ErrorCode>(code, {
    params: { days: MAX_SICK_DAYS },
    fields: [{ path: 'to', code, message: '' }],
  });

/** A session for two is arranged by a person: both lines hang together. */
const isWaiting = ({ status, visit, startsAt, isForTwo }: StrandedRow, now: Date): boolean =>
  status !== 'cancelled' && visit === 'booked' && startsAt > now && !isForTwo;

const strandedOf = (row: StrandedRow, candidates: ReadonlyMap<string, string[]>): Stranded => ({
  id: row.id,
  start: row.startsAt.getTime(),
  end: row.startsAt.getTime() + (row.durationMin + row.restMin) * MINUTE,
  candidates: candidates.get(row.id) ?? [],
});

const proposedFirst = (all: readonly string[], first: string | undefined): string[] =>
  first === undefined ? [...all] : [first, ...all.filter((id) => id !== first)];

const bookingView = (row: StrandedRow) => ({
  ...{ reference: row.reference, revision: row.revision, service: row.service },
  startsAt: row.startsAt.toISOString(),
  endsAt: new Date(row.startsAt.getTime() + row.durationMin * MINUTE).toISOString(),
  timeZone: row.timeZone,
  isForTwo: row.isForTwo,
  clientName: row.contactName,
  phone: row.contactPhone,
  canBeMailed: row.canBeMailed,
  therapist: { id: row.therapistId, name: row.therapist },
  room: { id: row.roomId, name: row.room },
});

export const offerView = (
  offer: ReOffer | undefined,
  reference: string,
  named: (id: string) => { id: string; name: string },
  now: Date,
) =>
  offer
    ? {
        id: offer.id,
        reference,
        state: stateAt(offer, now),
        therapist: named(offer.therapistId),
        expiresAt: offer.expiresAt.toISOString(),
      }
    : null;
