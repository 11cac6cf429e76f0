import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** What follows from an answer, which training it speaks of, and whose address a young client's mails go to. */
export class Outcomes1795392000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE client
        ADD COLUMN guardian_email text CHECK (guardian_email = lower(guardian_email));
      COMMENT ON COLUMN client.guardian_email IS
        'of a client under 18: follow-ups go there and nowhere else';

      -- The training a series runs after now, and the one an answer was given about.
      ALTER TABLE follow_up
        ADD COLUMN training_id uuid,
        ADD FOREIGN KEY (clinic_id, training_id) REFERENCES training_event;
      UPDATE follow_up f SET training_id = b.training_id
        FROM booking b WHERE b.clinic_id = f.clinic_id AND b.chain_id = f.chain_id;
      CREATE INDEX follow_up_of_client ON follow_up (clinic_id, client_id, session_starts_at);
      ALTER TABLE check_in
        ADD COLUMN training_id uuid,
        ADD FOREIGN KEY (clinic_id, training_id) REFERENCES training_event;
      UPDATE check_in c SET training_id = f.training_id
        FROM follow_up f
        WHERE f.clinic_id = c.clinic_id AND f.chain_id = c.chain_id AND c.answer IS NOT NULL;
      CREATE INDEX check_in_opened ON check_in (clinic_id, opens_at);

      -- Harm after a massage, as the client told it. Kept when check-in answers are deleted.
      CREATE TABLE adverse_event (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        chain_id uuid NOT NULL,
        check_in_id uuid NOT NULL,
        details bytea NOT NULL,
        reported_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, check_in_id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        FOREIGN KEY (clinic_id, check_in_id) REFERENCES check_in
      );

      -- Whom the desk has to phone, and not why.
      CREATE TABLE call_back (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        done_at timestamptz,
        done_by text,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        CHECK ((done_at IS NULL) = (done_by IS NULL))
      );
      CREATE UNIQUE INDEX call_back_one_open ON call_back (clinic_id, client_id) WHERE done_at IS NULL;
    `);
    await tenantTable(runner, 'adverse_event', 'SELECT, INSERT, UPDATE');
    await tenantTable(runner, 'call_back', 'SELECT, INSERT, UPDATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE call_back, adverse_event;
      DROP INDEX check_in_opened, follow_up_of_client;
      ALTER TABLE check_in DROP COLUMN training_id;
      ALTER TABLE follow_up DROP COLUMN training_id;
      ALTER TABLE client DROP COLUMN guardian_email;
    `);
  }
}
