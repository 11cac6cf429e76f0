import type { DeskJobs } from '@limber/contracts';
import type { DataSource } from 'typeorm';
import { type Beat, readBeats } from './job-beat.ts';
import { isBehind, workerState } from './job-health.rules.ts';
import type { JobQueue } from './job-queue.ts';

const ANSWER_WITHIN_MS = 3_000;

/**
 * What the queues hold and whether a worker is there, for a person. Numbers only: the queues are of all clinics.
 * A queue that does not answer is told as such: it is the very moment somebody looks here.
 */
export async function jobReport(source: DataSource, queue: JobQueue): Promise<DeskJobs> {
  const { beats, now } = await readBeats(source);
  const at = (name: Beat): string | null => beats.get(name)?.toISOString() ?? null;
  const counts = await inTime(queue.counts()).catch(() => null);
  return {
    worker: workerState(beats.get('sweep') ?? null, now),
    sweptAt: at('sweep'),
    tidiedAt: at('housekeeping'),
    checkedAt: now.toISOString(),
    backend: queue.backend,
    queues: counts?.map((each) => ({ ...each, isBehind: isBehind(each, now) })) ?? null,
  };
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queue does not answer')), ANSWER_WITHIN_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
