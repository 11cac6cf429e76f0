import { setTimeout as sleep } from 'node:timers/promises';
import {
  insertWorkingClinic,
  type ServiceProcess,
  startWorkerProcess,
  type WorkingClinic,
} from '@limber/testing';
import { World } from '../torture/world.ts';
import { Catcher } from './catcher.ts';

export interface Programs {
  /** The built api and worker, and catcher.mjs of this folder. */
  api: string;
  worker: string;
  catcher: string;
}

/** Longer than anything here may take; what is not over by then hangs. */
const PATIENCE_MS = 240_000;
const LOOK_EVERY_MS = 50;

/** One database, real api processes that book, a real mail server, and workers that may be killed. */
export class MailWorld {
  private readonly workers = new Set<ServiceProcess>();
  private clinics = 0;

  private constructor(
    readonly world: World,
    readonly catcher: Catcher,
    private readonly programs: Programs,
    /** Of every worker that starts from now on. */
    public settings: Record<string, string>,
  ) {}

  static async open(
    programs: Programs,
    seed: number,
    settings: Record<string, string> = {},
  ): Promise<MailWorld> {
    const catcher = await Catcher.start(programs.catcher);
    try {
      const world = await World.open(programs.api, seed);
      return new MailWorld(world, catcher, programs, settings);
    } catch (error) {
      await catcher.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    await this.world.close();
    await this.catcher.stop();
  }

  /** One that nobody has booked at yet: twenty therapists, twenty rooms. */
  freshClinic(): Promise<WorkingClinic> {
    this.clinics += 1;
    const policies = { liveHoldsPerAddress: 10_000, horizonDays: 365, clientMoves: 20 };
    const slug = `proof-${this.clinics}`;
    return insertWorkingClinic(this.world.db, { slug, therapists: 20, rooms: 20, policies });
  }

  async startWorker(settings: Record<string, string> = {}): Promise<ServiceProcess> {
    const worker = await startWorkerProcess(this.programs.worker, {
      ...{ ...this.world.db.environment, SMTP_URL: this.catcher.url },
      ...{ ...this.settings, ...settings },
    });
    this.workers.add(worker);
    return worker;
  }

  async kill(worker: ServiceProcess): Promise<void> {
    this.workers.delete(worker);
    await worker.kill();
  }

  async stop(worker: ServiceProcess): Promise<void> {
    this.workers.delete(worker);
    await worker.stop();
  }

  /** The clinic's clock, which only ever moves on. */
  async now(): Promise<Date> {
    const [row] = await this.world.db.asOwner<{ now: Date }>('SELECT app_now() AS now');
    if (!row) throw new Error('the clock did not answer');
    return row.now;
  }

  /** Until nothing is due, nobody has anything in hand, and nothing waits for another try. */
  async untilIdle(): Promise<void> {
    await this.until(
      `SELECT NOT EXISTS (SELECT FROM message
         WHERE state = 'sending'
            OR state = 'planned' AND (next_attempt_at <= app_now() OR attempts > 0)) AS met`,
    );
  }

  /** Until the statement answers `met`. Whoever sends is another process, so one has to look. */
  async until(sql: string, parameters: unknown[] = []): Promise<void> {
    const began = performance.now();
    for (;;) {
      const [row] = await this.world.db.asOwner<{ met: boolean }>(sql, parameters);
      if (row?.met) return;
      if (performance.now() - began > PATIENCE_MS) throw new Error(`never came true: ${sql}`);
      await sleep(LOOK_EVERY_MS);
    }
  }
}
