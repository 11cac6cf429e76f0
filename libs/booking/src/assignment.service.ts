import { Injectable } from '@nestjs/common';
import { type Plan, SetupStore } from '@limber/clinic';
import { MINUTE, type Result, type TimeRange } from '@limber/kernel';
import {
  AskedTogether,
  brokenConstraint,
  LookAgain,
  type Statements,
  type Transaction,
} from '@limber/persistence';
import {
  type Assignment,
  type AvailabilityInput,
  checkCouple,
  checkStart,
  chooseTherapist,
  localDateOf,
  type Pick,
  type WhyNot,
} from '@limber/scheduling';
import type { OccupancyStatus } from './booking.entity.ts';
import { startRefused } from './booking.errors.ts';
import { FairShares, type Team } from './fair-shares.service.ts';
import { type NewOccupancy, OccupancyStore } from './occupancy.store.ts';
import {
  datesOf,
  isForTwo,
  type Schedule,
  ScheduleService,
  type Wish,
} from './schedule.service.ts';

export interface WantedStart extends Wish {
  serviceId: string;
  durationMin: number;
  /** epoch ms */
  startsAt: number;
  /** Taken if possible when the choice is open; no reason to refuse. */
  preferTherapistId?: string | undefined;
}

/** Who and where, and why so. */
export interface Chosen extends Assignment {
  pick: Pick;
  /** Of a session for two. */
  secondTherapistId?: string;
}

/** Who takes it, where; decided by the rules or by somebody at the desk. */
export type Taker = Assignment & { secondTherapistId?: string };

/** A start's day with everything taken in it, as of one statement. */
export interface SeenDay {
  schedule: Schedule;
  filled: AvailabilityInput;
}

/** Thrown inside a unit of work when the time is not to be had; the caller words it once outside. */
export class StartLost extends Error {
  private nearest: Promise<string[]> | undefined;

  constructor(
    readonly code: WhyNot,
    readonly wanted: WantedStart,
    /** The day as it was seen: alternatives are found in it when nobody is kept waiting any more. */
    readonly seen: SeenDay | null = null,
  ) {
    super(code);
  }

  /** Looked for once, however many lost it at the same moment. */
  alternatives(find: () => Promise<string[]>): Promise<string[]> {
    return (this.nearest ??= find());
  }
}

/** Finest grid a shift can have: a start off it was never on offer, whoever is busy. */
const FINEST_GRID_MS = 5 * MINUTE;

/** Decides who and which room takes a start, and writes it down, under the locks. */
@Injectable()
export class AssignmentService {
  private readonly seen = new AskedTogether<SeenDay>();
  private readonly verdicts = new AskedTogether<SeenDay | StartLost>();

  constructor(
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly fair: FairShares,
    private readonly setup: SetupStore,
  ) {}

  /**
   * Keeps the set-up as it is until the unit of work ends. Before a hold's row is locked: whoever changes the
   * set-up lets go of holds under the same lock.
   */
  async keepSetup(tx: Transaction): Promise<void> {
    await this.setup.shareSchedule(tx);
  }

  /** The set-up as it will stay until the unit of work ends. */
  async keptPlan(tx: Transaction): Promise<Plan> {
    const [, plan] = await Promise.all([this.keepSetup(tx), this.schedules.plan(tx)]);
    return plan;
  }

  /**
   * Whether a start can be had, as of one statement that all who ask for it at once share; nothing is kept so. Answers
   * the day as it was seen. Throws StartLost.
   */
  async assertFree(reads: Statements, wanted: WantedStart): Promise<SeenDay> {
    const { startsAt, serviceId, durationMin, partySize } = wanted;
    const { therapistId, locationId, secondTherapistId } = wanted;
    const day = [reads.clinicId, startsAt, serviceId, durationMin, partySize].join('|');
    const wish = [day, therapistId, locationId, secondTherapistId].join('|');
    const verdict = await this.verdicts.ask(wish, async () => {
      const seen = await this.seen.ask(day, () =>
        // Of every place: whoever asks for one of them shares this look.
        this.schedules.look(reads, wanted, (plan) => datesOf(plan, startsAt, {}), {
          withRooms: true,
        }),
      );
      const checked = checkAny(seen.filled, wanted);
      return checked.ok ? seen : lostIn(seen, wanted, checked.code);
    });
    if (verdict instanceof StartLost) throw verdict;
    return verdict;
  }

  /** Reads what is needed to decide about one start, and keeps it so. Takes no lock on anybody's time. */
  async schedule(tx: Transaction, wanted: WantedStart): Promise<Schedule> {
    return this.schedules.of(await this.keptPlan(tx), wanted, tx.now);
  }

  /**
   * Looks before it queues, unless somebody just did, so that whoever is too late never holds a lock; then locks
   * everyone and every room that might be chosen, looks again, and answers the choice. Throws StartLost.
   */
  async choose(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
    justSeen?: SeenDay,
  ): Promise<Chosen> {
    const before =
      (tx.attempt === 0 && justSeen?.filled) ||
      (await this.fill(tx, schedule, wanted, mightMatter(schedule, wanted)));
    const seen = this.check({ schedule, filled: before }, wanted);
    const locked = this.mightTake(tx, schedule, wanted, seen);
    const { moving } = wanted;
    const might = { resourceIds: locked, during: duringOf(wanted) };
    const isOpen = !wanted.therapistId || isForTwo(wanted);
    const [, filled, team] = await Promise.all([
      this.occupancy.lock(tx, might, ...(moving?.claim ? [moving.claim] : [])),
      this.fill(tx, schedule, wanted, locked),
      isOpen ? this.fair.team(tx, schedule, wanted.startsAt) : NOBODY,
    ]);
    const candidates =
      ofLocked(filled, wanted, locked) ?? (await this.lostUnderLocks(tx, schedule, wanted));
    const first = chooseOne(candidates, wanted, moving?.therapistId, team);
    if (!isForTwo(wanted)) return first;
    const others = candidates.filter(
      ({ therapistId, locationId }) =>
        locationId === first.locationId && therapistId !== first.therapistId,
    );
    const kept = wanted.secondTherapistId ?? moving?.secondTherapistId;
    const second = chooseOne(others, { ...wanted, therapistId: undefined }, kept, team);
    return { ...first, secondTherapistId: second.therapistId };
  }

  /**
   * Takes therapist and room, waited for at the commit. The exclusion constraint has the last word: its no is a
   * lost start too.
   */
  take(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
    choice: Taker,
    as: { status: OccupancyStatus; expiresAt: Date | null; owner: NewOccupancy['owner'] },
  ): void {
    const { service } = schedule.sold;
    const during = duringOf(wanted);
    const { therapistId, secondTherapistId, roomId } = choice;
    const therapistIds = [therapistId, ...(secondTherapistId ? [secondTherapistId] : [])];
    this.occupancy.takeOverExpired(tx, [...therapistIds, roomId], during);
    const row = { during, ...as };
    const session = therapistIds.map((resourceId) => ({
      ...row,
      resourceId,
      beforeMin: service.prepMin,
      afterMin: service.restMin,
      effortTenths: service.effortTenthsPerMin * wanted.durationMin,
      sessionType: service.sessionType,
    }));
    const stay = {
      ...row,
      resourceId: roomId,
      beforeMin: service.roomPrepMin,
      afterMin: service.roomResetMin,
      effortTenths: 0,
      sessionType: null,
    };
    this.occupancy.insert(tx, [...session, stay], (error) =>
      brokenConstraint(error) === 'occupancy_no_overlap' ? new StartLost('BUSY', wanted) : error,
    );
  }

  /** It is gone; or others came free meanwhile, and then the whole unit looks anew. */
  private async lostUnderLocks(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
  ): Promise<never> {
    const now = await this.fill(tx, schedule, wanted, mightMatter(schedule, wanted));
    this.check({ schedule, filled: now }, wanted);
    throw new LookAgain();
  }

  private check(seen: SeenDay, wanted: WantedStart): Assignment[] {
    const checked = checkAny(seen.filled, wanted);
    if (!checked.ok) throw lostIn(seen, wanted, checked.code);
    return checked.value;
  }

  private async fill(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
    only?: ReadonlySet<string>,
  ): Promise<AvailabilityInput> {
    return this.schedules.fill(tx, schedule, dayOf(wanted, schedule.clinic), {
      only,
      moving: wanted.moving,
      withRooms: true,
    });
  }

  /**
   * Whom and what the choice is made from, and so locked. First those who were free a moment ago, each with the
   * room that suits best, so that two with nothing in common do not wait for each other; when that was overtaken,
   * everybody and every room.
   */
  private mightTake(
    tx: Transaction,
    { frame }: Schedule,
    wanted: WantedStart,
    seen: readonly Assignment[],
  ): ReadonlySet<string> {
    if (tx.attempt === 0 && !isForTwo(wanted)) {
      return new Set(seen.flatMap(({ therapistId, roomId }) => [therapistId, roomId]));
    }
    const therapists = frame.therapists.filter(
      (t) =>
        (!wanted.therapistId || isForTwo(wanted) || t.id === wanted.therapistId) &&
        t.sessionTypes.includes(frame.service.sessionType),
    );
    const rooms = frame.rooms.filter(
      (r) => !wanted.locationId || r.locationId === wanted.locationId,
    );
    return new Set([...therapists, ...rooms].map(({ id }) => id));
  }
}

function lostIn(seen: SeenDay, wanted: WantedStart, refused: WhyNot): StartLost {
  const code = isOfNobodyNamed(refused, wanted) ? 'SHIFT' : refused;
  const isOffGrid = startRefused(code) === null && wanted.startsAt % FINEST_GRID_MS !== 0;
  return new StartLost(isOffGrid ? 'OFF_GRID' : code, wanted, seen);
}

/** Every place or everybody was given up: whoever asked for none of them asked for nothing unknown. */
const isOfNobodyNamed = (code: WhyNot, { locationId, therapistId }: WantedStart): boolean =>
  (code === 'NO_SUCH_LOCATION' && !locationId) || (code === 'NO_SUCH_THERAPIST' && !therapistId);

const NOBODY: Team = new Map();

/** Who is wished for, or moves and can keep their therapist; else by fairness. */
function chooseOne(
  candidates: Assignment[],
  { therapistId, preferTherapistId }: WantedStart,
  keptId: string | undefined,
  team: Team,
): Chosen {
  const wishedId = therapistId ?? keptId;
  const same = candidates.find((candidate) => candidate.therapistId === wishedId);
  if (same && wishedId === keptId) return { ...same, pick: { by: 'kept', standings: [] } };
  const open = same && therapistId ? [same] : candidates;
  const { assignment, pick } = chooseTherapist(open, team, preferTherapistId ?? null);
  return { ...assignment, pick };
}

/** Whose time decides: who is wished for and the rooms, or everybody's. */
function mightMatter({ frame }: Schedule, wanted: WantedStart): ReadonlySet<string> | undefined {
  const { therapistId } = wanted;
  if (!therapistId || isForTwo(wanted)) return undefined;
  return new Set([therapistId, ...frame.rooms.map(({ id }) => id)]);
}

/** Who can take it among those whom and what the locks hold; null when nobody can. */
function ofLocked(
  filled: AvailabilityInput,
  wanted: WantedStart,
  locked: ReadonlySet<string>,
): Assignment[] | null {
  const isLocked = ({ id }: { id: string }): boolean => locked.has(id);
  const therapists = filled.therapists.filter(isLocked);
  const rooms = filled.rooms.filter(isLocked);
  const checked = checkAny({ ...filled, therapists, rooms }, wanted);
  return checked.ok ? checked.value : null;
}

const checkAny = (filled: AvailabilityInput, wanted: WantedStart): Result<Assignment[], WhyNot> =>
  isForTwo(wanted) ? checkPair(filled, wanted) : checkStart(filled, wanted);

/** Two who can; and where the other one is fixed already, them too. */
function checkPair(filled: AvailabilityInput, wanted: WantedStart): Result<Assignment[], WhyNot> {
  const checked = checkCouple(filled, wanted);
  const { secondTherapistId } = wanted;
  if (!checked.ok || !secondTherapistId) return checked;
  const isThere = checked.value.some(({ therapistId }) => therapistId === secondTherapistId);
  return isThere ? checked : { ok: false, code: 'BUSY' };
}

/** The local date a start is on, as dates to look at. */
function dayOf({ startsAt }: WantedStart, { timeZone }: Schedule['clinic']) {
  const date = localDateOf(startsAt, timeZone);
  return { from: date, to: date };
}

const duringOf = ({ startsAt, durationMin }: WantedStart): TimeRange => ({
  start: startsAt,
  end: startsAt + durationMin * MINUTE,
});
