import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** What staff do to the book: walk-ins without an address, series, sick calls and what is offered instead. */
export class DeskOps1795392000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE client ALTER COLUMN email DROP NOT NULL, ALTER COLUMN phone DROP NOT NULL;
      COMMENT ON COLUMN client.email IS 'null: walked in and left no address; never mailed';
      CREATE INDEX client_newest ON client (clinic_id, created_at DESC);

      CREATE TABLE booking_series (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        every_weeks int NOT NULL CHECK (every_weeks BETWEEN 1 AND 8),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );

      ALTER TABLE booking
        ALTER COLUMN contact_phone DROP NOT NULL,
        ADD COLUMN series_id uuid,
        ADD COLUMN no_show_at timestamptz,
        ADD FOREIGN KEY (clinic_id, series_id) REFERENCES booking_series;
      CREATE INDEX booking_of_series ON booking (clinic_id, series_id) WHERE series_id IS NOT NULL;
      CREATE INDEX occupancy_of_block ON occupancy (clinic_id, block_id) WHERE block_id IS NOT NULL;

      CREATE TABLE sick_call (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        unavailability_id uuid NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist
      );
      CREATE INDEX sick_call_ends ON sick_call (clinic_id, ends_at);

      -- Somebody else at the same time, kept for the client by a hold until the offer ends.
      CREATE TABLE re_offer (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        booking_id uuid NOT NULL,
        hold_id uuid NOT NULL,
        from_therapist_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        revision int NOT NULL,
        state text NOT NULL CHECK (state IN
          ('offered', 'accepted', 'moved', 'cancelled', 'expired', 'withdrawn')),
        expires_at timestamptz NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, booking_id) REFERENCES booking,
        FOREIGN KEY (clinic_id, hold_id) REFERENCES hold,
        FOREIGN KEY (clinic_id, from_therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        CHECK ((state = 'offered') = (decided_at IS NULL))
      );
      COMMENT ON COLUMN re_offer.revision IS 'of the booking when it was offered; another one ends the offer';
      CREATE UNIQUE INDEX re_offer_one_open ON re_offer (clinic_id, booking_id) WHERE state = 'offered';
    `);
    await tenantTable(runner, 'booking_series', 'SELECT, INSERT');
    await tenantTable(runner, 'sick_call', 'SELECT, INSERT');
    await tenantTable(runner, 're_offer', 'SELECT, INSERT, UPDATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE re_offer, sick_call;
      DROP INDEX occupancy_of_block;
      ALTER TABLE booking
        DROP COLUMN series_id, DROP COLUMN no_show_at,
        ALTER COLUMN contact_phone SET NOT NULL;
      DROP TABLE booking_series;
      DROP INDEX client_newest;
      ALTER TABLE client ALTER COLUMN email SET NOT NULL, ALTER COLUMN phone SET NOT NULL;
    `);
  }
}
