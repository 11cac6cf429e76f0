/**
 * What the small clinic may answer, as simply as it can be said: a list of claims. One step is one request, taken as
 * if it had happened alone; whether what many clients heard at once fits together is decided in linearize.ts.
 */

/** Whole minutes since the midnight of the day that is fought over. */
export interface Span {
  start: number;
  end: number;
}

interface Claim extends Span {
  therapistId: string;
  /** null = a block: its therapist's time only. */
  roomId: string | null;
}

interface HoldState extends Claim {
  kind: 'live' | 'used' | 'released';
  extended: boolean;
  /** epoch ms */
  expiresAt: number;
}

interface BookingState extends Claim {
  standing: boolean;
  revision: number;
}

/** Never changed in place: a step answers another one. */
export interface ModelState {
  holds: ReadonlyMap<string, HoldState>;
  bookings: ReadonlyMap<string, BookingState>;
  blocks: ReadonlyMap<string, Claim>;
}

export interface ClinicPlan {
  therapistIds: readonly string[];
  roomIds: readonly string[];
}

/** Gaps of the small clinic's service, in minutes: between two sessions lies the longer one, not the sum. */
const THERAPIST = { before: 10, after: 15 };
const ROOM = { before: 5, after: 10 };
const NONE = { before: 0, after: 0 };

export const EMPTY: ModelState = { holds: new Map(), bookings: new Map(), blocks: new Map() };

/** One request with what came back. `code` is null when it was granted. */
export type Step = { code: string | null } & (
  | { do: 'search'; length: number; offered: ReadonlySet<string>; starts: readonly number[] }
  | { do: 'hold'; wish: Wish; granted?: Claim & { id: string; expiresAt: number } }
  | { do: 'extend'; id: string; expiresAt?: number }
  | { do: 'release'; id: string }
  | { do: 'confirm'; id: string; granted?: { reference: string; roomId: string } }
  | { do: 'move'; reference: string; wish: Wish; granted?: Claim & { revision: number } }
  | { do: 'cancel'; reference: string; revision?: number }
  | { do: 'block'; wish: Wish & { therapistId: string }; id?: string }
  | { do: 'unblock'; id: string }
);

interface Wish extends Span {
  therapistId: string | undefined;
}

/** Refusals and searches change nothing. */
export const changesNothing = (step: Step): boolean => step.code !== null || step.do === 'search';

export class ClinicModel {
  constructor(
    private readonly plan: ClinicPlan,
    /** epoch ms; nothing expires while a batch is under way */
    private readonly now: number,
  ) {}

  /** The state after the step, or null when it could not have gone like that. */
  step(state: ModelState, step: Step): ModelState | null {
    switch (step.do) {
      case 'search':
        return this.search(state, step) ? state : null;
      case 'hold':
        return this.hold(state, step);
      case 'extend':
        return this.extend(state, step);
      case 'release':
        return this.release(state, step);
      case 'confirm':
        return this.confirm(state, step);
      case 'move':
        return this.move(state, step);
      case 'cancel':
        return this.cancel(state, step);
      case 'block':
        return this.block(state, step);
      case 'unblock':
        return state.blocks.has(step.id) === (step.code === null)
          ? { ...state, blocks: without(state.blocks, step.id) }
          : null;
    }
  }

  /** `therapist start end` of every claim that stands, as SQL tells them too. */
  claims(state: ModelState): Claim[] {
    return [
      ...[...state.holds.values()].filter((hold) => this.isAlive(hold)),
      ...[...state.bookings.values()].filter(({ standing }) => standing),
      ...state.blocks.values(),
    ];
  }

  private isAlive({ kind, expiresAt }: HoldState): boolean {
    return kind === 'live' && expiresAt > this.now;
  }

  private search(state: ModelState, step: Step & { do: 'search' }): boolean {
    return step.starts.every((start) =>
      this.plan.therapistIds.every((id) => {
        const free = this.isFree(state, { start, end: start + step.length, therapistId: id });
        return free === step.offered.has(`${start} ${id}`);
      }),
    );
  }

  private hold(state: ModelState, { wish, granted }: Step & { do: 'hold' }): ModelState | null {
    if (!granted) return this.isFree(state, wish) ? null : state;
    if (!this.fits(state, wish, granted)) return null;
    const { id, ...claim } = granted;
    const hold = { ...claim, kind: 'live' as const, extended: false };
    return { ...state, holds: new Map(state.holds).set(id, hold) };
  }

  private extend(state: ModelState, step: Step & { do: 'extend' }): ModelState | null {
    const hold = must(state.holds, step.id);
    const refusal =
      unusable(hold) ??
      (hold.extended ? 'HOLD_EXTENDED' : this.isAlive(hold) ? null : 'HOLD_EXPIRED');
    if (refusal !== step.code) return null;
    if (refusal !== null) return state;
    const extended = { ...hold, extended: true, expiresAt: step.expiresAt ?? 0 };
    return { ...state, holds: new Map(state.holds).set(step.id, extended) };
  }

  private release(state: ModelState, { id, code }: Step & { do: 'release' }): ModelState | null {
    const hold = must(state.holds, id);
    if ((hold.kind === 'used' ? 'HOLD_USED' : null) !== code) return null;
    if (code !== null) return state;
    return { ...state, holds: new Map(state.holds).set(id, { ...hold, kind: 'released' }) };
  }

  private confirm(state: ModelState, step: Step & { do: 'confirm' }): ModelState | null {
    const { id, code, granted } = step;
    const hold = must(state.holds, id);
    const alive = this.isAlive(hold);
    if (!granted) {
      const refusal = unusable(hold) ?? (alive || this.isFree(state, hold) ? null : 'HOLD_EXPIRED');
      return refusal === code ? state : null;
    }
    if (hold.kind !== 'live') return null;
    const { therapistId, start, end } = hold;
    const claim = { therapistId, start, end, roomId: granted.roomId };
    if (alive ? granted.roomId !== hold.roomId : !this.fits(state, hold, claim)) return null;
    return {
      ...state,
      holds: new Map(state.holds).set(id, { ...hold, kind: 'used' }),
      bookings: new Map(state.bookings).set(granted.reference, {
        ...claim,
        standing: true,
        revision: 1,
      }),
    };
  }

  private move(state: ModelState, step: Step & { do: 'move' }): ModelState | null {
    const { reference, wish, code, granted } = step;
    const booking = must(state.bookings, reference);
    const others = { ...state, bookings: without(state.bookings, reference) };
    const isThere =
      wish.start === booking.start &&
      (wish.therapistId ?? booking.therapistId) === booking.therapistId;
    if (!granted) {
      if (!booking.standing) return code === 'ALREADY_CANCELLED' ? state : null;
      return code === 'SLOT_TAKEN' && !isThere && !this.isFree(others, wish) ? state : null;
    }
    if (!booking.standing) return null;
    if (isThere) return granted.revision === booking.revision ? state : null;
    if (granted.revision !== booking.revision + 1 || !this.fits(others, wish, granted)) return null;
    return {
      ...state,
      bookings: new Map(state.bookings).set(reference, { ...granted, standing: true }),
    };
  }

  private cancel(state: ModelState, step: Step & { do: 'cancel' }): ModelState | null {
    const booking = must(state.bookings, step.reference);
    if ((booking.standing ? null : 'ALREADY_CANCELLED') !== step.code) return null;
    if (step.code !== null) return state;
    if (step.revision !== booking.revision + 1) return null;
    const cancelled = { ...booking, standing: false, revision: booking.revision + 1 };
    return { ...state, bookings: new Map(state.bookings).set(step.reference, cancelled) };
  }

  private block(state: ModelState, { wish, id, code }: Step & { do: 'block' }): ModelState | null {
    const inTheWay = this.claims(state).some(
      (claim) => claim.therapistId === wish.therapistId && touches(claim, wish, NONE, NONE),
    );
    if (inTheWay !== (code === 'BLOCK_CONFLICT')) return null;
    if (id === undefined) return state;
    const { therapistId, start, end } = wish;
    return {
      ...state,
      blocks: new Map(state.blocks).set(id, { therapistId, start, end, roomId: null }),
    };
  }

  /** Whether exactly this therapist and room could be given to the wish. */
  private fits(state: ModelState, wish: Wish, given: Claim): boolean {
    return (
      given.start === wish.start &&
      given.end === wish.end &&
      (wish.therapistId ?? given.therapistId) === given.therapistId &&
      given.roomId !== null &&
      this.therapistFree(state, given.therapistId, wish) &&
      this.roomFree(state, given.roomId, wish)
    );
  }

  /** Whether somebody and some room could be. */
  private isFree(state: ModelState, wish: Wish): boolean {
    const ids = wish.therapistId ? [wish.therapistId] : this.plan.therapistIds;
    return (
      ids.some((id) => this.therapistFree(state, id, wish)) &&
      this.plan.roomIds.some((id) => this.roomFree(state, id, wish))
    );
  }

  private therapistFree(state: ModelState, id: string, span: Span): boolean {
    return !this.claims(state).some(
      (claim) =>
        claim.therapistId === id &&
        touches(claim, span, claim.roomId === null ? NONE : THERAPIST, THERAPIST),
    );
  }

  private roomFree(state: ModelState, id: string, span: Span): boolean {
    return !this.claims(state).some(
      (claim) => claim.roomId === id && touches(claim, span, ROOM, ROOM),
    );
  }
}

type Gaps = typeof NONE;

/** Overlaps, or lies nearer than the longer of the two gaps between them. */
function touches(a: Span, b: Span, gapsOfA: Gaps, gapsOfB: Gaps): boolean {
  return (
    a.start < b.end + Math.max(gapsOfB.after, gapsOfA.before) &&
    b.start < a.end + Math.max(gapsOfA.after, gapsOfB.before)
  );
}

const unusable = ({ kind }: HoldState): string | null =>
  kind === 'used' ? 'HOLD_USED' : kind === 'released' ? 'HOLD_EXPIRED' : null;

function must<Value>(known: ReadonlyMap<string, Value>, id: string): Value {
  const value = known.get(id);
  if (!value) throw new Error(`the model does not know ${id}`);
  return value;
}

function without<Value>(known: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  const rest = new Map(known);
  rest.delete(id);
  return rest;
}
