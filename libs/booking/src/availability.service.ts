import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { RecommendationService, type Spoken } from '@limber/clients';
import { type AvailabilityQuery, type AvailabilityView, MAX_RANGE_DAYS } from '@limber/contracts';
import { preference, windowInstants } from '@limber/evidence';
import {
  SingleStatements,
  type Statements,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import {
  addDays,
  type AvailabilityInput,
  daysBetween,
  type FitCurve,
  type FreeDay,
  markBest,
  nextFreeAt,
} from '@limber/scheduling';
import { rangeRefused } from './booking.errors.ts';
import { OnePerTurn } from './one-per-turn.ts';
import {
  datesOf,
  isForTwo,
  listStarts,
  type MovingBooking,
  type Schedule,
  ScheduleService,
  zoneOfWish,
} from './schedule.service.ts';

/** All but what the fit is reckoned from. */
type Asked = Omit<AvailabilityQuery, 'fitFor'>;

const iso = (ms: number): string => new Date(ms).toISOString();

@Injectable()
export class AvailabilityService {
  private readonly work = new OnePerTurn();

  constructor(
    private readonly runner: TransactionRunner,
    private readonly singles: SingleStatements,
    private readonly schedules: ScheduleService,
    private readonly recommendations: RecommendationService,
  ) {}

  async list(clinicId: string, query: AvailabilityQuery): Promise<AvailabilityView> {
    if (!query.fitFor) return this.listIn(this.singles.of(clinicId), query, null);
    const recommendationId = query.fitFor;
    return this.runner.run(clinicId, async (tx) =>
      this.listIn(tx, query, await this.fitCurve(tx, recommendationId)),
    );
  }

  /** The same inside a unit of work, also for a booking that looks for another time. */
  async listIn(
    reads: Statements,
    query: Asked,
    curve: FitCurve | null,
    moving?: MovingBooking,
  ): Promise<AvailabilityView> {
    if (query.to < query.from) throw rangeRefused('RANGE_REVERSED');
    if (daysBetween(query.from, query.to) + 1 > MAX_RANGE_DAYS) {
      throw rangeRefused('RANGE_TOO_LONG', MAX_RANGE_DAYS);
    }
    const { schedule, filled } = await this.schedules.look(reads, { ...query, moving }, query);
    assertKnown(schedule, query, moving);
    await this.work.turn();
    const days = withoutOwn(listStarts(filled, query), query, moving);
    const isEmpty = days.every((day) => day.slots.length === 0);
    return {
      // Where the places have several zones, each place says its own.
      timeZone: zoneOfWish(schedule.clinic, schedule.frame.locations, query.locationId),
      days: daysView(days, curve),
      nextFreeAt: isEmpty ? await this.nextFree(reads, query, schedule, moving) : null,
    };
  }

  private async fitCurve(tx: Transaction, recommendationId: string): Promise<FitCurve | null> {
    const { input, result } = await this.recommendations.getSpoken(tx, recommendationId);
    return curveOf(input, result);
  }

  /** First free start after the asked range; looked for only when the range has none. */
  private async nextFree(
    reads: Statements,
    query: Asked,
    { clinic, frame }: Schedule,
    moving?: MovingBooking,
  ): Promise<string | null> {
    // The days that today is at the places; the horizon of each decides in the end.
    const now = datesOf({ clinic, locations: frame.locations }, frame.now, query);
    const today = now.from;
    const last = addDays(now.to, frame.policy.horizonDays);
    let from = query.to < today ? today : addDays(query.to, 1);
    for (let days = FIRST_LOOK_DAYS; from <= last; days *= 4) {
      const whole = addDays(from, days - 1);
      const dates = { from, to: whole < last ? whole : last };
      const { filled } = await this.schedules.look(reads, { ...query, moving }, dates);
      const at = firstStart(filled, query, dates, moving);
      if (at !== null) return iso(at);
      from = addDays(dates.to, 1);
    }
    return null;
  }
}

/** Where a booking stands already it does not move to; somebody else at the same time is a move. */
function withoutOwn(days: FreeDay[], { therapistId }: Asked, moving?: MovingBooking): FreeDay[] {
  const own = moving?.claim?.during.start;
  if (own === undefined || (therapistId ?? moving?.therapistId) !== moving?.therapistId)
    return days;
  return days.map((day) => ({
    ...day,
    slots: day.slots.filter(({ startsAt }) => startsAt !== own),
  }));
}

/** Mostly a closed day or a full week is what was asked about: the next ones are enough to see. */
const FIRST_LOOK_DAYS = 7;

const firstStart = (
  filled: AvailabilityInput,
  query: Asked,
  dates: { from: string; to: string },
  moving?: MovingBooking,
): number | null =>
  isForTwo(query) || moving
    ? (withoutOwn(listStarts(filled, { ...query, ...dates }), query, moving).flatMap(
        ({ slots }) => slots,
      )[0]?.startsAt ?? null)
    : nextFreeAt(filled, { ...query, after: addDays(dates.from, -1), until: dates.to });

/**
 * Whoever is inactive and whatever is given up is not in the plan. Whom a visit is with may have left since: there are
 * no times with them then.
 */
function assertKnown(
  { frame }: Schedule,
  { therapistId, locationId }: Asked,
  moving?: MovingBooking,
): void {
  const knows = (list: readonly { id: string }[], id: string | undefined): boolean =>
    id === undefined || list.some((each) => each.id === id);
  const isTheirs = therapistId === moving?.therapistId;
  if (!isTheirs && !knows(frame.therapists, therapistId)) throw notFound('therapist');
  if (!knows(frame.locations, locationId)) throw notFound('location');
}

function daysView(days: FreeDay[], curve: FitCurve | null): AvailabilityView['days'] {
  const slots = days.flatMap((day) => day.slots);
  const fits = curve ? markBest(slots, curve) : null;
  let index = 0;
  return days.map((day) => ({
    date: day.date,
    slots: day.slots.map((slot) => ({
      startsAt: iso(slot.startsAt),
      endsAt: iso(slot.endsAt),
      locationId: slot.locationId,
      therapistIds: slot.therapistIds,
      fit: fits?.[index++]?.fit ?? null,
    })),
  }));
}

/** How well an instant suits the window of a suggestion as it was given. */
export function curveOf(input: Spoken['input'], result: Spoken['result']): FitCurve | null {
  const window = windowInstants(result, input);
  return window && ((instant) => preference(window, instant));
}
