import {
  type JobName,
  type JobPayload,
  jobs,
  urgencies,
  type Urgency,
  type QueueCounts,
} from '@limber/contracts';
import type { DueWork } from '@limber/persistence';
import { type JobLog, Outage } from './job-log.ts';
import { type OpenQueue, QueueConnection } from './queue-connection.ts';

/** Wakes the delivery of one outbox row; never enqueued by a feature. */
export const OUTBOX_JOB = 'outbox.deliver';
/** Wakes the housekeeping; of no clinic. */
export const HOUSEKEEPING_JOB = 'housekeeping';

/** Enough for three queues that only add and count. */
const POOL_TO_ADD = 2;

/**
 * The queues only wake; the truth is in our tables and the sweep tells it again every second. That is why a
 * job id that still exists may swallow an enqueue: whatever the swallowed one meant stays due until done.
 * Added one by one: BullMQ's addBulk makes temporary tables and a sequence, which limber_app has no right to.
 */
export class JobQueue {
  private readonly queues = new Map<Urgency, OpenQueue>();
  private readonly outage: Outage;
  private endConnection: () => Promise<void> = () => Promise.resolve();

  /** Whoever made the connection closes it, after this. */
  constructor(
    private readonly connection: QueueConnection,
    log: JobLog,
  ) {
    this.outage = new Outage(log, 'the queue');
  }

  /** Where jobs are only added and counted: the api. */
  static alone(url: string, log: JobLog): JobQueue {
    const connection = new QueueConnection(url, POOL_TO_ADD);
    const queue = new JobQueue(connection, log);
    queue.endConnection = () => connection.close();
    return queue;
  }

  async enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options: { jobId: string; urgency: Urgency },
  ): Promise<void> {
    const data = jobs[name].parse(payload);
    await this.open(options.urgency).add(name, data, { jobId: checked(options.jobId) });
  }

  /** Wakes whoever does this work on this row; one that waits already is left as it is. */
  async wake(name: JobName | typeof OUTBOX_JOB, row: DueWork, urgency: Urgency): Promise<void> {
    const { clinicId, id } = row;
    const jobId = checked(`${name}-${clinicId}-${id}`);
    await this.open(urgency).add(name, { clinicId, id }, { jobId });
  }

  /**
   * Wakes the sender for a clinic. Tried once: its id must be free for the next message, and what it could
   * not send stays due. `round` counts the times that a wake-up was given up as lost: should its worker have
   * died, the next round does not wait until the queue has noticed.
   */
  async wakeMail(clinicId: string, urgency: Urgency, round: number): Promise<void> {
    const jobId = checked(`mail-${urgency}-${clinicId}-${round}`);
    await this.open(urgency).add('mail.deliver', { clinicId, urgency }, { jobId, attempts: 1 });
  }

  async wakeHousekeeping(): Promise<void> {
    await this.open('bulk').add(HOUSEKEEPING_JOB, {}, { jobId: HOUSEKEEPING_JOB, attempts: 1 });
  }

  /** Where the queues live. */
  get backend(): 'postgresql' | 'redis' {
    return this.connection.backend;
  }

  /** How many jobs each queue holds, and since when the oldest of those waiting waits. */
  async counts(): Promise<QueueCounts[]> {
    return Promise.all(
      urgencies.map(async (urgency) => {
        const queue = this.open(urgency);
        const [counts, [oldest]] = await Promise.all([
          queue.getJobCounts(),
          queue.getJobs(['waiting'], 0, 0, true),
        ]);
        const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
        const oldestAt = oldest ? new Date(oldest.timestamp).toISOString() : null;
        return { urgency, waiting, active, delayed, failed, oldestAt };
      }),
    );
  }

  async ready(): Promise<void> {
    await Promise.all(urgencies.map((urgency) => this.open(urgency).waitUntilReady()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
    await this.endConnection();
  }

  /** Nest's, where the queue stands alone. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Opened at first use: a process that only knows the handlers holds no connection for a queue. */
  private open(urgency: Urgency): OpenQueue {
    const known = this.queues.get(urgency);
    if (known) return known;
    const queue = this.connection.queue(urgency);
    queue.on('error', (error) => this.outage.seen(error));
    this.queues.set(urgency, queue);
    return queue;
  }
}

/** BullMQ's rules for ids of our own. */
function checked(jobId: string): string {
  if (jobId.includes(':') || /^\d*$/.test(jobId)) {
    throw new Error(`a job id is no number and has no colon: "${jobId}"`);
  }
  return jobId;
}
