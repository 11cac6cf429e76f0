import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** Reminders and day plans, addresses that do not work, a clinic's own wording, private calendars. */
export class Mail1795392000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booking ADD COLUMN attendance_confirmed_at timestamptz;
      COMMENT ON COLUMN booking.attendance_confirmed_at IS 'the client said "I am coming" to this very start';

      ALTER TABLE therapist ADD COLUMN work_email text;
      COMMENT ON COLUMN therapist.work_email IS 'where the plan of the day goes; null: nowhere';

      ALTER TABLE suppression DROP CONSTRAINT suppression_scope_check,
        ADD CONSTRAINT suppression_scope_check
          CHECK (scope IN ('all', 'marketing', 'check_ins', 'undeliverable'));

      -- How many went out in the last minute: what is late goes out at a walk.
      CREATE INDEX message_send_recent ON message_send (clinic_id, started_at);
      CREATE INDEX message_in_trouble ON message (clinic_id, due_at DESC)
        WHERE state IN ('dead', 'unknown', 'skipped_stale');

      -- What an evening's plan said, so that the morning tells changes only.
      CREATE TABLE day_plan_said (
        clinic_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        date date NOT NULL,
        said jsonb NOT NULL,
        said_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, therapist_id, date),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist
      );

      -- A clinic's words for a kind of mail. Never edited: each change is the next version.
      CREATE TABLE mail_wording (
        clinic_id uuid NOT NULL REFERENCES clinic,
        kind text NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        subject text,
        paragraphs jsonb,
        reach text NOT NULL CHECK (reach IN ('all', 'new')),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, kind, version)
      );
      COMMENT ON COLUMN mail_wording.reach IS 'all: of mails already planned too; new: of those planned later';

      CREATE TABLE calendar_feed (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        therapist_id uuid,
        client_id uuid,
        token_sha256 text NOT NULL,
        shows_names boolean NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, token_sha256),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        CHECK (num_nonnulls(therapist_id, client_id) = 1)
      );
      CREATE INDEX calendar_feed_of_therapist ON calendar_feed (clinic_id, therapist_id);
      CREATE INDEX calendar_feed_of_client ON calendar_feed (clinic_id, client_id);
    `);
    await tenantTable(runner, 'day_plan_said');
    await tenantTable(runner, 'mail_wording', 'SELECT, INSERT');
    await tenantTable(runner, 'calendar_feed', 'SELECT, INSERT, UPDATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE calendar_feed, mail_wording, day_plan_said;
      DROP INDEX message_in_trouble, message_send_recent;
      DELETE FROM suppression WHERE scope = 'undeliverable';
      ALTER TABLE suppression DROP CONSTRAINT suppression_scope_check,
        ADD CONSTRAINT suppression_scope_check CHECK (scope IN ('all', 'marketing', 'check_ins'));
      ALTER TABLE therapist DROP COLUMN work_email;
      ALTER TABLE booking DROP COLUMN attendance_confirmed_at;
    `);
  }
}
