import type { Urgency } from '@limber/contracts';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Pool } from 'pg';
import { isPostgres } from './queue-migration.ts';

const nameOf = (urgency: Urgency): string => `limber-${urgency}`;

const onPostgres = withBackend(createPostgresBackend);

/** What we use of BullMQ's Queue, the same on PostgreSQL, Redis and Valkey. */
export interface OpenQueue {
  add(name: string, data: unknown, options: { jobId: string; attempts?: number }): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  getJobs(types: 'waiting'[], start: number, end: number, asc: boolean): Promise<Waiting[]>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface Waiting {
  /** Epoch milliseconds, real time. */
  timestamp: number;
}

export interface OpenWorker {
  run(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  pause(): Promise<void>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'active', listener: () => void): unknown;
  on(event: 'stalled', listener: (jobId: string) => void): unknown;
}

export interface Pace {
  /** Jobs of one process at a time, for each queue of its own: bulk never stands in the way of now. */
  concurrency: Readonly<Record<Urgency, number>>;
  /** A worker that died holds its job this long at most, and then until the next look. */
  lockMs: number;
  stalledCheckMs: number;
}

/** A killed worker's jobs run again after the sum of the two at the latest: 15 seconds. */
export const defaultPace: Pace = {
  concurrency: { now: 5, soon: 3, bulk: 3 },
  lockMs: 10_000,
  stalledCheckMs: 5_000,
};

/**
 * A job that is done or given up leaves at once, so its id is free for the next wake-up. One that fails is
 * tried again in here, slower and slower: while it waits, its id keeps the sweep from adding it anew.
 */
const jobOptions = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 50,
  backoff: { type: 'custom' },
};
const SLOWEST_RETRY_MS = 30_000;
const backoffStrategy = (attempt: number): number =>
  Math.min(500 * 2 ** (attempt - 1), SLOWEST_RETRY_MS);

/** Who adds is told at once that Redis is away, and the next sweep tries again; who takes waits for it. */
const toAdd = (url: string) => ({ url, maxRetriesPerRequest: 1, enableOfflineQueue: false });
const toTake = (url: string) => ({ url, maxRetriesPerRequest: null });

/**
 * One pool for the queues of a process, since each Queue and Worker would open its own: what it may hold is
 * what the process takes. On Redis each has its own connection and there is no pool.
 */
export class QueueConnection {
  private readonly pool: Pool | undefined;

  constructor(
    private readonly url: string,
    /** Besides short queries each Worker keeps one connection to LISTEN on. */
    readonly poolSize: number,
  ) {
    if (!isPostgres(url)) return;
    this.pool = new Pool({
      connectionString: url,
      // Nothing waits for the disk: what a queue forgets with its database the sweep tells it again.
      options: '-c search_path=bullmq -c synchronous_commit=off',
      max: poolSize,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      application_name: 'limber-queue',
    });
    // Queues and Workers tell of it too; without a listener it would end the process once they are closed.
    this.pool.on('error', () => undefined);
  }

  get backend(): 'postgresql' | 'redis' {
    return this.pool ? 'postgresql' : 'redis';
  }

  queue(urgency: Urgency): OpenQueue {
    const options = {
      defaultJobOptions: jobOptions,
      // Nobody reads the stream of events; without this it keeps 10,000.
      streams: { events: { maxLen: 100 } },
    };
    return this.pool
      ? new onPostgres.Queue(nameOf(urgency), { ...options, connection: this.pool })
      : new Queue(nameOf(urgency), { ...options, connection: toAdd(this.url) });
  }

  worker(
    urgency: Urgency,
    pace: Pace,
    process: (job: { name: string; data: unknown; id?: string }) => Promise<void>,
  ): OpenWorker {
    const options = {
      autorun: false,
      concurrency: pace.concurrency[urgency],
      lockDuration: pace.lockMs,
      stalledInterval: pace.stalledCheckMs,
      // Each deploy or crash may stall a job; a mail must outlive more of them than BullMQ's one.
      maxStalledCount: 1_000,
      runRetryDelay: 1_000,
      settings: { backoffStrategy },
    };
    return this.pool
      ? new onPostgres.Worker(nameOf(urgency), process, { ...options, connection: this.pool })
      : new Worker(nameOf(urgency), process, { ...options, connection: toTake(this.url) });
  }

  /** What this process may hold open for its queues and workers, `queues` and `workers` of each. */
  connections(queues: number, workers: number): number {
    return this.pool ? this.poolSize : queues + 2 * workers;
  }

  /** After every Queue and Worker of it. */
  async close(): Promise<void> {
    if (this.pool && !this.pool.ended) await this.pool.end();
  }
}
