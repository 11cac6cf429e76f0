import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** As it stood, with one kind more; `message` is found by due_mail since 0023, and asked for here by nobody. */
const DUE_WORK = (kinds: string) => `
  CREATE OR REPLACE FUNCTION due_work(kind text, at_most int) RETURNS TABLE (clinic_id uuid, id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF kind = 'outbox' THEN
      RETURN QUERY SELECT o.clinic_id, o.id FROM outbox o
        WHERE o.handled_at IS NULL ORDER BY o.created_at LIMIT at_most;
    ELSIF kind = 'request' THEN
      RETURN QUERY SELECT b.clinic_id, b.id FROM booking b
        WHERE b.status = 'requested' AND b.answer_by <= (SELECT app_now())
        ORDER BY b.answer_by LIMIT at_most;
    ELSIF kind = 'waitlist' THEN
      RETURN QUERY SELECT g.clinic_id, g.id FROM waitlist_gap g
        WHERE g.done_at IS NULL AND g.due_at <= (SELECT app_now())
        ORDER BY g.due_at LIMIT at_most;
    ELSIF kind = 'day_plan' THEN
      RETURN QUERY SELECT c.id, overlay(overlay(md5(c.id::text || coalesce(l.next_at::text, ''))
          PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid FROM clinic c
        LEFT JOIN day_plan_look l ON l.clinic_id = c.id
        WHERE l.next_at IS NULL OR l.next_at <= (SELECT app_now())
        ORDER BY l.next_at NULLS FIRST LIMIT at_most;
    ${kinds}
    ELSE
      RAISE EXCEPTION 'no such kind of work: %', kind;
    END IF;
  END $$;`;

const CALENDARS = `ELSIF kind = 'calendar' THEN
      RETURN QUERY SELECT c.clinic_id, c.id FROM private_calendar c
        WHERE c.next_read_at <= (SELECT app_now()) ORDER BY c.next_read_at LIMIT at_most;`;

const MESSAGES = `ELSIF kind = 'message' THEN
      RETURN QUERY SELECT m.clinic_id, m.id FROM message m
        WHERE (m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now()))
           OR (m.state = 'sending' AND m.claimed_at < clock_timestamp() - interval '60 seconds')
        ORDER BY m.next_attempt_at LIMIT at_most;`;

/** Calendars of therapists' own that are read for when they are busy. */
export class PrivateCalendars1795392000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE private_calendar (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        host text NOT NULL,
        address bytea NOT NULL,
        address_sha256 text NOT NULL,
        connected_by text NOT NULL,
        connected_at timestamptz NOT NULL,
        looks int NOT NULL,
        read_at timestamptz NOT NULL,
        etag text,
        known_until timestamptz NOT NULL,
        trouble text,
        failures int NOT NULL CHECK (failures >= 0),
        next_read_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, therapist_id, address_sha256),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        CHECK ((trouble IS NULL) = (failures = 0))
      );
      COMMENT ON COLUMN private_calendar.address IS 'sealed: whoever has it reads the calendar';
      COMMENT ON COLUMN private_calendar.looks IS 'counted, so that a slow look never overwrites a later one';
      COMMENT ON COLUMN private_calendar.known_until IS 'how far its repeating times have been worked out';
      CREATE INDEX private_calendar_due ON private_calendar (next_read_at);

      ALTER TABLE unavailability ADD calendar_id uuid,
        ADD FOREIGN KEY (clinic_id, calendar_id) REFERENCES private_calendar ON DELETE CASCADE;
      CREATE INDEX unavailability_of_calendar ON unavailability (clinic_id, calendar_id)
        WHERE calendar_id IS NOT NULL;
      ${DUE_WORK(CALENDARS)}
    `);
    await tenantTable(runner, 'private_calendar');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${DUE_WORK(MESSAGES)}
      DELETE FROM unavailability WHERE calendar_id IS NOT NULL;
      ALTER TABLE unavailability DROP calendar_id;
      DROP TABLE private_calendar;
    `);
  }
}
