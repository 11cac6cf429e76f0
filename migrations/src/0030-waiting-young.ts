import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A parent or guardian waits for somebody under 18: the address on the list is theirs, the name the young one's. */
export class WaitingYoung1795392000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE waitlist_entry ADD COLUMN guardian_name text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE waitlist_entry DROP COLUMN guardian_name');
  }
}
