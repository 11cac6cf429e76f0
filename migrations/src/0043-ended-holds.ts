import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Times that were kept and are free again, where somebody waits: a hold that ran out has no event, so it is found by
 * its own end, within the hour. Its gap gets its id, and with that it was seen. What a wave kept its own gap offers on.
 */
const ENDED_HOLDS = `SELECT h.clinic_id, h.id, least(h.expires_at, app_now()) AS due_at FROM hold h
          WHERE h.status <> 'used' AND h.expires_at > app_now() - interval '1 hour'
            AND (h.status = 'released' OR h.expires_at <= app_now()) AND h.starts_at > app_now()
            AND EXISTS (SELECT FROM waitlist_entry e
              WHERE e.clinic_id = h.clinic_id AND e.state = 'waiting' AND e.expires_at > app_now())
            AND NOT EXISTS (SELECT FROM waitlist_gap g WHERE g.clinic_id = h.clinic_id AND g.id = h.id)
            AND NOT EXISTS (SELECT FROM waitlist_wave w
              WHERE w.clinic_id = h.clinic_id AND w.hold_id = h.id)`;

const DUE_GAPS = `SELECT g.clinic_id, g.id, g.due_at FROM waitlist_gap g
          WHERE g.done_at IS NULL AND g.due_at <= app_now()`;

/** As it stood, but for what wakes the waitlist. */
const DUE_WORK = (waitlist: string) => `
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
      RETURN QUERY SELECT d.clinic_id, d.id FROM (${waitlist.replaceAll('app_now()', '(SELECT app_now())')}) d
        ORDER BY d.due_at LIMIT at_most;
    ELSIF kind = 'day_plan' THEN
      RETURN QUERY SELECT c.id, overlay(overlay(md5(c.id::text || coalesce(l.next_at::text, ''))
          PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid FROM clinic c
        LEFT JOIN day_plan_look l ON l.clinic_id = c.id
        WHERE l.next_at IS NULL OR l.next_at <= (SELECT app_now())
        ORDER BY l.next_at NULLS FIRST LIMIT at_most;
    ELSIF kind = 'calendar' THEN
      RETURN QUERY SELECT c.clinic_id, c.id FROM private_calendar c
        JOIN therapist t ON t.clinic_id = c.clinic_id AND t.id = c.therapist_id AND t.active
        WHERE c.next_read_at <= (SELECT app_now()) ORDER BY c.next_read_at LIMIT at_most;
    ELSE
      RAISE EXCEPTION 'no such kind of work: %', kind;
    END IF;
  END $$;`;

/** The demo clock stops where a hold runs out that somebody waits behind. */
const LAPSING_HOLDS = `
            UNION ALL SELECT h.expires_at FROM hold h
             WHERE h.status = 'live' AND h.expires_at > now_is AND h.starts_at > h.expires_at
               AND EXISTS (SELECT FROM waitlist_entry e WHERE e.clinic_id = h.clinic_id
                 AND e.state = 'waiting' AND e.expires_at > h.expires_at)
            UNION ALL SELECT ended.due_at FROM (${ENDED_HOLDS}) ended`;

const DEMO_WORK = (holds: string) => `
  CREATE OR REPLACE FUNCTION demo_work(OUT is_waiting boolean, OUT next_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    now_is timestamptz := app_now();
  BEGIN
    IF NOT (SELECT demo FROM app_clock) THEN
      RAISE EXCEPTION 'the clock moves in demo mode only' USING ERRCODE = 'LB002';
    END IF;
    SELECT coalesce(bool_or(due.at <= now_is), false), min(due.at) FILTER (WHERE due.at > now_is)
      INTO is_waiting, next_at
      FROM (
        SELECT CASE state WHEN 'planned' THEN next_attempt_at ELSE now_is END FROM message
         WHERE state IN ('planned', 'sending')
        UNION ALL SELECT l.next_at FROM day_plan_look l
        UNION ALL SELECT answer_by FROM booking WHERE status = 'requested'
        UNION ALL SELECT due_at FROM waitlist_gap WHERE done_at IS NULL${holds}
      ) due (at);
  END $$;`;

/** A time that was kept and not booked is offered to who waits, as one that was booked and cancelled is. */
export class EndedHolds1795392000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE waitlist_gap DROP CONSTRAINT waitlist_gap_cause_check,
        ADD CONSTRAINT waitlist_gap_cause_check
          CHECK (cause IN ('booking', 'block', 'setup', 'desk', 'hold'));
      COMMENT ON COLUMN waitlist_gap.id IS 'of a hold that ended: that hold''s own, so that it is seen once';
      CREATE INDEX hold_ended ON hold (expires_at) WHERE status <> 'used';
      CREATE INDEX waitlist_wave_of_hold ON waitlist_wave (clinic_id, hold_id);
      ${DUE_WORK(`${DUE_GAPS} UNION ALL ${ENDED_HOLDS}`)}
      ${DEMO_WORK(LAPSING_HOLDS)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${DEMO_WORK('')}
      ${DUE_WORK(DUE_GAPS)}
      DROP INDEX waitlist_wave_of_hold, hold_ended;
      COMMENT ON COLUMN waitlist_gap.id IS NULL;
      DELETE FROM waitlist_offer o USING waitlist_wave w, waitlist_gap g
       WHERE o.clinic_id = w.clinic_id AND o.wave_id = w.id
         AND w.clinic_id = g.clinic_id AND w.gap_id = g.id AND g.cause = 'hold';
      DELETE FROM waitlist_wave w USING waitlist_gap g
       WHERE w.clinic_id = g.clinic_id AND w.gap_id = g.id AND g.cause = 'hold';
      DELETE FROM waitlist_gap WHERE cause = 'hold';
      ALTER TABLE waitlist_gap DROP CONSTRAINT waitlist_gap_cause_check,
        ADD CONSTRAINT waitlist_gap_cause_check CHECK (cause IN ('booking', 'block', 'setup', 'desk'));
    `);
  }
}
