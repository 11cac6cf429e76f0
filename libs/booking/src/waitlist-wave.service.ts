import { Injectable } from '@nestjs/common';
import { quietHoursAt } from '@limber/clinic';
import { Ids, MINUTE } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  brokenConstraint,
  sha256,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { checkStart, localDateOf } from '@limber/scheduling';
import {
  AssignmentService,
  type Chosen,
  StartLost,
  type WantedStart,
} from './assignment.service.ts';
import { HoldStore } from './hold.store.ts';
import { type NewOccupancy, OccupancyStore } from './occupancy.store.ts';
import { ScheduleService } from './schedule.service.ts';
import { type Candidate, rankedAt, WaitlistCandidates } from './waitlist-candidates.service.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { waitlistOfferKey } from './waitlist.messages.ts';
import { bestStart, heldUntil, type Start, WAVE_SIZE, waveTimes } from './waitlist.rules.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';
import type { WaitlistGap, WaitlistOffer, WaitlistWave } from './waitlist.entity.ts';

export interface WaveMaker {
  actor: string;
  requestId: string;
}

/** Without a location: wherever the therapist works then. */
type WaveStart = Omit<Start, 'locationId'> & { locationId: string | undefined };

/** One of a wave: their session, in the room it gets. */
interface Member {
  candidate: Candidate;
  roomId: string;
}

/** One look at a gap makes so many waves at most; the next look goes on. */
const WAVES_A_LOOK = 20;

/** Offers what came free, three people at a time, and keeps the time for them until they have answered. */
@Injectable()
export class WaitlistWaveService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly candidates: WaitlistCandidates,
    private readonly entries: WaitlistStore,
    private readonly gaps: WaitlistGapStore,
    private readonly waves: WaitlistWaveStore,
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly holds: HoldStore,
    private readonly messages: MessageStore,
    private readonly audit: AuditLogStore,
    private readonly links: WaitlistLinks,
    private readonly ids: Ids,
  ) {}

  /** By the sweep. A gap that is not due, or was dealt with meanwhile, is left alone. */
  async advance(clinicId: string, gapId: string): Promise<void> {
    for (let n = 0; n < WAVES_A_LOOK; n++) {
      if (!(await this.runner.run(clinicId, (tx) => this.step(tx, gapId)))) return;
    }
  }

  /** One unit of work, one wave: true when there may be another. */
  private async step(tx: Transaction, gapId: string): Promise<boolean> {
    await this.entries.queue(tx);
    const gap = (await this.gaps.lock(tx, gapId)) ?? (await this.gaps.ofEndedHold(tx, gapId));
    if (!gap || gap.doneAt || gap.dueAt > tx.now) return false;
    await this.assignments.keepSetup(tx);
    for (const wave of await this.waves.listOpenOfGap(tx, gapId)) {
      if (wave.expiresAt <= tx.now) await this.lapse(tx, wave);
    }
    if (await this.next(tx, gap)) return true;
    const [open] = await this.waves.listOpenOfGap(tx, gapId);
    const until = open ? open.expiresAt : await this.othersAnswerBy(tx, gap);
    if (until) await this.gaps.lookAgain(tx, gapId, until);
    else await this.gaps.finish(tx, gapId);
    return false;
  }

  /** Nobody is offered two times at once: who is being offered another may want this one in a while. */
  private async othersAnswerBy(tx: Transaction, gap: WaitlistGap): Promise<Date | null> {
    return isOver(gap, tx.now) ? null : this.gaps.othersHaveAnsweredAt(tx);
  }

  private async lapse(tx: Transaction, wave: WaitlistWave): Promise<void> {
    await this.waves.end(tx, wave, 'lapsed', 'lapsed');
    await this.waves.letGo(tx, wave);
    await this.gaps.wakeWaiting(tx);
    await this.audit.record(tx, {
      ...{ actor: 'system', action: 'waitlist.lapsed', subject: wave.id, requestId: wave.gapId },
    });
  }

  private async next(tx: Transaction, gap: WaitlistGap): Promise<boolean> {
    if (isOver(gap, tx.now)) return false;
    const span = { start: gap.startsAt.getTime(), end: gap.endsAt.getTime() };
    const all = await this.candidates.list(tx, gap.id, { ...span, therapistId: gap.therapistId });
    const [first] = all;
    const start = first && bestStart(first.one, first.starts);
    if (!first || !start) return false;
    const by = { actor: 'system', requestId: gap.id };
    return (await this.make(tx, gap, { first, start, all }, by)) !== null;
  }

  /**
   * Under the locks of everyone who might take the start: the first of the ranking decides about the hands,
   * whoever else fits beside them comes along.
   */
  async make(
    tx: Transaction,
    gap: WaitlistGap,
    { first, start, all }: { first: Candidate; start: WaveStart; all: readonly Candidate[] },
    by: WaveMaker,
  ): Promise<WaitlistWave | null> {
    const { startsAt, locationId, therapistIds } = start;
    const therapistId = therapistIds.length === 1 ? therapistIds[0] : undefined;
    const wanted = { ...wantedOf(first), startsAt, locationId, therapistId };
    const schedule = await this.assignments.schedule(tx, wanted);
    const { frame } = schedule;
    const longest = Math.max(...all.map(({ row }) => row.durationMin), first.row.durationMin);
    const resourceIds = [...frame.therapists, ...frame.rooms].map(({ id }) => id);
    await this.occupancy.lock(tx, {
      ...{ resourceIds, during: { start: startsAt, end: startsAt + longest * MINUTE } },
    });
    const choice = await this.assignments.choose(tx, schedule, wanted);
    const members: Member[] = [{ candidate: first, roomId: choice.roomId }];
    for (const candidate of beside(all, first, choice, startsAt, tx.now.getTime())) {
      if (members.length === WAVE_SIZE) break;
      const roomId = await this.roomFor(tx, candidate, startsAt, choice);
      if (roomId !== null) members.push({ candidate, roomId });
    }
    const { clinic } = schedule;
    const place = frame.locations.find(({ id }) => id === choice.locationId);
    const where = { zone: place?.timeZone ?? clinic.timeZone, quiet: quietHoursAt(clinic) };
    const times = waveTimes(tx.now.getTime(), startsAt, where);
    return times && this.write(tx, gap, { choice, startsAt, members, ...times }, by);
  }

  private async roomFor(
    tx: Transaction,
    { schedule, moving }: Candidate,
    startsAt: number,
    { therapistId, locationId }: Chosen,
  ): Promise<string | null> {
    const date = localDateOf(startsAt, schedule.clinic.timeZone);
    const day = { from: date, to: date };
    const filled = await this.schedules.fill(tx, schedule, day, { moving, withRooms: true });
    const checked = checkStart(filled, { startsAt, therapistId, locationId });
    return checked.ok ? (checked.value[0]?.roomId ?? null) : null;
  }

  private async write(
    tx: Transaction,
    gap: WaitlistGap,
    made: {
      choice: Chosen;
      startsAt: number;
      members: Member[];
      mailAt: number;
      expiresAt: number;
    },
    by: WaveMaker,
  ): Promise<WaitlistWave> {
    const { choice, startsAt, members } = made;
    const wave: WaitlistWave = {
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), gapId: gap.id, holdId: this.ids.uuid() },
      number: (await this.waves.countOfGap(tx, gap.id)) + 1,
      ...{ therapistId: choice.therapistId, locationId: choice.locationId },
      startsAt: new Date(startsAt),
      mailAt: new Date(made.mailAt),
      expiresAt: new Date(made.expiresAt),
      ...{ state: 'open', createdBy: by.actor, createdAt: tx.now, endedAt: null },
    };
    const offers = members.map(({ candidate: { row, schedule }, roomId }, n): WaitlistOffer => ({
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), waveId: wave.id, entryId: row.id },
      ...{ rank: n + 1, serviceId: row.serviceId, durationMin: row.durationMin, roomId },
      priceMinor: row.movesPrice ?? schedule.sold.priceMinor,
      ...{ state: 'open', createdAt: tx.now, decidedAt: null },
    }));
    this.keep(tx, wave, members, offers);
    await this.audit.record(tx, {
      ...{ actor: by.actor, action: 'hold.placed', subject: wave.holdId, requestId: by.requestId },
      details: { ...choice, waveId: wave.id },
    });
    await this.waves.insert(tx, wave, offers);
    await this.tell(tx, wave, offers, members);
    await this.audit.record(tx, {
      ...{ actor: by.actor, action: 'waitlist.offered', subject: wave.id },
      details: {
        ...{ gapId: gap.id, therapistId: wave.therapistId, startsAt: wave.startsAt.toISOString() },
        entries: offers.map(({ entryId }) => entryId),
      },
      requestId: by.requestId,
    });
    return wave;
  }

  /** Hands and rooms for the longest of the sessions that might be held in each. */
  private keep(
    tx: Transaction,
    { holdId, id, therapistId, locationId, startsAt, expiresAt: endsAt }: WaitlistWave,
    members: readonly Member[],
    offers: readonly WaitlistOffer[],
  ): void {
    const [first] = offers;
    if (!first) throw new Error('a wave of nobody');
    const { serviceId, durationMin, roomId, priceMinor } = first;
    const expiresAt = heldUntil(endsAt, startsAt);
    this.holds.insert(tx, {
      ...{ serviceId, durationMin, locationId, therapistId, roomId, startsAt, priceMinor },
      ...{
        clinicId: tx.clinicId,
        id: holdId,
        secondTherapistId: null,
        anyTherapist: false,
        policy: null,
      },
      tokenSha256: sha256(this.links.holdToken(tx.clinicId, holdId)),
      visitSha256: null,
      // No visitor's: it counts against nobody's address.
      addressSha256: sha256(`waitlist|${id}`),
      ...{ status: 'live', createdAt: tx.now, expiresAt, extended: true },
    });
    const rows = spansOf(therapistId, startsAt.getTime(), members);
    const [longest] = rows;
    const resourceIds = rows.map(({ resourceId }) => resourceId);
    if (longest) this.occupancy.takeOverExpired(tx, resourceIds, longest.during);
    const as = { status: 'held' as const, expiresAt, owner: { holdId } };
    this.occupancy.insert(
      tx,
      rows.map((row) => ({ ...row, ...as })),
      (error) =>
        brokenConstraint(error) === 'occupancy_no_overlap'
          ? new StartLost('BUSY', { serviceId, durationMin, startsAt: startsAt.getTime() })
          : error,
    );
  }

  private async tell(
    tx: Transaction,
    { mailAt, expiresAt }: WaitlistWave,
    offers: readonly WaitlistOffer[],
    members: readonly Member[],
  ): Promise<void> {
    const addresses = await this.entries.addressesOf(
      tx,
      offers.map(({ entryId }) => entryId),
    );
    await this.messages.plan(
      tx,
      offers.map(({ id, entryId }, n) => ({
        family: 'subject' as const,
        kind: 'waitlist_offer' as const,
        subjectKey: waitlistOfferKey(id),
        revision: 1,
        recipient: addresses.get(entryId) ?? '',
        timeZone: members[n]?.candidate.schedule.clinic.timeZone ?? '',
        ...{ dueAt: mailAt, notAfter: expiresAt },
      })),
    );
  }
}

/** What a person at the desk chose is offered to that one. */
const isOver = ({ cause, endsAt }: WaitlistGap, now: Date): boolean =>
  cause === 'desk' || endsAt <= now;

const wantedOf = ({ row, moving }: Candidate): Omit<WantedStart, 'startsAt'> => ({
  ...{ serviceId: row.serviceId, durationMin: row.durationMin, moving },
});

/** The others who could have the same start with the same hands, in their order for that start. */
function beside(
  all: readonly Candidate[],
  first: Candidate,
  { therapistId, locationId }: Chosen,
  startsAt: number,
  now: number,
): Candidate[] {
  const others = all.flatMap((candidate) => {
    const starts = candidate.starts.filter(
      (each) =>
        each.startsAt === startsAt &&
        each.locationId === locationId &&
        each.therapistIds.includes(therapistId),
    );
    return candidate === first ? [] : [{ ...candidate, starts }];
  });
  return rankedAt(others, now);
}

type Span = Omit<NewOccupancy, 'status' | 'expiresAt' | 'owner'>;

/** The therapist first, then each room once: to the end of the longest session, with the widest gaps. */
function spansOf(therapistId: string, start: number, members: readonly Member[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { candidate, roomId } of members) {
    const { service, durationMin } = candidate.schedule.sold;
    const during = { start, end: start + durationMin * MINUTE };
    widen(spans, {
      ...{ resourceId: therapistId, during, sessionType: service.sessionType },
      ...{ beforeMin: service.prepMin, afterMin: service.restMin },
      effortTenths: service.effortTenthsPerMin * durationMin,
    });
    widen(spans, {
      ...{ resourceId: roomId, during, sessionType: null, effortTenths: 0 },
      ...{ beforeMin: service.roomPrepMin, afterMin: service.roomResetMin },
    });
  }
  return [...spans.values()];
}

function widen(spans: Map<string, Span>, span: Span): void {
  const known = spans.get(span.resourceId) ?? span;
  spans.set(span.resourceId, {
    ...known,
    during: { ...known.during, end: Math.max(known.during.end, span.during.end) },
    beforeMin: Math.max(known.beforeMin, span.beforeMin),
    afterMin: Math.max(known.afterMin, span.afterMin),
    effortTenths: Math.max(known.effortTenths, span.effortTenths),
  });
}
