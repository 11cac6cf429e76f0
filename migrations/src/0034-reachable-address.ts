import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether mail arrives is known of an address, in `suppression`; a mark on the client beside it was set by nobody. */
export class ReachableAddress1795392000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE client DROP COLUMN unreachable');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE client ADD COLUMN unreachable boolean NOT NULL DEFAULT false;
      ALTER TABLE client ALTER COLUMN unreachable DROP DEFAULT;
    `);
  }
}
