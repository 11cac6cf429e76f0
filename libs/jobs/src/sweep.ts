import type { Urgency } from '@limber/contracts';
import { type DueWork, dueMail, dueWork, type WorkKind } from '@limber/persistence';
import type { DataSource } from 'typeorm';
import { beat } from './job-beat.ts';
import { type JobLog, Outage } from './job-log.ts';
import { type JobQueue, OUTBOX_JOB } from './job-queue.ts';
import { WakeListener } from './wake-listener.ts';

const AT_MOST = 200;
/** How far a full look may grow, so that rows which keep failing never hide the ones behind them. */
const AT_MOST_EVER = 3_200;

export interface SweepSettings {
  databaseUrl: string;
  log: JobLog;
  sweepMs: number;
  /** How long a wake-up may take before the same work is enqueued again. */
  rewakeMs: number;
  housekeepingMs: number;
  /** How soon a message of this kind matters. */
  urgencyOf: (messageKind: string) => Urgency;
}

/** So soon after a call is looked again, then later and later: who was woken may have been about to end. */
const LOOK_AGAIN_MS = 50;

/** How often a sign of life is written; whoever reads it allows for more. */
const BEAT_MS = 5_000;

const work = [
  { kind: 'outbox', job: OUTBOX_JOB, urgency: 'now' },
  { kind: 'request', job: 'request.expire', urgency: 'now' },
  { kind: 'waitlist', job: 'waitlist.offer', urgency: 'now' },
  { kind: 'day_plan', job: 'day_plan.look', urgency: 'now' },
  // Somebody else's server may take its time: nothing that matters waits behind it.
  { kind: 'calendar', job: 'calendar.read', urgency: 'bulk' },
] as const;

/**
 * Looks for due work every second, and at once when a commit or the demo clock calls, and enqueues it. One
 * loop, so two looks never overlap. What a look or a call misses, the next look finds.
 */
export class Sweep {
  private running: Promise<void> | undefined;
  private stopped = false;
  private called = false;
  private readonly woken = new Map<string, number>();
  private endPause: () => void = () => undefined;
  private pauseMs: number;
  private readonly limits: Record<WorkKind, number> = {
    outbox: AT_MOST,
    request: AT_MOST,
    waitlist: AT_MOST,
    day_plan: AT_MOST,
    calendar: AT_MOST,
  };
  private housekeepingAt = 0;
  private beatAt = 0;
  private readonly listener: WakeListener;
  private readonly listening: Outage;
  private readonly sweeping: Outage;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    private readonly settings: SweepSettings,
  ) {
    this.pauseMs = settings.sweepMs;
    this.listener = new WakeListener(settings.databaseUrl, () => this.wake());
    this.listening = new Outage(settings.log, 'listening for work');
    this.sweeping = new Outage(settings.log, 'the sweep');
  }

  start(): void {
    this.stopped = false;
    this.running ??= this.loop();
  }

  wake(): void {
    this.called = true;
    this.pauseMs = 0;
    this.endPause();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.endPause();
    await this.running;
    this.running = undefined;
    await this.listener.close();
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.called = false;
      await attempt(this.listening, () => this.listener.ensure());
      await attempt(this.sweeping, () => this.once());
      if (!this.called && !this.stopped) await this.pause();
    }
  }

  private async once(): Promise<void> {
    await this.mail();
    for (const { kind, job, urgency } of work) {
      const due = await dueWork(this.dataSource, kind, this.limits[kind]);
      const full = due.length === this.limits[kind];
      this.limits[kind] = full ? Math.min(this.limits[kind] * 2, AT_MOST_EVER) : AT_MOST;
      const fresh = due.filter((row) => !this.woken.has(keyOf(kind, row)));
      for (const row of fresh) {
        await this.queue.wake(job, row, urgency);
        this.woken.set(keyOf(kind, row), performance.now());
      }
      if (full && fresh.length > 0) this.called = true;
    }
    this.forget();
    await this.nowAndThen();
  }

  /**
   * A clinic's wake-ups at each look anew: while one waits or runs its id swallows the others. One that looked for the
   * last time just before swallows them too, so what is still due after a call is looked at again soon.
   */
  private async mail(): Promise<void> {
    const { rewakeMs, sweepMs, urgencyOf } = this.settings;
    const later = Math.max(LOOK_AGAIN_MS, 2 * this.pauseMs);
    // Also when this look comes to nothing, with the database away say.
    this.pauseMs = sweepMs;
    const due = await dueMail(this.dataSource);
    const round = Math.floor((performance.timeOrigin + performance.now()) / rewakeMs);
    const wakes = new Set(
      due.map(({ clinicId, kind, late }) => `${late ? 'bulk' : urgencyOf(kind)}|${clinicId}`),
    );
    if (wakes.size > 0) this.pauseMs = Math.min(later, sweepMs);
    await Promise.all(
      [...wakes].map((wake) => {
        const [urgency, clinicId] = wake.split('|') as [Urgency, string];
        return this.queue.wakeMail(clinicId, urgency, round);
      }),
    );
  }

  private async nowAndThen(): Promise<void> {
    const now = performance.now();
    if (now >= this.housekeepingAt) {
      await this.queue.wakeHousekeeping();
      this.housekeepingAt = now + this.settings.housekeepingMs;
    }
    if (now >= this.beatAt) {
      await beat(this.dataSource, 'sweep');
      this.beatAt = now + BEAT_MS;
    }
  }

  /** While work piles up it is not enqueued anew at every look. */
  private forget(): void {
    const before = performance.now() - this.settings.rewakeMs;
    for (const [key, at] of this.woken) if (at < before) this.woken.delete(key);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pauseMs);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const keyOf = (kind: WorkKind, row: DueWork): string => `${kind}|${row.clinicId}|${row.id}`;

async function attempt(outage: Outage, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    outage.over();
  } catch (error) {
    outage.seen(error);
  }
}
