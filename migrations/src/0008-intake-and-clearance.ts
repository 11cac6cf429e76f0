import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class IntakeAndClearance1795392000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The longer health questions, asked at the first visit and again after six months. The newest counts.
      CREATE TABLE intake (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        questions_version text NOT NULL,
        answers bytea NOT NULL,
        answered_at timestamptz NOT NULL,
        due_again_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        CHECK (due_again_at > answered_at)
      );
      CREATE INDEX intake_latest ON intake (clinic_id, client_id, answered_at DESC);

      -- Somebody cannot book until a clinician has agreed. What was answered stays sealed.
      CREATE TABLE clearance_wait (
        clinic_id uuid NOT NULL,
        client_id uuid NOT NULL,
        asked bytea NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, client_id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );
      CREATE INDEX clearance_wait_oldest ON clearance_wait (clinic_id, since);

      ALTER TABLE clearance
        DROP CONSTRAINT clearance_scope_check,
        ADD CONSTRAINT clearance_scope_check CHECK (scope IN ('red_flag', 'answers')),
        ADD COLUMN given_by_name text,
        ADD COLUMN clinician text,
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN covers bytea,
        -- A red flag is spoken about once. A yes to answers says to which, and ends.
        ADD CONSTRAINT clearance_of_answers CHECK (
          (scope = 'answers') = (covers IS NOT NULL) AND (scope = 'answers') = (expires_at IS NOT NULL)),
        ADD CONSTRAINT clearance_ends_later CHECK (expires_at > given_at);
      COMMENT ON COLUMN clearance.covers IS 'sealed: which answers the clinician agreed to';
      CREATE INDEX clearance_of_client ON clearance (clinic_id, client_id, given_at DESC);
    `);
    await tenantTable(runner, 'intake', 'SELECT, INSERT');
    await tenantTable(runner, 'clearance_wait');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE clearance_wait, intake;
      DROP INDEX clearance_of_client;
      DELETE FROM clearance WHERE scope <> 'red_flag';
      ALTER TABLE clearance
        DROP CONSTRAINT clearance_ends_later,
        DROP CONSTRAINT clearance_of_answers,
        DROP COLUMN covers,
        DROP COLUMN expires_at,
        DROP COLUMN clinician,
        DROP COLUMN given_by_name,
        DROP CONSTRAINT clearance_scope_check,
        ADD CONSTRAINT clearance_scope_check CHECK (scope IN ('red_flag'));
    `);
  }
}
