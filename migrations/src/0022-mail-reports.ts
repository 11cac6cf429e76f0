import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reader who called our mail spam, which clinic a returned mail belongs to, and who reads for a young client. */
export class MailReports1795392000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE suppression DROP CONSTRAINT suppression_scope_check,
        ADD CONSTRAINT suppression_scope_check
          CHECK (scope IN ('all', 'marketing', 'check_ins', 'undeliverable', 'complaint'));
      CREATE INDEX suppression_newest ON suppression (clinic_id, created_at DESC);

      -- A report that comes back names the message only. Asks clinic by clinic, so that the key answers.
      CREATE FUNCTION clinic_of_message(message_id uuid) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.id FROM clinic c
         WHERE EXISTS (SELECT FROM message m WHERE m.clinic_id = c.id AND m.id = message_id) LIMIT 1
      $$;
      REVOKE ALL ON FUNCTION clinic_of_message(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION clinic_of_message(uuid) TO limber_app;

      ALTER TABLE client
        ADD COLUMN guardian_name text,
        ADD CONSTRAINT client_guardian_check CHECK ((guardian_name IS NULL) = (guardian_email IS NULL));
      -- A young client has no address of their own here: the guardian's and the name tell who it is.
      CREATE UNIQUE INDEX client_of_guardian ON client (clinic_id, guardian_email, lower(name))
        WHERE email IS NULL AND guardian_email IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX client_of_guardian;
      ALTER TABLE client DROP CONSTRAINT client_guardian_check, DROP COLUMN guardian_name;
      DROP FUNCTION clinic_of_message;
      DROP INDEX suppression_newest;
      DELETE FROM suppression WHERE scope = 'complaint';
      ALTER TABLE suppression DROP CONSTRAINT suppression_scope_check,
        ADD CONSTRAINT suppression_scope_check
          CHECK (scope IN ('all', 'marketing', 'check_ins', 'undeliverable'));
    `);
  }
}
