import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail found by clinic and kind instead of row by row, signs of life of the sweep, and housekeeping. */
export class Jobs1795392000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX message_waiting;
      CREATE INDEX message_waiting ON message (clinic_id, next_attempt_at) WHERE state = 'planned';

      -- Which clinics have mail to send, of which kinds; never which mail. Late: it waited longer than that.
      CREATE FUNCTION due_mail(late_after interval)
        RETURNS TABLE (clinic_id uuid, kind text, late boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT c.id, due.kind, due.late FROM clinic c CROSS JOIN LATERAL (
          SELECT m.kind, m.next_attempt_at < (SELECT app_now()) - late_after AS late FROM message m
           WHERE m.clinic_id = c.id AND m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now())
           GROUP BY 1, 2
          UNION
          SELECT m.kind, false FROM message m
           WHERE m.clinic_id = c.id AND m.state = 'sending'
             AND m.claimed_at < clock_timestamp() - interval '60 seconds'
        ) due
      $$;
      REVOKE ALL ON FUNCTION due_mail(interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION due_mail(interval) TO limber_app;

      CREATE TABLE job_beat (
        name text PRIMARY KEY,
        at timestamptz NOT NULL
      );
      COMMENT ON TABLE job_beat IS 'real time, not the demo clock: when a worker last did this';
      GRANT SELECT, INSERT, UPDATE ON job_beat TO limber_app;

      -- Takes away what nobody will ask for again; answers what and how many. One at a time, all clinics.
      CREATE FUNCTION housekeep(at_most int) RETURNS TABLE (what text, gone int)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        now_is timestamptz := app_now();
        dead record;
      BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('housekeep')) THEN
          RETURN;
        END IF;

        what := 'idempotency_key';
        DELETE FROM idempotency_key k WHERE k.ctid = ANY (ARRAY(
          SELECT i.ctid FROM idempotency_key i WHERE i.created_at < now_is - interval '48 hours'
           LIMIT at_most));
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN NEXT;

        what := 'recommendation';
        DELETE FROM recommendation k WHERE k.ctid = ANY (ARRAY(
          SELECT r.ctid FROM recommendation r WHERE r.expires_at < now_is LIMIT at_most));
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN NEXT;

        what := 'outbox';
        DELETE FROM outbox k WHERE k.ctid = ANY (ARRAY(
          SELECT o.ctid FROM outbox o WHERE o.handled_at < now_is - interval '7 days' LIMIT at_most));
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN NEXT;

        -- A hold that an offer still speaks of stays: the key that points at it says so.
        what := 'hold';
        gone := 0;
        FOR dead IN
          SELECT h.clinic_id, h.id FROM hold h
           WHERE h.status <> 'used' AND h.expires_at < now_is - interval '1 day'
             AND NOT EXISTS (SELECT FROM occupancy o WHERE o.clinic_id = h.clinic_id
                              AND o.hold_id = h.id AND o.status IN ('paying', 'expiring'))
           ORDER BY h.expires_at FOR UPDATE SKIP LOCKED
        LOOP
          EXIT WHEN gone >= at_most;
          BEGIN
            DELETE FROM occupancy o WHERE o.clinic_id = dead.clinic_id AND o.hold_id = dead.id;
            DELETE FROM hold h WHERE h.clinic_id = dead.clinic_id AND h.id = dead.id;
            gone := gone + 1;
          EXCEPTION WHEN foreign_key_violation THEN
            NULL;
          END;
        END LOOP;
        RETURN NEXT;
      END $$;
      REVOKE ALL ON FUNCTION housekeep(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION housekeep(int) TO limber_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION housekeep;
      DROP TABLE job_beat;
      DROP FUNCTION due_mail;
      DROP INDEX message_waiting;
      CREATE INDEX message_waiting ON message (next_attempt_at) WHERE state = 'planned';
    `);
  }
}
