import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * A clinic's own words in the two places of a mail that are its to word. The table is made anew: nobody wrote to
 * the first one, which would have let subjects be worded and so let anything be read on a locked screen.
 */
export class MailWording1795392000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_wording;
      -- Never edited: each change is the next version. Null words are the house's.
      CREATE TABLE mail_wording (
        clinic_id uuid NOT NULL REFERENCES clinic,
        kind text NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        opening text,
        closing text,
        applies_to text NOT NULL CHECK (applies_to IN ('upcoming', 'new')),
        author text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, kind, version)
      );
      COMMENT ON COLUMN mail_wording.applies_to IS
        'upcoming: mails already planned say so too; new: only those planned after created_at';
      COMMENT ON COLUMN mail_wording.author IS 'what who changed it was called then';
    `);
    await tenantTable(runner, 'mail_wording', 'SELECT, INSERT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_wording;
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
    `);
    await tenantTable(runner, 'mail_wording', 'SELECT, INSERT');
  }
}
