import type { MigrationInterface, QueryRunner } from 'typeorm';

const dueMail = (waits: string): string => `
  CREATE OR REPLACE FUNCTION due_mail(late_after interval, lease interval)
    RETURNS TABLE (clinic_id uuid, kind text, late boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, due.kind, due.late FROM clinic c CROSS JOIN LATERAL (
      ${waits}
    ) due
  $$;
`;

const PLANNED = `
  SELECT m.kind, m.next_attempt_at < (SELECT app_now()) - late_after AS late FROM message m
   WHERE m.clinic_id = c.id AND m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now())
   GROUP BY 1, 2
  UNION
  SELECT m.kind, false FROM message m
   WHERE m.clinic_id = c.id AND m.state = 'sending' AND m.claimed_at < clock_timestamp() - lease`;

/** One look at what is due: what a dead sender left was due when it was claimed, and may be late like the rest. */
const OPEN = `
  SELECT m.kind, m.next_attempt_at < (SELECT app_now()) - late_after AS late FROM message m
   WHERE m.clinic_id = c.id AND m.is_open AND m.next_attempt_at <= (SELECT app_now())
     AND (m.state = 'planned' OR m.claimed_at < clock_timestamp() - lease)
   GROUP BY 1, 2`;

/**
 * What is sent when much is due costs the database half. A claim and its renewal change no column that an index looks
 * at, so they write the row and no index (a heap-only update) as long as its page has room; "open" and "troubled" say
 * of a state what the indexes ask, the state itself is in none. The ledger is written once, by the statement that ends
 * a claim or takes it up: its messages exist, and are never deleted. Its rows come in the order of their time, so a
 * block range index finds the last minute.
 */
export class CheapClaims1795392000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE message
        ADD COLUMN is_open boolean NOT NULL GENERATED ALWAYS AS (state IN ('planned', 'sending')) STORED,
        ADD COLUMN is_troubled boolean NOT NULL
          GENERATED ALWAYS AS (state IN ('dead', 'unknown', 'skipped_stale')) STORED;
      DROP INDEX message_waiting, message_in_flight, message_in_trouble;
      CREATE INDEX message_open ON message (clinic_id, next_attempt_at) WHERE is_open;
      CREATE INDEX message_in_trouble ON message (clinic_id, due_at DESC) WHERE is_troubled;
      ALTER TABLE message SET (fillfactor = 50);
      ALTER TABLE message_send DROP CONSTRAINT message_send_clinic_id_message_id_fkey;
      DROP INDEX message_send_recent;
      CREATE INDEX message_send_recent ON message_send USING brin (started_at)
        WITH (pages_per_range = 32, autosummarize = on);
      ${dueMail(OPEN)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${dueMail(PLANNED)}
      DROP INDEX message_send_recent;
      CREATE INDEX message_send_recent ON message_send (clinic_id, started_at) WHERE attempt > 0;
      ALTER TABLE message_send ADD FOREIGN KEY (clinic_id, message_id) REFERENCES message;
      ALTER TABLE message RESET (fillfactor);
      DROP INDEX message_open, message_in_trouble;
      CREATE INDEX message_waiting ON message (clinic_id, next_attempt_at) WHERE state = 'planned';
      CREATE INDEX message_in_flight ON message (claimed_at) WHERE state = 'sending';
      CREATE INDEX message_in_trouble ON message (clinic_id, due_at DESC)
        WHERE state IN ('dead', 'unknown', 'skipped_stale');
      ALTER TABLE message DROP COLUMN is_open, DROP COLUMN is_troubled;
    `);
  }
}
