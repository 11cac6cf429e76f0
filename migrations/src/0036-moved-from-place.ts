import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A move may change the place: where a booking came from is a time, hands and a place. */
export class MovedFromPlace1795392000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN moved_from_location_id uuid,
        ADD FOREIGN KEY (clinic_id, moved_from_location_id) REFERENCES location;
      COMMENT ON COLUMN booking.moved_from_location_id IS 'as the client last heard of it; null: moved before this was kept, and taken for the place it is at';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE booking DROP COLUMN moved_from_location_id');
  }
}
