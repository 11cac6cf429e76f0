import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class Messages1795392000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The truth about every mail: planned in the transaction that makes it due, claimed before it is sent.
      CREATE TABLE message (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        family text NOT NULL CHECK (family IN ('booking', 'followup', 'subject')),
        kind text NOT NULL,
        chain_id uuid,
        subject_key text,
        revision int NOT NULL CHECK (revision >= 1),
        recipient text NOT NULL,
        time_zone text NOT NULL,
        due_at timestamptz NOT NULL,
        not_after timestamptz,
        state text NOT NULL CHECK (state IN
          ('planned', 'sending', 'sent', 'cancelled', 'dropped', 'skipped_stale', 'unknown', 'dead')),
        reason text,
        attempts int NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        claimed_at timestamptz,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        last_error text,
        PRIMARY KEY (clinic_id, id),
        CHECK ((family = 'subject') = (chain_id IS NULL)),
        CHECK ((family = 'subject') = (subject_key IS NOT NULL))
      );
      COMMENT ON COLUMN message.claimed_at IS 'real time, not the demo clock: it measures a crashed sender';
      CREATE UNIQUE INDEX message_of_booking ON message (clinic_id, chain_id, kind, revision, recipient)
        WHERE family = 'booking';
      CREATE UNIQUE INDEX message_of_followup ON message (clinic_id, chain_id, kind, recipient)
        WHERE family = 'followup';
      CREATE UNIQUE INDEX message_of_subject ON message (clinic_id, subject_key, kind, recipient)
        WHERE family = 'subject';
      CREATE INDEX message_waiting ON message (next_attempt_at) WHERE state = 'planned';
      CREATE INDEX message_in_flight ON message (claimed_at) WHERE state = 'sending';

      -- Each attempt, so that a crash between the server's 250 and our commit stays visible.
      CREATE TABLE message_send (
        clinic_id uuid NOT NULL,
        message_id uuid NOT NULL,
        attempt int NOT NULL,
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        outcome text CHECK (outcome IN ('accepted', 'retry', 'refused')),
        response text,
        PRIMARY KEY (clinic_id, message_id, attempt),
        FOREIGN KEY (clinic_id, message_id) REFERENCES message
      );

      CREATE TABLE suppression (
        clinic_id uuid NOT NULL REFERENCES clinic,
        email_sha256 text NOT NULL,
        scope text NOT NULL CHECK (scope IN ('all', 'marketing', 'check_ins')),
        reason text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, email_sha256, scope)
      );

      -- The sweep looks across clinics through this function only; the handler then binds the clinic.
      CREATE FUNCTION due_work(kind text, at_most int) RETURNS TABLE (clinic_id uuid, id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF kind = 'message' THEN
          RETURN QUERY SELECT m.clinic_id, m.id FROM message m
            WHERE (m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now()))
               OR (m.state = 'sending' AND m.claimed_at < clock_timestamp() - interval '60 seconds')
            ORDER BY m.next_attempt_at LIMIT at_most;
        ELSIF kind = 'outbox' THEN
          RETURN QUERY SELECT o.clinic_id, o.id FROM outbox o
            WHERE o.handled_at IS NULL ORDER BY o.created_at LIMIT at_most;
        ELSE
          RAISE EXCEPTION 'no such kind of work: %', kind;
        END IF;
      END $$;
      REVOKE ALL ON FUNCTION due_work(text, int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION due_work(text, int) TO limber_app;
    `);
    await tenantTable(runner, 'message');
    await tenantTable(runner, 'message_send', 'SELECT, INSERT, UPDATE');
    await tenantTable(runner, 'suppression');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION due_work;
      DROP TABLE suppression, message_send, message;
    `);
  }
}
