import { jobNames } from '@limber/contracts';
import {
  createDataSource,
  DatabaseClock,
  OutboxRow,
  OutboxStore,
  SystemIds,
  TransactionRunner,
} from '@limber/persistence';
import { createJobHost } from './create-job-host.ts';
import { JobHandlers } from './job-handlers.ts';

/** A worker of its own process that takes jobs, tells so, and never finishes one: made to be killed. */
const databaseUrl = process.argv[2] ?? '';
const silent = { info: () => undefined, error: () => undefined };
const source = await createDataSource({
  url: databaseUrl,
  entities: [OutboxRow],
  poolSize: 5,
  name: 'hanging-worker',
}).initialize();
const handlers = new JobHandlers();
for (const name of jobNames) {
  handlers.register(name, (payload) => {
    process.stdout.write(`took ${'id' in payload ? payload.id : payload.urgency}\n`);
    return new Promise(() => undefined);
  });
}
await createJobHost(
  {
    handlers,
    source,
    runner: new TransactionRunner(source, new DatabaseClock()),
    outbox: new OutboxStore(new SystemIds()),
  },
  {
    ...{ databaseUrl, log: silent, urgencyOf: () => 'now' },
    ...{ sweepMs: 100, lockMs: 1_000, stalledCheckMs: 500 },
  },
).start();
