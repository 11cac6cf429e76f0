import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { sqlState } from '@limber/persistence';
import { DataSource } from 'typeorm';

/** Raised by advance_clock() itself, and by durations PostgreSQL cannot hold. */
const REFUSED_BY_CLOCK = new Set(['LB001', '22008', '22015']);
const MAX_SPAN_MS = 400 * 24 * 60 * 60_000;

/** Stops are a step apart, so that what is due close together leaves together and a long way ends soon too. */
const MIN_STEP_MS = 10 * 60_000;
const MOST_STOPS = 144;
/** A worker needs a moment for what is due. One that is not there is not waited for again. */
const PATIENCE_MS = 2_000;
const LOOK_MS = 25;

interface TimedWork {
  isWaiting: boolean;
  nextAt: Date | null;
}

/** The clock that api, worker and SQL share. Demo mode only, and only forward. */
@Injectable()
export class DemoClock {
  constructor(private readonly dataSource: DataSource) {}

  async now(): Promise<Date> {
    const [row] = await this.dataSource.query<{ now: Date }[]>('SELECT app_now() AS now');
    return row?.now ?? new Date(0);
  }

  /**
   * Walks there, and stops where something is due until it is done: a jump would be an outage, after which a
   * check-in is too late to be sent.
   *
   * @param duration ISO 8601; CLOCK_BACKWARDS unless it is above zero and 400 days at most
   */
  async advance(duration: string): Promise<void> {
    try {
      await this.walk(duration);
    } catch (error) {
      if (!REFUSED_BY_CLOCK.has(sqlState(error) ?? '')) throw error;
      throw backwards(error);
    }
  }

  private async walk(duration: string): Promise<void> {
    const [way] = await this.dataSource.query<{ now: Date; until: Date }[]>(
      'SELECT now, now + $1::interval AS until FROM app_now() now',
      [duration],
    );
    const until = way?.until.getTime() ?? 0;
    const span = until - (way?.now.getTime() ?? 0);
    if (span <= 0 || span > MAX_SPAN_MS) throw backwards();
    const stepMs = Math.max(MIN_STEP_MS, Math.ceil(span / MOST_STOPS));
    let stop = -Infinity;
    let work = await this.timedWork();
    while (work.nextAt && work.nextAt.getTime() < until) {
      // A Date cut the microseconds off: a millisecond later it is due.
      stop = Math.min(Math.max(work.nextAt.getTime() + 1, stop + stepMs), until);
      await this.moveTo(stop);
      work = await this.whenDone();
      if (work.isWaiting) return this.moveTo(until);
    }
    await this.moveTo(until);
    await this.whenDone();
  }

  private async moveTo(stop: number): Promise<void> {
    await this.dataSource.query(
      `SELECT advance_clock($1::timestamptz - app_now()) WHERE $1::timestamptz > app_now()`,
      [new Date(stop)],
    );
  }

  private async whenDone(): Promise<TimedWork> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const work = await this.timedWork();
      if (!work.isWaiting || performance.now() > end) return work;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  private async timedWork(): Promise<TimedWork> {
    const [row] = await this.dataSource.query<TimedWork[]>(
      'SELECT is_waiting AS "isWaiting", next_at AS "nextAt" FROM demo_work()',
    );
    if (!row) throw new Error('demo_work() answered nothing');
    return row;
  }
}

const backwards = (cause?: unknown): AppError<ErrorCode> =>
  new AppError<ErrorCode>('CLOCK_BACKWARDS', {
    cause,
    fields: [{ path: 'advance', code: 'CLOCK_BACKWARDS', message: '' }],
  });
