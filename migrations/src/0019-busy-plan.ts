import type { MigrationInterface, QueryRunner } from 'typeorm';

const COVERED =
  'ends_min, resource_id, before_min, after_min, effort_tenths, session_type, status, expires_at';
const WHERE_LONG = `WHERE status <> 'released' AND ends_min - starts_min > 1440`;

/**
 * Who is taken is read by a statement that is planned once per connection, if the plan for any values looks as good
 * as one made for each. It did not: without knowing how rare long times are, PostgreSQL expected a third of all rows
 * to be long, planned anew with every question, and then read all of the past to find none.
 */
export class BusyPlan1795392000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX occupancy_long;
      CREATE INDEX occupancy_long ON occupancy (clinic_id, starts_min) INCLUDE (${COVERED}) ${WHERE_LONG};
      CREATE STATISTICS occupancy_length ON (ends_min - starts_min) FROM occupancy;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP STATISTICS occupancy_length;
      DROP INDEX occupancy_long;
      CREATE INDEX occupancy_long ON occupancy (clinic_id, starts_min) ${WHERE_LONG};
    `);
  }
}
