import { type JobName, type JobPayload, jobs } from '@limber/contracts';
import type { DueWork } from '@limber/persistence';
import { type JobLog, Outage } from './job-log.ts';
import { type OpenQueue, openQueue } from './queue-connection.ts';

/** Wakes the delivery of one outbox row; never enqueued by a feature. */
export const OUTBOX_JOB = 'outbox.deliver';

/**
 * The queue only wakes; the truth is in our tables and the sweep tells it again every second. That is why a
 * job id that still exists may swallow an enqueue: whatever the swallowed one meant stays due until done.
 */
export class JobQueue {
  private queue: OpenQueue | undefined;
  private readonly outage: Outage;

  constructor(
    private readonly url: string,
    log: JobLog,
  ) {
    this.outage = new Outage(log, 'the queue');
  }

  async enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options: { jobId: string },
  ): Promise<void> {
    const data = jobs[name].parse(payload);
    await this.open().add(name, data, { jobId: checked(options.jobId) });
  }

  /**
   * Wakes whoever does this work on this row; one that waits already is left as it is. One by one: BullMQ's
   * addBulk makes temporary tables and a sequence, which limber_app has no right to.
   */
  async wake(name: JobName | typeof OUTBOX_JOB, row: DueWork): Promise<void> {
    const { clinicId, id } = row;
    const jobId = checked(`${name}-${clinicId}-${id}`);
    await this.open().add(name, { clinicId, id }, { jobId });
  }

  async counts(): Promise<Record<string, number>> {
    return this.open().getJobCounts();
  }

  async ready(): Promise<void> {
    await this.open().waitUntilReady();
  }

  async close(): Promise<void> {
    await this.queue?.close();
    this.queue = undefined;
  }

  /** Nest's, where the queue stands alone. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Opened at first use: a process that only knows the handlers holds no connection for a queue. */
  private open(): OpenQueue {
    if (!this.queue) {
      this.queue = openQueue(this.url);
      this.queue.on('error', (error) => this.outage.seen(error));
    }
    return this.queue;
  }
}

/** BullMQ's rules for ids of our own. */
function checked(jobId: string): string {
  if (jobId.includes(':') || /^\d*$/.test(jobId)) {
    throw new Error(`a job id is no number and has no colon: "${jobId}"`);
  }
  return jobId;
}
