import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

const tables = [
  'location',
  'resource',
  'room',
  'therapist',
  'service',
  'service_duration',
  'shift',
  'shift_break',
  'unavailability',
];

export class Clinic1795392000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE location (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        name text NOT NULL,
        address text NOT NULL,
        time_zone text NOT NULL,
        opening_hours jsonb NOT NULL,
        reset_inside_shift boolean NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );

      -- What can be taken: a therapist or a room. Occupancy points here, so one constraint guards both.
      CREATE TABLE resource (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('therapist', 'room')),
        PRIMARY KEY (clinic_id, id)
      );

      CREATE TABLE room (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        location_id uuid NOT NULL,
        name text NOT NULL,
        features text[] NOT NULL,
        capacity int NOT NULL CHECK (capacity BETWEEN 1 AND 4),
        out_of_order boolean NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, id) REFERENCES resource,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location
      );

      CREATE TABLE therapist (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        bio text NOT NULL,
        gender text NOT NULL,
        languages text[] NOT NULL,
        session_types text[] NOT NULL,
        effort_cap_per_day int CHECK (effort_cap_per_day > 0),
        active boolean NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, id) REFERENCES resource
      );
      COMMENT ON COLUMN therapist.effort_cap_per_day IS 'tenths of effort points';

      CREATE TABLE service (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        session_type text NOT NULL CHECK (session_type IN
          ('recovery_light', 'sports_massage', 'deep_tissue', 'mobility', 'relaxation')),
        room_features text[] NOT NULL,
        prep_min int NOT NULL CHECK (prep_min BETWEEN 0 AND 120),
        rest_min int NOT NULL CHECK (rest_min BETWEEN 0 AND 120),
        room_prep_min int NOT NULL CHECK (room_prep_min BETWEEN 0 AND 120),
        room_reset_min int NOT NULL CHECK (room_reset_min BETWEEN 0 AND 120),
        effort_tenths_per_min int NOT NULL CHECK (effort_tenths_per_min BETWEEN 0 AND 100),
        active boolean NOT NULL,
        sort int NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );

      CREATE TABLE service_duration (
        clinic_id uuid NOT NULL,
        service_id uuid NOT NULL,
        minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 480),
        price_minor int NOT NULL CHECK (price_minor >= 0),
        PRIMARY KEY (clinic_id, service_id, minutes),
        FOREIGN KEY (clinic_id, service_id) REFERENCES service
      );

      CREATE TABLE shift (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        location_id uuid NOT NULL,
        room_id uuid,
        weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        starts_at time NOT NULL,
        ends_at time NOT NULL CHECK (ends_at > starts_at),
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        FOREIGN KEY (clinic_id, room_id) REFERENCES room
      );
      COMMENT ON TABLE shift IS 'weekday (1 = Monday) and wall time in the location''s zone';

      CREATE TABLE shift_break (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        shift_id uuid NOT NULL,
        starts_at time NOT NULL,
        ends_at time NOT NULL CHECK (ends_at > starts_at),
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, shift_id) REFERENCES shift ON DELETE CASCADE
      );

      -- Time off, sick days, holidays, imported busy times. May lie over anything, so no constraint.
      CREATE TABLE unavailability (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        resource_id uuid NOT NULL,
        during tstzrange NOT NULL CHECK (NOT isempty(during)),
        reason text NOT NULL,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, resource_id) REFERENCES resource
      );
      CREATE INDEX unavailability_during ON unavailability
        USING gist (clinic_id, resource_id, during);
    `);
    for (const table of tables) await tenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...tables].reverse().join(', ')}`);
  }
}
