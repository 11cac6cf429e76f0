import type { OutboxStore, TransactionRunner } from '@limber/persistence';
import type { DataSource } from 'typeorm';
import type { JobHandlers } from './job-handlers.ts';
import { JobHost } from './job-host.ts';
import type { JobLog } from './job-log.ts';
import { JobQueue } from './job-queue.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { Sweep } from './sweep.ts';

export interface JobsSettings {
  /** Where the sweep listens, and the queue lives unless `queueUrl` says otherwise. As limber_app. */
  databaseUrl: string;
  /** redis://… moves the queue to Redis or Valkey. */
  queueUrl?: string;
  log: JobLog;
  sweepMs?: number;
  rewakeMs?: number;
  concurrency?: number;
  lockMs?: number;
  stalledCheckMs?: number;
  stopWithinMs?: number;
}

export interface JobsNeeds {
  handlers: JobHandlers;
  source: DataSource;
  runner: TransactionRunner;
  outbox: OutboxStore;
}

export const queueUrlOf = ({ queueUrl, databaseUrl }: JobsSettings): string =>
  queueUrl ? queueUrl : databaseUrl;

export function createJobHost(needs: JobsNeeds, settings: JobsSettings): JobHost {
  const { databaseUrl, log } = settings;
  const queueUrl = queueUrlOf(settings);
  const queue = new JobQueue(queueUrl, log);
  const relay = new OutboxRelay(needs.runner, needs.outbox, needs.handlers);
  const sweep = new Sweep(needs.source, queue, {
    databaseUrl,
    log,
    sweepMs: settings.sweepMs ?? 1_000,
    rewakeMs: settings.rewakeMs ?? 5_000,
  });
  return new JobHost(needs.handlers, relay, queue, sweep, {
    queueUrl,
    log,
    concurrency: settings.concurrency ?? 5,
    lockMs: settings.lockMs ?? 10_000,
    stalledCheckMs: settings.stalledCheckMs ?? 5_000,
    stopWithinMs: settings.stopWithinMs ?? 4_000,
  });
}
