/** One forgetful PostgreSQL for the whole integration run; libs/testing makes a database per suite in it. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTypeScript } from '../load-typescript.mjs';

export default async function startPostgres() {
  const { startEmbeddedPostgres } = await loadTypeScript('libs/embedded-postgres/src/index.ts');
  const start = (pid) =>
    startEmbeddedPostgres({ dataDir: join(tmpdir(), `limber-test-${pid}`), durable: false });

  // What a killed run left behind is taken over, and removed.
  for (const pid of deadRuns())
    await start(pid).then(
      (server) => server.destroy(),
      () => undefined,
    );

  const server = await start(process.pid);
  globalThis.limberTestPostgres = server;
  process.env.TEST_PG_SUPERUSER_URL = server.superuserUrl('postgres');
  // Jest does not tear down when it is interrupted.
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => void server.destroy().finally(() => process.exit(128 + number)));
  }
}

function deadRuns() {
  return readdirSync(tmpdir())
    .map((name) => /^limber-test-(\d+)$/.exec(name)?.[1])
    .filter((pid) => pid !== undefined && !isAlive(Number(pid)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
