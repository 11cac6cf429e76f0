import { type JobName, jobNames, urgencies } from '@limber/contracts';
import { OutboxStore } from '@limber/persistence';
import type { TestDatabase } from '@limber/testing';
import { Redis } from 'ioredis';
import { createJobHost, type JobsSettings } from './create-job-host.ts';
import { type JobHandler, JobHandlers } from './job-handlers.ts';
import type { JobHost } from './job-host.ts';

export interface Logged {
  level: 'info' | 'error';
  about: Record<string, unknown>;
  text: string;
}

/** A running host whose jobs do nothing but what a test gives them. */
export interface TestHost {
  host: JobHost;
  logged: Logged[];
}

/** Where the queue's suites run. A run that says it has both must not pass over one in silence. */
export function queueBackends(environment: NodeJS.ProcessEnv = process.env): string[] {
  const hasRedis = Boolean(environment['TEST_REDIS_URL']);
  if (environment['REQUIRE_REDIS'] === '1' && !hasRedis) {
    throw new Error('This run is to try the queue on Redis too: name one in TEST_REDIS_URL.');
  }
  return ['PostgreSQL', ...(hasRedis ? ['Redis'] : [])];
}

/**
 * A Redis of its own for a suite (its number, emptied), when the run has one: TEST_REDIS_URL=redis://host:port.
 * The suites of this room then run against both backends.
 */
export async function emptyRedis(number: number): Promise<string | undefined> {
  const server = process.env['TEST_REDIS_URL'];
  if (!server) return undefined;
  const url = `${server}/${number}`;
  const client = new Redis(url);
  await client.flushdb();
  await client.quit();
  return url;
}

export async function startHost(
  db: TestDatabase,
  given: { [Name in JobName]?: JobHandler<Name> },
  settings: Partial<JobsSettings> = {},
): Promise<TestHost> {
  const handlers = new JobHandlers();
  for (const name of jobNames) handlers.register(name, given[name] ?? (() => Promise.resolve()));
  const logged: Logged[] = [];
  const keep = (level: Logged['level']) => (about: object, text: string) => {
    logged.push({ level, about: { ...about }, text });
  };
  const host = createJobHost(
    {
      handlers,
      source: db.dataSource,
      runner: db.runner,
      outbox: new OutboxStore(db.ids),
    },
    {
      databaseUrl: db.appUrl,
      log: { info: keep('info'), error: keep('error') },
      urgencyOf: (kind) => urgencies.find((urgency) => urgency === kind) ?? 'now',
      sweepMs: 100,
      rewakeMs: 300,
      ...settings,
    },
  );
  await host.start();
  return { host, logged };
}

/** A message as the planner would leave it; its kind names its urgency, the rest is nothing to the queue. */
export async function insertMessage(
  db: TestDatabase,
  clinicId: string,
  dueAt: Date,
  kind = 'now',
): Promise<string> {
  const id = db.ids.uuid();
  await db.asOwner(
    `INSERT INTO message (clinic_id, id, family, kind, subject_key, revision, recipient, time_zone,
                          due_at, state, attempts, next_attempt_at, created_at)
     VALUES ($1, $2, 'subject', $5, $3, 1, 'ada@example.com', 'UTC', $4, 'planned', 0, $4, $4)`,
    [clinicId, id, id, dueAt, kind],
  );
  return id;
}
