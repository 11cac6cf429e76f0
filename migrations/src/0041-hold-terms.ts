import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was told with a time is what is booked, its terms as well as its price. */
export class HoldTerms1795392000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hold ADD COLUMN policy jsonb;
      COMMENT ON COLUMN hold.policy IS 'the money rules told with it; null: told elsewhere, by an offer say';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hold DROP COLUMN policy');
  }
}
