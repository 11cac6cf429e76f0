import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything a schedule is made of, but who is taken; the clinic itself beside them, with its rules. */
const setupTables = [
  ...['location', 'room', 'therapist', 'service', 'service_duration'],
  ...['shift', 'shift_break', 'shift_exception', 'public_holiday'],
];

const changes = [
  ['insert', 'NEW'],
  ['update', 'NEW'],
  ['delete', 'OLD'],
] as const;

/**
 * A number that stands for one state of a clinic's set-up. It is drawn from a sequence: a number that was rolled
 * back is never drawn again, so whoever keeps a set-up under its number never keeps one that was not. Changes of
 * one clinic queue at its row until they are committed.
 */
export class SetupVersion1795392000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE setup_change;
      GRANT USAGE ON SEQUENCE setup_change TO limber_app;
      ALTER TABLE clinic ADD setup_version bigint NOT NULL DEFAULT nextval('setup_change');
      COMMENT ON COLUMN clinic.setup_version IS 'another with every change of what a schedule is made of';

      CREATE FUNCTION clinic_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.setup_version := nextval('setup_change');
        RETURN NEW;
      END $$;
      CREATE TRIGGER clinic_changed BEFORE UPDATE ON clinic
        FOR EACH ROW EXECUTE FUNCTION clinic_changed();

      CREATE FUNCTION setup_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE clinic SET setup_version = DEFAULT WHERE id IN (SELECT clinic_id FROM changed);
        RETURN NULL;
      END $$;
    `);
    for (const table of setupTables) {
      for (const [change, rows] of changes) {
        await runner.query(`
          CREATE TRIGGER setup_${change} AFTER ${change.toUpperCase()} ON ${table}
            REFERENCING ${rows} TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION setup_changed()`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of setupTables) {
      for (const [change] of changes) {
        await runner.query(`DROP TRIGGER setup_${change} ON ${table}`);
      }
    }
    await runner.query(`
      DROP FUNCTION setup_changed;
      DROP TRIGGER clinic_changed ON clinic;
      DROP FUNCTION clinic_changed;
      ALTER TABLE clinic DROP setup_version;
      DROP SEQUENCE setup_change;
    `);
  }
}
