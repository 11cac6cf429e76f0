import { migrations } from '@limber/migrations';
import { migrateQueue } from '@limber/jobs';
import { createDataSource } from '@limber/persistence';
import { alone, connected, setUpDatabase } from './database-setup.ts';
import { readPrepareOptions, type PrepareOptions } from './prepare-options.ts';
import { seedDemoClinic } from './seed/seed-demo-clinic.ts';
import { seedDemoStaff } from './seed/seed-demo-staff.ts';
import { StartRefused } from './start-refused.ts';

/** Brings a database to what this version needs. Safe to run again, and by several at once. */
async function prepare(options: PrepareOptions): Promise<string> {
  return alone(options.adminUrl, async (admin) => {
    const done: string[] = [];
    if (await setUpDatabase(admin, options)) done.push('created');
    const applied = await migrate(options.owner.url);
    done.push(applied === 1 ? '1 migration applied' : `${applied} migrations applied`);
    await migrateQueue(options.owner.url);
    done.push('queue ready');
    if (options.demo) {
      await openDemoClock(options);
      // ---- The demo clinic is seeded here, as the role the api uses, and only here. ----
      const seeded = await seedDemoClinic({
        databaseUrl: options.app.url,
        fieldKeyring: process.env['FIELD_KEYRING'] ?? '',
      });
      await seedDemoStaff({ databaseUrl: options.app.url });
      done.push(seeded ? 'demo clinic seeded' : 'demo clinic kept');
    }
    return `database ${options.database}: ${done.join(', ')}`;
  });
}

async function migrate(ownerUrl: string): Promise<number> {
  const source = createDataSource({
    url: ownerUrl,
    entities: [],
    migrations,
    poolSize: 2,
    name: 'prepare',
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).length;
  } finally {
    await source.destroy();
  }
}

/** Only the owner may: the running platform can move a demo clock, never turn a real one into one. */
async function openDemoClock({ owner, demoFrom }: PrepareOptions): Promise<void> {
  await connected(owner.url, (database) =>
    database.query(
      `UPDATE app_clock
       SET demo = true, ahead = GREATEST(ahead, $1::timestamptz - clock_timestamp())
       WHERE NOT demo`,
      [demoFrom],
    ),
  );
}

// Without whoever started us nobody waits for the result, and the next start prepares anew.
process.once('disconnect', () => process.exit(1));

try {
  console.log(await prepare(readPrepareOptions(process.env)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exit(1);
}
