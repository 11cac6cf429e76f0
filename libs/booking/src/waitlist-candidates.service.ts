import { Injectable } from '@nestjs/common';
import { quietHoursAt } from '@limber/clinic';
import { MAX_RANGE_DAYS } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { addDays, listFreeSlots, localDateOf } from '@limber/scheduling';
import { curveOf } from './availability.service.ts';
import {
  type MovingBooking,
  type Schedule,
  ScheduleService,
  zoneOfWish,
} from './schedule.service.ts';
import {
  bestStart,
  fitOf,
  type Gap,
  offerable,
  ranked,
  type Start,
  type Waiting,
  waveTimes,
} from './waitlist.rules.ts';
import { type WaitingRow, WaitlistStore } from './waitlist.store.ts';

/** Somebody who waits, what their session needs, and the free starts they could be offered. */
export interface Candidate {
  row: WaitingRow;
  one: Waiting;
  schedule: Schedule;
  moving: MovingBooking | undefined;
  starts: Start[];
}

/** Who could use a gap, the best of them first. */
@Injectable()
export class WaitlistCandidates {
  constructor(
    private readonly entries: WaitlistStore,
    private readonly schedules: ScheduleService,
  ) {}

  /** Each ranked by the start that suits them best; as of this statement, under no lock yet. */
  async list(tx: Transaction, gapId: string, gap: Gap): Promise<Candidate[]> {
    const rows = await this.entries.listOfferable(tx, gapId);
    const candidates: Candidate[] = [];
    for (const group of groupsOf(rows)) {
      candidates.push(...(await this.ofGroup(tx, group, gap)));
    }
    return rankedAt(candidates, tx.now.getTime());
  }

  /** Without asking whether any start fits: somebody at the desk has chosen one. */
  async one(tx: Transaction, row: WaitingRow): Promise<Candidate> {
    const moving = movingOf(row);
    const schedule = await this.schedules.load(tx, { ...wishOf(row), moving });
    const one = this.waitingOf(row, schedule);
    return { row, one, schedule, moving, starts: [] };
  }

  private async ofGroup(tx: Transaction, rows: WaitingRow[], gap: Gap): Promise<Candidate[]> {
    const [first] = rows;
    if (!first) return [];
    const moving = movingOf(first);
    let schedule: Schedule;
    try {
      schedule = await this.schedules.load(tx, { ...wishOf(first), moving });
    } catch (error) {
      // No longer sold, or not in this length: nobody can be offered it.
      if (error instanceof AppError) return [];
      throw error;
    }
    const places = schedule.frame.locations;
    const dates = datesOf(
      rows,
      gap,
      places.map((place) => place.timeZone),
    );
    if (!dates) return [];
    const filled = await this.schedules.fill(tx, schedule, dates, { moving });
    const therapistId = gap.therapistId ?? undefined;
    const free = listFreeSlots(filled, { ...dates, therapistId }).flatMap(({ slots }) => slots);
    const zones = new Map(places.map((each) => [each.id, each.timeZone]));
    const { timeZone } = schedule.clinic;
    const quiet = quietHoursAt(schedule.clinic);
    const now = tx.now.getTime();
    return rows.map((row) => {
      const one = this.waitingOf(row, schedule);
      const starts = free.flatMap((slot): Start[] => {
        const zone = zones.get(slot.locationId) ?? timeZone;
        const therapistIds = offerable(one, slot, gap, { now, zone });
        const times = therapistIds.length > 0 && waveTimes(now, slot.startsAt, { zone, quiet });
        return times ? [{ ...slot, therapistIds }] : [];
      });
      return { row, one, schedule, moving, starts };
    });
  }

  private waitingOf(row: WaitingRow, { clinic, frame }: Schedule): Waiting {
    const zone = zoneOfWish(clinic, frame.locations, row.locationId);
    const { spoken } = this.entries.openHealth(row);
    const { id, therapistId, locationId, windows, noticeMin, priorOffers, offered } = row;
    return {
      ...{ id, therapistId, locationId, windows, noticeMin, priorOffers },
      since: row.createdAt.getTime(),
      movesFrom: row.movesFrom && row.movesFrom.getTime(),
      curve: spoken && curveOf(spoken.input, spoken.result),
      offered: new Set(offered),
      offeredOn: new Set(row.offeredHere.map((at) => localDateOf(at.getTime(), zone))),
    };
  }
}

/** Only whoever has a start; the first of them decides which one the wave is about. */
export function rankedAt(candidates: readonly Candidate[], now: number): Candidate[] {
  const all = candidates.flatMap((candidate) => {
    const best = bestStart(candidate.one, candidate.starts);
    if (!best) return [];
    const { id, since, priorOffers } = candidate.one;
    return [{ id, since, priorOffers, fit: fitOf(candidate.one, best.startsAt), candidate }];
  });
  return ranked(all, now).map(({ candidate }) => candidate);
}

/** Those of the same session read the same schedule; a visit that moves reads its own. */
function groupsOf(rows: readonly WaitingRow[]): WaitingRow[][] {
  const groups = new Map<string, WaitingRow[]>();
  for (const row of rows) {
    const key = [row.serviceId, row.durationMin, row.bookingId ?? ''].join('|');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

const wishOf = ({ serviceId, durationMin }: WaitingRow) => ({ serviceId, durationMin });

/** Its own time does not stand in its way. */
const movingOf = ({ bookingId }: WaitingRow): MovingBooking | undefined =>
  bookingId === null ? undefined : { bookingId, therapistId: '', claim: null };

/** A gap may have other dates at each place. */
function datesOf(
  rows: readonly WaitingRow[],
  gap: Gap,
  zones: readonly string[],
): { from: string; to: string } | null {
  const windows = rows.flatMap((row) => row.windows);
  const first = windows.map(({ from }) => from).sort()[0] ?? '';
  const last =
    windows
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? '';
  const datesAt = (at: number): string[] => zones.map((zone) => localDateOf(at, zone)).sort();
  const opens = datesAt(gap.start)[0] ?? '';
  const closes = datesAt(gap.end - 1).at(-1) ?? '';
  const from = first > opens ? first : opens;
  const furthest = addDays(from, MAX_RANGE_DAYS - 1);
  const to = [last, closes, furthest].sort()[0] ?? '';
  return from <= to ? { from, to } : null;
}
