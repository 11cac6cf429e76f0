import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class Followups1795392000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One plan a booking chain: what the planner was told, so that a move or an answer can plan again.
      CREATE TABLE follow_up (
        clinic_id uuid NOT NULL REFERENCES clinic,
        chain_id uuid NOT NULL,
        client_id uuid NOT NULL,
        reference text NOT NULL,
        therapist_id uuid NOT NULL,
        location_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'stopped')),
        stop_reason text,
        recipient text NOT NULL,
        time_zone text NOT NULL,
        booked_at timestamptz NOT NULL,
        session_starts_at timestamptz NOT NULL,
        session_ends_at timestamptz NOT NULL,
        training_ended_at bytea,
        plan jsonb NOT NULL,
        PRIMARY KEY (clinic_id, chain_id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location
      );
      COMMENT ON COLUMN follow_up.plan IS 'what was planned and dropped, with reasons and the zone data it was reckoned with';

      CREATE TABLE check_in (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        chain_id uuid NOT NULL,
        kind text NOT NULL,
        opens_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        answer bytea,
        answered_at timestamptz,
        first_answered_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, chain_id, kind),
        FOREIGN KEY (clinic_id, chain_id) REFERENCES follow_up
      );

      CREATE TABLE red_flag (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        chain_id uuid NOT NULL,
        details bytea NOT NULL,
        raised_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );
    `);
    await tenantTable(runner, 'follow_up');
    await tenantTable(runner, 'check_in');
    await tenantTable(runner, 'red_flag', 'SELECT, INSERT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE red_flag, check_in, follow_up');
  }
}
