import { urgencies } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { sqlState } from '@limber/persistence';
import type { Housekeeping } from './housekeeping.ts';
import type { JobHandlers } from './job-handlers.ts';
import { type JobLog, loggable, Outage } from './job-log.ts';
import { HOUSEKEEPING_JOB, type JobQueue, OUTBOX_JOB } from './job-queue.ts';
import type { OutboxRelay } from './outbox-relay.ts';
import type { OpenWorker, Pace, QueueConnection } from './queue-connection.ts';
import type { Sweep } from './sweep.ts';

export interface JobHostSettings extends Pace {
  log: JobLog;
  /** How long a stop waits for running jobs; what is cut off then runs again elsewhere. */
  stopWithinMs: number;
}

interface Job {
  id?: string;
  name: string;
  data: unknown;
}

/** Runs the jobs of this process, and the sweep that finds them. */
export class JobHost {
  private workers: OpenWorker[] = [];

  constructor(
    private readonly handlers: JobHandlers,
    private readonly relay: OutboxRelay,
    private readonly housekeeping: Housekeeping,
    private readonly connection: QueueConnection,
    private readonly queue: JobQueue,
    private readonly sweep: Sweep,
    private readonly settings: JobHostSettings,
  ) {}

  /** Resolves when jobs are being taken. Refuses when a job has no handler. */
  async start(): Promise<void> {
    this.handlers.assertComplete();
    const { log } = this.settings;
    const outage = new Outage(log, 'taking jobs');
    this.workers = urgencies.map((urgency) => {
      const worker = this.connection.worker(urgency, this.settings, (job) => this.process(job));
      worker.on('error', (error) => outage.seen(error));
      worker.on('active', () => outage.over());
      worker.on('stalled', (jobId) => log.info({ jobId }, 'a job was cut off and runs again'));
      return worker;
    });
    await Promise.all([
      ...this.workers.map((worker) => worker.waitUntilReady()),
      this.queue.ready(),
    ]);
    for (const worker of this.workers) {
      worker.run().catch((error: unknown) => outage.seen(error));
    }
    this.sweep.start();
    const { length: count } = this.workers;
    // The one more hears the calls of commits.
    const connections = this.connection.connections(count, count) + 1;
    log.info({ connections, concurrency: this.settings.concurrency }, 'taking jobs');
  }

  async stop(): Promise<void> {
    await this.sweep.stop();
    await this.closeWorkers();
    await this.queue.close();
    await this.connection.close();
  }

  /** Nest's: before the pool is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  private async process(job: Job): Promise<void> {
    try {
      if (job.name === OUTBOX_JOB) await this.relay.deliver(job.data as DueRow);
      else if (job.name === HOUSEKEEPING_JOB) await this.housekeeping.run();
      else await this.handlers.handle(job.name, job.data);
    } catch (error) {
      this.settings.log.error(
        { job: job.name, jobId: job.id, error: loggable(error) },
        'job failed',
      );
      throw new JobFailed(error);
    }
  }

  /** Not `close()` alone: for a job that hangs it waits for ever, and keeps the job's lock meanwhile. */
  private async closeWorkers(): Promise<void> {
    const { workers } = this;
    this.workers = [];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, this.settings.stopWithinMs, 'late');
    });
    const outcome = await Promise.race([
      Promise.all(workers.map((worker) => worker.pause())),
      late,
    ]);
    clearTimeout(timer);
    if (outcome === 'late') {
      this.settings.log.error({}, 'a job did not end in time; it runs again elsewhere');
    }
    await Promise.all(workers.map((worker) => worker.close(outcome === 'late')));
  }
}

type DueRow = Parameters<OutboxRelay['deliver']>[0];

/** What the queue may keep of an error: a mail server's answer, say, has an address in its text. */
class JobFailed extends Error {
  override readonly name = 'JobFailed';

  constructor(error: unknown) {
    super(sqlState(error) ?? shortName(error));
  }
}

function shortName(error: unknown): string {
  if (error instanceof AppError) return String(error.code);
  return error instanceof Error ? error.name : 'error';
}
