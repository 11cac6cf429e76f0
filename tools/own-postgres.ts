import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@limber/embedded-postgres';

/** Works on a durable PostgreSQL of its own, where the test kit makes its databases; all of it is gone afterwards. */
export async function onOwnPostgres<Value>(
  name: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const home = mkdtempSync(join(tmpdir(), `limber-${name}-`));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), durable: true });
  const clear = async (): Promise<void> => {
    await postgres.destroy();
    rmSync(home, { recursive: true, force: true });
  };
  // Processes that `work` has started end with this one.
  const interrupt = (): void => void clear().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  process.env['TEST_PG_SUPERUSER_URL'] = postgres.superuserUrl('postgres');
  try {
    return await work();
  } finally {
    await clear();
  }
}
