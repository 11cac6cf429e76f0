import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** A booking that moves, one that waits for the clinic's yes, and one for two people. */
export class Moves1795392000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service ADD COLUMN needs_confirmation boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN service.needs_confirmation IS 'booked as a request: the desk says yes or no';

      ALTER TABLE booking
        ADD COLUMN moves_by_client int NOT NULL DEFAULT 0 CHECK (moves_by_client >= 0),
        ADD COLUMN moved_from timestamptz,
        ADD COLUMN moved_from_therapist_id uuid,
        ADD COLUMN moved_at timestamptz,
        ADD COLUMN moved_by text CHECK (moved_by IN ('client', 'clinic')),
        ADD COLUMN move_fee_minor int CHECK (move_fee_minor >= 0),
        ADD COLUMN answer_by timestamptz,
        ADD COLUMN cancel_cause text CHECK (cancel_cause IN ('declined', 'unanswered')),
        ADD FOREIGN KEY (clinic_id, moved_from_therapist_id) REFERENCES therapist,
        ADD CHECK ((moved_at IS NULL) = (moved_by IS NULL)),
        ADD CHECK (status <> 'requested' OR answer_by IS NOT NULL),
        ADD CHECK (cancel_cause IS NULL OR status = 'cancelled');
      COMMENT ON COLUMN booking.moved_from IS 'where the newest move came from, as the client last heard of it';
      COMMENT ON COLUMN booking.answer_by IS 'a request nobody answered until then is let go';
      CREATE INDEX booking_request_waiting ON booking (answer_by) WHERE status = 'requested';

      ALTER TABLE hold
        ADD COLUMN second_therapist_id uuid,
        ADD FOREIGN KEY (clinic_id, second_therapist_id) REFERENCES therapist,
        ADD CHECK (second_therapist_id <> therapist_id);

      -- The second line of a session for two: its own therapist, its own answers; the room is the booking's.
      CREATE TABLE booking_guest (
        clinic_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        name text NOT NULL,
        screening bytea NOT NULL,
        caution boolean NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, booking_id),
        FOREIGN KEY (clinic_id, booking_id) REFERENCES booking,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist
      );
      COMMENT ON COLUMN booking_guest.screening IS 'sealed list of codes, with the version of the questions';

      CREATE OR REPLACE FUNCTION due_work(kind text, at_most int) RETURNS TABLE (clinic_id uuid, id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF kind = 'message' THEN
          RETURN QUERY SELECT m.clinic_id, m.id FROM message m
            WHERE (m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now()))
               OR (m.state = 'sending' AND m.claimed_at < clock_timestamp() - interval '60 seconds')
            ORDER BY m.next_attempt_at LIMIT at_most;
        ELSIF kind = 'outbox' THEN
          RETURN QUERY SELECT o.clinic_id, o.id FROM outbox o
            WHERE o.handled_at IS NULL ORDER BY o.created_at LIMIT at_most;
        ELSIF kind = 'request' THEN
          RETURN QUERY SELECT b.clinic_id, b.id FROM booking b
            WHERE b.status = 'requested' AND b.answer_by <= (SELECT app_now())
            ORDER BY b.answer_by LIMIT at_most;
        ELSE
          RAISE EXCEPTION 'no such kind of work: %', kind;
        END IF;
      END $$;
    `);
    await tenantTable(runner, 'booking_guest', 'SELECT, INSERT, UPDATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION due_work(kind text, at_most int) RETURNS TABLE (clinic_id uuid, id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF kind = 'message' THEN
          RETURN QUERY SELECT m.clinic_id, m.id FROM message m
            WHERE (m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now()))
               OR (m.state = 'sending' AND m.claimed_at < clock_timestamp() - interval '60 seconds')
            ORDER BY m.next_attempt_at LIMIT at_most;
        ELSIF kind = 'outbox' THEN
          RETURN QUERY SELECT o.clinic_id, o.id FROM outbox o
            WHERE o.handled_at IS NULL ORDER BY o.created_at LIMIT at_most;
        ELSE
          RAISE EXCEPTION 'no such kind of work: %', kind;
        END IF;
      END $$;
      DROP TABLE booking_guest;
      ALTER TABLE hold DROP COLUMN second_therapist_id;
      ALTER TABLE booking
        DROP COLUMN moves_by_client, DROP COLUMN moved_from,
        DROP COLUMN moved_from_therapist_id, DROP COLUMN moved_at,
        DROP COLUMN moved_by, DROP COLUMN move_fee_minor, DROP COLUMN answer_by, DROP COLUMN cancel_cause;
      ALTER TABLE service DROP COLUMN needs_confirmation;
    `);
  }
}
