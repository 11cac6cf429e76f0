import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type {
  BrokenRule,
  DeskStart,
  ErrorCode,
  SeriesCancelled,
  SeriesCancelRequest,
  SeriesPreview,
  SeriesPreviewRequest,
  SeriesRequest,
  SeriesView,
} from '@limber/contracts';
import { AppError, Ids } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { repeatWeekly, type SeriesStart } from '@limber/scheduling';
import { AssignmentService } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { preconditionFailed, seriesChanged } from './booking.errors.ts';
import { BookingService } from './booking.service.ts';
import { brokenRuleTexts } from './desk-check.en.ts';
import { isNamedExactly, isOverridable, withClearance } from './desk-check.rules.ts';
import { brokenViews, DeskCheckService, type DeskFrame } from './desk-check.service.ts';
import {
  type BookedRow,
  DeskCreateService,
  type DeskParty,
  type Welcomed,
} from './desk-create.service.ts';
import type { AtTheDesk } from './desk.rules.ts';
import { clinicMayCancel } from './booking.rules.ts';
import { noticeDueAt } from './notice.rules.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { type Schedule, ScheduleService } from './schedule.service.ts';
import { outlasts, ScreeningService } from './screening.service.ts';
import { seriesKey } from './series.messages.ts';
import { SeriesStore } from './series.store.ts';

type PreviewDate = SeriesPreview['dates'][number];
type Chosen = SeriesRequest['dates'][number];

const NO_SUCH_TIME: BrokenRule = {
  code: 'NO_SUCH_TIME',
  sentence: brokenRuleTexts.NO_SUCH_TIME,
  overridable: false,
};

/** The same visit every so many weeks: looked at first, saved all or not at all, each its own chain. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly series: SeriesStore,
    private readonly checks: DeskCheckService,
    private readonly creates: DeskCreateService,
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly bookings: BookingService,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly audit: AuditLogStore,
    private readonly screening: ScreeningService,
    private readonly ids: Ids,
  ) {}

  /** What each date would meet with. Writes nothing. */
  async preview(clinicId: string, request: SeriesPreviewRequest): Promise<SeriesPreview> {
    const { first, everyWeeks, count, client, screening = [] } = request;
    return this.runner.run(clinicId, async (tx) => {
      const timeZone = await this.zoneOf(tx, first.locationId);
      const starts = repeatWeekly(Date.parse(first.startsAt), timeZone, everyWeeks, count);
      const frame = await this.frame(tx, first, instantsIn(starts));
      const end = client
        ? await this.clearanceEnd(tx, await this.known(tx, client), screening)
        : null;
      const dates: PreviewDate[] = [];
      for (const start of starts) dates.push(await this.look(tx, frame, { first, end }, start));
      return { timeZone, dates };
    });
  }

  async create(
    clinicId: string,
    request: SeriesRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<SeriesView> {
    assertReasoned(request);
    return this.creates.worded(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () => this.createIn(tx, request, by)),
    );
  }

  async get(clinicId: string, id: string): Promise<SeriesView> {
    return this.runner.run(clinicId, (tx) => this.view(tx, id));
  }

  /** One visit and all after it. What has begun or is over stays. */
  async cancelRest(
    clinicId: string,
    id: string,
    { from, reason, notify }: SeriesCancelRequest,
    by: AtTheDesk & { revision: number },
  ): Promise<SeriesCancelled> {
    return this.runner.run(clinicId, async (tx) => {
      const all = await this.series.lockBookings(tx, id);
      const first = all.find(({ reference }) => reference === from);
      if (!first) throw notFound('series');
      if (first.revision !== by.revision) throw preconditionFailed();
      const clinic = await this.clinics.get(tx);
      const rest = all.filter(
        (booking) => booking.startsAt >= first.startsAt && clinicMayCancel(booking, tx.now).ok,
      );
      const actor = `staff:${by.staff.userId}`;
      const { requestId } = by;
      for (const booking of rest) {
        const how = { by: 'clinic' as const, actor, feeMinor: 0, reason, requestId };
        await this.bookings.callOff(tx, booking, clinic, { ...how, notify: 'none' });
      }
      if (notify !== 'none' && rest[0]) {
        await this.tell(tx, 'series_cancelled', seriesKey(id, tx.now), rest[0], {
          dueAt: noticeDueAt(tx.now, notify),
          notAfter: rest.at(-1)?.startsAt ?? null,
        });
      }
      return { ...(await this.view(tx, id)), cancelledNow: rest.length };
    });
  }

  private async createIn(
    tx: Transaction,
    request: SeriesRequest,
    by: AtTheDesk,
  ): Promise<SeriesView> {
    await this.assignments.keepSetup(tx);
    const parties = request.dates
      .map((date) => partyOf(request, date))
      .sort((a, b) => a.startsAt - b.startsAt);
    const [first] = parties;
    if (!first) throw notFound('series');
    const frame = await this.frame(
      tx,
      request,
      parties.map(({ startsAt }) => startsAt),
    );
    const admitted = await this.creates.admit(tx, frame, first, by);
    await this.occupancy.lock(tx, ...parties.map((party) => this.checks.claim(frame, party)));
    const id = this.ids.uuid();
    await this.series.insert(tx, {
      ...{ clinicId: tx.clinicId, id, everyWeeks: request.everyWeeks, createdAt: tx.now },
      createdBy: `staff:${by.staff.userId}`,
    });
    const end = await this.clearanceEnd(tx, admitted.client.id, request.screening ?? []);
    const as = { admitted, by, seriesId: id, clearanceEnd: end };
    const booked = await this.writeAll(tx, frame, parties, as);
    await this.audit.record(tx, {
      actor: `staff:${by.staff.userId}`,
      action: 'series.created',
      subject: id,
      details: {
        dates: request.dates.map(({ startsAt, overriding }) => [startsAt, ...overriding]),
        ...(request.reason && { reason: request.reason }),
      },
      requestId: by.requestId,
    });
    const [one] = booked;
    if (one && request.notify) {
      const notAfter = booked.at(-1)?.startsAt ?? null;
      await this.tell(tx, 'series_booked', seriesKey(id), one, { dueAt: tx.now, notAfter });
    }
    return this.view(tx, id);
  }

  /** Each is judged with those before it already in the book; what changed is told for all at once. */
  private async writeAll(
    tx: Transaction,
    frame: DeskFrame,
    parties: DeskParty[],
    as: { admitted: Welcomed; by: AtTheDesk; seriesId: string; clearanceEnd: Date | null },
  ): Promise<BookedRow[]> {
    const booked: BookedRow[] = [];
    const changed: { startsAt: string; broken: BrokenRule[] }[] = [];
    for (const [n, party] of parties.entries()) {
      const verdict = withClearance(
        await this.checks.verdict(tx, frame, party),
        outlasts(new Date(party.startsAt), as.clearanceEnd),
      );
      const { broken, roomId } = verdict;
      const isSeen = isNamedExactly(broken, party.override?.codes ?? []);
      const isPossible = broken.every((code) => isOverridable(code, verdict));
      if (roomId === null || !isSeen || !isPossible) {
        const startsAt = new Date(party.startsAt).toISOString();
        changed.push({ startsAt, broken: brokenViews(verdict) });
        continue;
      }
      // The training belongs to the first visit; the next ones come weeks after it.
      const admitted = n === 0 ? as.admitted : { ...as.admitted, trainingId: null };
      const training = n === 0 ? party.training : undefined;
      booked.push(
        await this.creates.write(
          tx,
          frame,
          { ...party, training },
          {
            admitted,
            settled: { roomId, overridden: broken },
            by: as.by,
            manner: { forgives: [], visit: 'booked', seriesId: as.seriesId },
            told: false,
          },
        ),
      );
    }
    if (changed.length > 0) throw seriesChanged(changed);
    return booked;
  }

  private async look(
    tx: Transaction,
    frame: DeskFrame,
    { first, end }: { first: DeskStart; end: Date | null },
    { date, startsAt }: SeriesStart,
  ): Promise<PreviewDate> {
    if (startsAt === null) {
      const nothing = { startsAt, ok: false, overridable: false, roomId: null };
      return { date, ...nothing, broken: [NO_SUCH_TIME], alternatives: [] };
    }
    const wish = { ...first, startsAt };
    const verdict = withClearance(
      await this.checks.verdict(tx, frame, wish),
      outlasts(new Date(startsAt), end),
    );
    const broken = brokenViews(verdict);
    const ok = broken.length === 0;
    return {
      ...{ date, ok, broken, roomId: verdict.roomId },
      startsAt: new Date(startsAt).toISOString(),
      overridable: broken.every(({ overridable }) => overridable),
      alternatives: ok ? [] : await this.schedules.alternatives(tx, frame, startsAt, wish),
    };
  }

  /** What was asked today counts for all dates; a training only for the first. */
  private async clearanceEnd(
    tx: Transaction,
    clientId: string | null,
    codes: readonly string[],
  ): Promise<Date | null> {
    if (clientId === null) return null;
    return this.screening.clearanceEnd(tx, { clientId, codes, training: null, askedAt: tx.now });
  }

  private async known(
    tx: Transaction,
    client: NonNullable<SeriesPreviewRequest['client']>,
  ): Promise<string | null> {
    if ('clientId' in client) return client.clientId;
    return (await this.clients.findByEmail(tx, client.email))?.id ?? null;
  }

  /** One frame for all dates. */
  private async frame(
    tx: Transaction,
    wish: Omit<DeskStart, 'startsAt'>,
    starts: number[],
  ): Promise<DeskFrame> {
    const schedule: Schedule = await this.schedules.load(tx, wish);
    return this.checks.widen(tx, schedule, { ...wish, startsAt: Math.min(...starts) });
  }

  private async zoneOf(tx: Transaction, locationId: string): Promise<string> {
    const locations = await this.clinics.listLocations(tx);
    const location = locations.find(({ id }) => id === locationId);
    if (!location) throw notFound('location');
    return location.timeZone;
  }

  private async tell(
    tx: Transaction,
    kind: 'series_booked' | 'series_cancelled',
    subjectKey: string,
    { clientId }: Pick<Booking, 'clientId'>,
    when: { dueAt: Date; notAfter: Date | null },
  ): Promise<void> {
    const client = await this.clients.findById(tx, clientId);
    const recipient = client && mailAddressOf(client);
    if (recipient === null) return;
    const { timeZone } = await this.clinics.get(tx);
    await this.messages.plan(tx, [
      { family: 'subject', ...{ kind, subjectKey, recipient, timeZone }, revision: 1, ...when },
    ]);
  }

  private async view(tx: Transaction, id: string): Promise<SeriesView> {
    const series = await this.series.findById(tx, id);
    if (!series) throw notFound('series');
    const bookings = await this.series.listBookings(tx, id);
    return {
      id,
      everyWeeks: series.everyWeeks,
      bookings: bookings.map(({ reference, revision, startsAt, status }) => ({
        ...{ reference, revision, status },
        startsAt: startsAt.toISOString(),
      })),
    };
  }
}

const instantsIn = (starts: SeriesStart[]): number[] =>
  starts.flatMap(({ startsAt }) => (startsAt === null ? [] : [startsAt]));

function partyOf(
  { dates: _, everyWeeks: __, reason, ...party }: SeriesRequest,
  { startsAt, roomId, overriding }: Chosen,
): DeskParty {
  return {
    ...party,
    roomId,
    startsAt: Date.parse(startsAt),
    ...(overriding.length > 0 && reason && { override: { codes: overriding, reason } }),
  };
}

function assertReasoned({ dates, reason }: SeriesRequest): void {
  if (reason || dates.every(({ overriding }) => overriding.length === 0)) return;
  throw new AppError<ErrorCode>('VALIDATION_FAILED', {
    fields: [{ path: 'reason', code: 'MISSING', message: 'Say why these rules may be broken.' }],
  });
}
