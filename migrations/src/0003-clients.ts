import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class Clients1795392000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE client (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        name text NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        phone text NOT NULL,
        time_zone text NOT NULL,
        created_at timestamptz NOT NULL,
        unreachable boolean NOT NULL,
        blocked_since timestamptz,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, email)
      );
      COMMENT ON COLUMN client.blocked_since IS
        'a red flag was raised: no booking until a member of the clinic records clearance';

      -- Health data: when, what and how sore live only inside the sealed column.
      CREATE TABLE training_event (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        report bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );

      CREATE TABLE screening_answer (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        questions_version text NOT NULL,
        answers bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );

      CREATE TABLE consent (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('health_data', 'check_ins', 'marketing')),
        given boolean NOT NULL,
        text_version text NOT NULL,
        signer text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );
      CREATE INDEX consent_latest ON consent (clinic_id, client_id, kind, at DESC);

      -- A member of the clinic has spoken with the client: who, when, for what. Never ticked by the client.
      CREATE TABLE clearance (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        scope text NOT NULL CHECK (scope IN ('red_flag')),
        given_by text NOT NULL,
        given_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client
      );

      CREATE TABLE recommendation (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        rules_version text NOT NULL,
        spoken bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );
      COMMENT ON COLUMN recommendation.spoken IS 'sealed {input, result}';
      CREATE INDEX recommendation_expiry ON recommendation (expires_at);
    `);
    await tenantTable(runner, 'client');
    await tenantTable(runner, 'training_event');
    await tenantTable(runner, 'screening_answer');
    await tenantTable(runner, 'consent', 'SELECT, INSERT');
    await tenantTable(runner, 'clearance', 'SELECT, INSERT');
    await tenantTable(runner, 'recommendation');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE recommendation, clearance, consent, screening_answer, training_event, client',
    );
  }
}
