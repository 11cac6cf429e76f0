/** One forgetful PostgreSQL for the whole integration run; libs/testing makes a database per suite in it. */
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTypeScript } from '../load-typescript.mjs';

/** A database a suite is a thousand files: in memory, where there is plenty, they are made ten times as fast. */
const MEMORY = '/dev/shm';
const PLENTY = 4 * 1024 ** 3;

export default async function startPostgres() {
  const { startEmbeddedPostgres } = await loadTypeScript('libs/embedded-postgres/src/index.ts');
  const start = (dataDir) => startEmbeddedPostgres({ dataDir, durable: false });

  // What a killed run left behind is taken over, and removed.
  for (const folder of [MEMORY, tmpdir()].flatMap(deadRunsIn))
    await start(folder).then(
      (server) => server.destroy(),
      () => undefined,
    );

  const folder = hasPlenty(MEMORY) ? MEMORY : tmpdir();
  const server = await start(join(folder, `limber-test-${process.pid}`));
  globalThis.limberTestPostgres = server;
  process.env.TEST_PG_SUPERUSER_URL = server.superuserUrl('postgres');
  // Jest does not tear down when it is interrupted.
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => void server.destroy().finally(() => process.exit(128 + number)));
  }
}

function hasPlenty(folder) {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= PLENTY;
}

function deadRunsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => {
      const pid = /^limber-test-(\d+)$/.exec(name)?.[1];
      return pid !== undefined && !isAlive(Number(pid));
    })
    .map((name) => join(folder, name));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
