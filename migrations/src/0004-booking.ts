import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class Booking1795392000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hold (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        token_sha256 text NOT NULL,
        visit_sha256 text,
        address_sha256 text NOT NULL,
        service_id uuid NOT NULL,
        duration_min int NOT NULL,
        location_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        room_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        price_minor int NOT NULL,
        status text NOT NULL CHECK (status IN ('live', 'used', 'released')),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        extended boolean NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, service_id, duration_min) REFERENCES service_duration,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, room_id) REFERENCES room
      );
      CREATE UNIQUE INDEX hold_one_per_visit ON hold (clinic_id, visit_sha256) WHERE status = 'live';
      CREATE INDEX hold_of_address ON hold (clinic_id, address_sha256, expires_at) WHERE status = 'live';

      CREATE TABLE booking (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        chain_id uuid NOT NULL,
        reference text NOT NULL,
        revision int NOT NULL CHECK (revision >= 1),
        status text NOT NULL CHECK (status IN ('requested', 'awaiting_payment', 'confirmed', 'cancelled')),
        visit text NOT NULL CHECK (visit IN ('booked', 'arrived', 'in_session', 'done', 'no_show')),
        client_id uuid NOT NULL,
        contact_name text NOT NULL,
        contact_phone text NOT NULL,
        service_id uuid NOT NULL,
        duration_min int NOT NULL,
        location_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        room_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        original_starts_at timestamptz NOT NULL,
        price_minor int NOT NULL CHECK (price_minor >= 0),
        policy jsonb NOT NULL,
        cancel_fee_minor int CHECK (cancel_fee_minor >= 0),
        training_id uuid,
        screening_id uuid,
        recommendation bytea,
        note bytea,
        caution boolean NOT NULL,
        contact_first_since timestamptz,
        created_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        cancelled_by text CHECK (cancelled_by IN ('client', 'clinic')),
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, chain_id),
        UNIQUE (clinic_id, reference),
        CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
        CHECK ((status = 'cancelled') = (cancelled_by IS NOT NULL)),
        FOREIGN KEY (clinic_id, client_id) REFERENCES client,
        FOREIGN KEY (clinic_id, service_id, duration_min) REFERENCES service_duration,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, room_id) REFERENCES room,
        FOREIGN KEY (clinic_id, training_id) REFERENCES training_event,
        FOREIGN KEY (clinic_id, screening_id) REFERENCES screening_answer
      );
      COMMENT ON COLUMN booking.caution IS 'some answer changes the work; which one stays sealed';
      COMMENT ON COLUMN booking.contact_first_since IS 'a red flag came after booking: speak with the client before anything else';
      CREATE INDEX booking_of_client ON booking (clinic_id, client_id, starts_at);
      CREATE INDEX booking_day ON booking (clinic_id, starts_at);

      CREATE TABLE block (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        reason text NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );

      -- Who is taken when. \`during\` is hands-on time, what may never overlap; the gaps around it are
      -- max-not-sum and therefore checked under the locks, not by this constraint.
      CREATE TABLE occupancy (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        resource_id uuid NOT NULL,
        during tstzrange NOT NULL CHECK (
          NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
          AND NOT lower_inf(during) AND NOT upper_inf(during)),
        before_min int NOT NULL CHECK (before_min BETWEEN 0 AND 120),
        after_min int NOT NULL CHECK (after_min BETWEEN 0 AND 120),
        effort_tenths int NOT NULL CHECK (effort_tenths >= 0),
        status text NOT NULL CHECK (status IN
          ('held', 'paying', 'expiring', 'requested', 'confirmed', 'blocked', 'released')),
        expires_at timestamptz,
        hold_id uuid,
        booking_id uuid,
        block_id uuid,
        PRIMARY KEY (clinic_id, id),
        CHECK (num_nonnulls(hold_id, booking_id, block_id) = 1),
        CHECK ((status IN ('held', 'paying', 'expiring')) = (expires_at IS NOT NULL)),
        FOREIGN KEY (clinic_id, resource_id) REFERENCES resource,
        FOREIGN KEY (clinic_id, hold_id) REFERENCES hold,
        FOREIGN KEY (clinic_id, booking_id) REFERENCES booking,
        FOREIGN KEY (clinic_id, block_id) REFERENCES block,
        CONSTRAINT occupancy_no_overlap EXCLUDE USING gist
          (clinic_id WITH =, resource_id WITH =, during WITH &&)
          WHERE (status IN ('held', 'paying', 'expiring', 'requested', 'confirmed', 'blocked'))
      );
      CREATE INDEX occupancy_of_hold ON occupancy (clinic_id, hold_id) WHERE hold_id IS NOT NULL;
      CREATE INDEX occupancy_of_booking ON occupancy (clinic_id, booking_id) WHERE booking_id IS NOT NULL;
    `);
    await tenantTable(runner, 'hold');
    await tenantTable(runner, 'booking', 'SELECT, INSERT, UPDATE');
    await tenantTable(runner, 'block');
    await tenantTable(runner, 'occupancy');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE occupancy, block, booking, hold');
  }
}
