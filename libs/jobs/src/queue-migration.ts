import { runMigrations } from 'bullmq';
import { Client } from 'pg';

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Any number, as long as it stays: two starters then wait for each other instead of colliding in GRANT. */
const LOCK = 4_271_001;

/**
 * The queue's own tables are BullMQ's business; what the application may do with them is ours. Default
 * privileges cover what a later BullMQ adds. Jobs are rows that live for seconds, hence the eager vacuum.
 */
const RIGHTS = `
  GRANT USAGE ON SCHEMA bullmq TO limber_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO limber_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO limber_app;
  GRANT EXECUTE ON ALL ROUTINES IN SCHEMA bullmq TO limber_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA bullmq
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO limber_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA bullmq GRANT USAGE, SELECT ON SEQUENCES TO limber_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA bullmq GRANT EXECUTE ON ROUTINES TO limber_app;
  ALTER TABLE bullmq.job SET (autovacuum_vacuum_scale_factor = 0.02);
  ALTER TABLE bullmq.event SET (autovacuum_vacuum_scale_factor = 0.02);
`;

/** Brings the queue's schema up to date, as the owner. Redis and Valkey need none. Safe to run again. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  if (!isPostgres(ownerUrl)) return;
  const client = new Client({ connectionString: ownerUrl, application_name: 'limber-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await runMigrations(client);
    await client.query(RIGHTS);
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}
