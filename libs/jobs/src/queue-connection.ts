import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { isPostgres } from './queue-migration.ts';

/** The one queue there is; a job's name says what it wakes. */
const QUEUE = 'limber';
/** Connections besides the one that LISTENs. */
const QUEUE_POOL = 2;
const WORKER_POOL = 4;

const onPostgres = withBackend(createPostgresBackend);

/** What we use of BullMQ's Queue, the same on PostgreSQL, Redis and Valkey. */
export interface OpenQueue {
  add(name: string, data: unknown, options: { jobId: string }): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
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
  concurrency: number;
  /** A worker that died holds its job this long at most, and then until the next look. */
  lockMs: number;
  stalledCheckMs: number;
}

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

const toPostgres = (url: string, max: number) => ({
  connectionString: url,
  max,
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  application_name: 'limber-queue',
});
/** Who adds is told at once that Redis is away, and the next sweep tries again; who takes waits for it. */
const toAdd = (url: string) => ({ url, maxRetriesPerRequest: 1, enableOfflineQueue: false });
const toTake = (url: string) => ({ url, maxRetriesPerRequest: null });

export function openQueue(url: string): OpenQueue {
  const options = {
    defaultJobOptions: jobOptions,
    // Nobody reads the stream of events; without this it keeps 10,000.
    streams: { events: { maxLen: 100 } },
  };
  return isPostgres(url)
    ? new onPostgres.Queue(QUEUE, { ...options, connection: toPostgres(url, QUEUE_POOL) })
    : new Queue(QUEUE, { ...options, connection: toAdd(url) });
}

export function openWorker(
  url: string,
  pace: Pace,
  process: (job: { name: string; data: unknown; id?: string }) => Promise<void>,
): OpenWorker {
  const options = {
    autorun: false,
    concurrency: pace.concurrency,
    lockDuration: pace.lockMs,
    stalledInterval: pace.stalledCheckMs,
    // Each deploy or crash may stall a job; a mail must outlive more of them than BullMQ's one.
    maxStalledCount: 1_000,
    runRetryDelay: 1_000,
    settings: { backoffStrategy },
  };
  return isPostgres(url)
    ? new onPostgres.Worker(QUEUE, process, {
        ...options,
        connection: toPostgres(url, WORKER_POOL),
      })
    : new Worker(QUEUE, process, { ...options, connection: toTake(url) });
}
