import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { RecommendationService, type Spoken } from '@limber/clients';
import {
  type AvailabilityQuery,
  type AvailabilityView,
  type ErrorCode,
  MAX_RANGE_DAYS,
} from '@limber/contracts';
import { preference, windowInstants } from '@limber/evidence';
import { AppError } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import {
  addDays,
  daysBetween,
  type FitCurve,
  type FreeDay,
  localDateOf,
  markBest,
  nextFreeAt,
} from '@limber/scheduling';
import {
  isForTwo,
  listStarts,
  type MovingBooking,
  type Schedule,
  ScheduleService,
} from './schedule.service.ts';

/** All but what the fit is reckoned from. */
type Asked = Omit<AvailabilityQuery, 'fitFor'>;

const iso = (ms: number): string => new Date(ms).toISOString();

@Injectable()
export class AvailabilityService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly schedules: ScheduleService,
    private readonly recommendations: RecommendationService,
  ) {}

  async list(clinicId: string, query: AvailabilityQuery): Promise<AvailabilityView> {
    return this.runner.run(clinicId, async (tx) => {
      const curve = query.fitFor ? await this.fitCurve(tx, query.fitFor) : null;
      return this.listIn(tx, query, curve);
    });
  }

  /** The same inside a unit of work, also for a booking that looks for another time. */
  async listIn(
    tx: Transaction,
    query: Asked,
    curve: FitCurve | null,
    moving?: MovingBooking,
  ): Promise<AvailabilityView> {
    if (query.to < query.from) throw new AppError<ErrorCode>('RANGE_REVERSED');
    if (daysBetween(query.from, query.to) + 1 > MAX_RANGE_DAYS) {
      throw new AppError<ErrorCode>('RANGE_TOO_LONG', { params: { days: MAX_RANGE_DAYS } });
    }
    const schedule = await this.schedules.load(tx, { ...query, moving });
    assertKnown(schedule, query);
    const filled = await this.schedules.fill(tx, schedule, query, { moving });
    const days = listStarts(filled, query);
    const isEmpty = days.every((day) => day.slots.length === 0);
    return {
      timeZone: schedule.clinic.timeZone,
      days: daysView(days, curve),
      nextFreeAt: isEmpty ? await this.nextFree(tx, query, schedule, moving) : null,
    };
  }

  private async fitCurve(tx: Transaction, recommendationId: string): Promise<FitCurve | null> {
    const { input, result } = await this.recommendations.getSpoken(tx, recommendationId);
    return curveOf(input, result);
  }

  /** First free start after the asked range; looked for only when the range has none. */
  private async nextFree(
    tx: Transaction,
    query: Asked,
    schedule: Schedule,
    moving?: MovingBooking,
  ): Promise<string | null> {
    const { clinic, frame } = schedule;
    const today = localDateOf(tx.now.getTime(), clinic.timeZone);
    const from = query.to < today ? today : addDays(query.to, 1);
    const to = addDays(today, frame.policy.horizonDays);
    if (to < from) return null;
    const filled = await this.schedules.fill(tx, schedule, { from, to }, { moving });
    const at = isForTwo(query)
      ? (listStarts(filled, { ...query, from, to }).flatMap(({ slots }) => slots)[0]?.startsAt ??
        null)
      : nextFreeAt(filled, { ...query, after: addDays(from, -1) });
    return at === null ? null : iso(at);
  }
}

/** Whoever is inactive and whatever is given up is not in the plan. */
function assertKnown({ frame }: Schedule, { therapistId, locationId }: Asked): void {
  const knows = (list: readonly { id: string }[], id: string | undefined): boolean =>
    id === undefined || list.some((each) => each.id === id);
  if (!knows(frame.therapists, therapistId)) throw notFound('therapist');
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
