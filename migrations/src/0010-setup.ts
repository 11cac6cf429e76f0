import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

const tables = ['shift_exception', 'public_holiday', 'time_off', 'room_outage'];
const versioned = ['location', 'room', 'therapist', 'service', 'shift'];

/** What the desk edits: versions for If-Match, exceptions, holidays, time off, rooms out of order. */
export class Setup1795392000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of versioned) {
      await runner.query(
        `ALTER TABLE ${table} ADD version int NOT NULL DEFAULT 1 CHECK (version >= 1)`,
      );
    }
    await runner.query(`
      ALTER TABLE clinic ADD policies_version int NOT NULL DEFAULT 1 CHECK (policies_version >= 1);
      ALTER TABLE location ADD active boolean NOT NULL DEFAULT true;
      ALTER TABLE therapist ADD effort_cap_per_week int CHECK (effort_cap_per_week > 0);
      COMMENT ON COLUMN therapist.effort_cap_per_week IS 'tenths of effort points';
      ALTER TABLE service_duration ADD active boolean NOT NULL DEFAULT true;
      COMMENT ON COLUMN service_duration.active IS 'sold; bookings keep a length that is no longer';
      COMMENT ON COLUMN room.out_of_order IS 'given up for good; what ends one day is a room_outage';

      CREATE TABLE shift_exception (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        batch_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        on_date date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('off', 'replaced', 'extra')),
        location_id uuid,
        room_id uuid,
        starts_at time,
        ends_at time CHECK (ends_at > starts_at),
        breaks jsonb NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        PRIMARY KEY (clinic_id, id),
        CHECK (num_nonnulls(location_id, starts_at, ends_at) = CASE kind WHEN 'off' THEN 0 ELSE 3 END),
        CHECK (room_id IS NULL OR location_id IS NOT NULL),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        FOREIGN KEY (clinic_id, room_id) REFERENCES room
      );
      COMMENT ON TABLE shift_exception IS 'one date of one therapist; breaks as [{startsAt, endsAt}] in wall time';
      CREATE UNIQUE INDEX shift_exception_decides_once
        ON shift_exception (clinic_id, therapist_id, on_date) WHERE kind IN ('off', 'replaced');
      CREATE INDEX shift_exception_day ON shift_exception (clinic_id, on_date);

      CREATE TABLE public_holiday (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        on_date date NOT NULL,
        name text NOT NULL,
        location_id uuid,
        version int NOT NULL CHECK (version >= 1),
        PRIMARY KEY (clinic_id, id),
        CONSTRAINT public_holiday_once UNIQUE NULLS NOT DISTINCT (clinic_id, on_date, location_id),
        FOREIGN KEY (clinic_id, location_id) REFERENCES location
      );
      COMMENT ON COLUMN public_holiday.location_id IS 'null: every location is closed';

      -- The request and its answer. What is approved also stands in unavailability, under the same id.
      CREATE TABLE time_off (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('leave', 'sick', 'training', 'other')),
        from_date date NOT NULL,
        start_time time,
        to_date date NOT NULL CHECK (to_date >= from_date),
        end_time time,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        note text NOT NULL,
        state text NOT NULL CHECK (state IN ('requested', 'approved', 'declined', 'withdrawn')),
        requested_by text NOT NULL,
        requested_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        version int NOT NULL CHECK (version >= 1),
        PRIMARY KEY (clinic_id, id),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist
      );
      CREATE INDEX time_off_of_therapist ON time_off (clinic_id, therapist_id, ends_at);

      -- When a room cannot be used; stands in unavailability too, under the same id.
      CREATE TABLE room_outage (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        room_id uuid NOT NULL,
        from_date date NOT NULL,
        start_time time,
        to_date date CHECK (to_date >= from_date),
        end_time time,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz CHECK (ends_at > starts_at),
        reason text NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        PRIMARY KEY (clinic_id, id),
        CHECK ((to_date IS NULL) = (ends_at IS NULL)),
        FOREIGN KEY (clinic_id, room_id) REFERENCES room
      );
      CREATE INDEX room_outage_of_room ON room_outage (clinic_id, room_id);
    `);
    for (const table of tables) await tenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...tables].reverse().join(', ')}`);
    await runner.query(`
      COMMENT ON COLUMN room.out_of_order IS NULL;
      ALTER TABLE service_duration DROP active;
      ALTER TABLE therapist DROP effort_cap_per_week;
      ALTER TABLE location DROP active;
      ALTER TABLE clinic DROP policies_version`);
    for (const table of versioned) await runner.query(`ALTER TABLE ${table} DROP version`);
  }
}
