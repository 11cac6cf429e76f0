import type { Urgency } from '@limber/contracts';
import type { OutboxStore, TransactionRunner } from '@limber/persistence';
import type { DataSource } from 'typeorm';
import { Housekeeping } from './housekeeping.ts';
import type { JobHandlers } from './job-handlers.ts';
import { JobHost } from './job-host.ts';
import type { JobLog } from './job-log.ts';
import { JobQueue } from './job-queue.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { defaultPace, type Pace, QueueConnection } from './queue-connection.ts';
import { Sweep } from './sweep.ts';

/** Each queue's LISTEN, two that add and count, two that take and end jobs. */
const POOL = 7;

export interface JobsSettings extends Partial<Pace> {
  /** Where the sweep listens, and the queue lives unless `queueUrl` says otherwise. As limber_app. */
  databaseUrl: string;
  /** redis://… moves the queue to Redis or Valkey. */
  queueUrl?: string;
  log: JobLog;
  /** How soon a message of a kind matters: which queue wakes its sender. */
  urgencyOf: (messageKind: string) => Urgency;
  sweepMs?: number;
  rewakeMs?: number;
  housekeepingMs?: number;
  stopWithinMs?: number;
}

export interface JobsNeeds {
  handlers: JobHandlers;
  source: DataSource;
  runner: TransactionRunner;
  outbox: OutboxStore;
}

export function createJobHost(needs: JobsNeeds, settings: JobsSettings): JobHost {
  const { databaseUrl, queueUrl, log } = settings;
  const connection = new QueueConnection(queueUrl ? queueUrl : databaseUrl, POOL);
  const queue = new JobQueue(connection, log);
  const relay = new OutboxRelay(needs.runner, needs.outbox, needs.handlers);
  const sweep = new Sweep(needs.source, queue, {
    databaseUrl,
    log,
    urgencyOf: settings.urgencyOf,
    sweepMs: settings.sweepMs ?? 1_000,
    rewakeMs: settings.rewakeMs ?? 5_000,
    housekeepingMs: settings.housekeepingMs ?? 600_000,
  });
  const housekeeping = new Housekeeping(needs.source, log);
  return new JobHost(needs.handlers, relay, housekeeping, connection, queue, sweep, {
    log,
    concurrency: settings.concurrency ?? defaultPace.concurrency,
    lockMs: settings.lockMs ?? defaultPace.lockMs,
    stalledCheckMs: settings.stalledCheckMs ?? defaultPace.stalledCheckMs,
    stopWithinMs: settings.stopWithinMs ?? 4_000,
  });
}
