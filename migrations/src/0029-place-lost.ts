import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A cancellation that could be taken back, whose place a change of the set-up took meanwhile. And an offer needs no
 * revision: whatever happens to its booking ends it.
 */
export class PlaceLost1795392000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN place_lost_at timestamptz,
        ADD CHECK (place_lost_at IS NULL OR status = 'cancelled');
      COMMENT ON COLUMN booking.place_lost_at IS 'cancelled, and since then somebody is away or a shift or room has changed: not to be taken back';
      ALTER TABLE re_offer DROP COLUMN revision;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE re_offer ADD COLUMN revision int NOT NULL DEFAULT 1;
      ALTER TABLE re_offer ALTER COLUMN revision DROP DEFAULT;
      ALTER TABLE booking DROP COLUMN place_lost_at;
    `);
  }
}
