import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

const DUE_WORK = (kinds: string) => `
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
    ELSIF kind = 'waitlist' THEN
      RETURN QUERY SELECT g.clinic_id, g.id FROM waitlist_gap g
        WHERE g.done_at IS NULL AND g.due_at <= (SELECT app_now())
        ORDER BY g.due_at LIMIT at_most;
    ${kinds}
    ELSE
      RAISE EXCEPTION 'no such kind of work: %', kind;
    END IF;
  END $$;`;

/**
 * A clinic that was never looked at is due at once; a new one needs no row of its own. The id is of this look, so
 * that the next is not taken for it when the clock is quick.
 */
const DAY_PLANS = `ELSIF kind = 'day_plan' THEN
      RETURN QUERY SELECT c.id, overlay(overlay(md5(c.id::text || coalesce(l.next_at::text, ''))
          PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid FROM clinic c
        LEFT JOIN day_plan_look l ON l.clinic_id = c.id
        WHERE l.next_at IS NULL OR l.next_at <= (SELECT app_now())
        ORDER BY l.next_at NULLS FIRST LIMIT at_most;`;

/** When a clinic's day plans are looked at next, and who does not want theirs by mail. */
export class DayPlans1795392000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE therapist
        ADD COLUMN day_plan_mails boolean NOT NULL DEFAULT true,
        ADD CONSTRAINT therapist_work_email_check CHECK (work_email = lower(work_email));
      COMMENT ON COLUMN therapist.day_plan_mails IS 'the plan of the day by mail; nothing without an address';

      CREATE TABLE day_plan_look (
        clinic_id uuid PRIMARY KEY REFERENCES clinic,
        next_at timestamptz NOT NULL
      );
      ${DUE_WORK(DAY_PLANS)}
    `);
    await tenantTable(runner, 'day_plan_look', 'SELECT, INSERT, UPDATE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${DUE_WORK('')}
      DROP TABLE day_plan_look;
      ALTER TABLE therapist DROP CONSTRAINT therapist_work_email_check, DROP COLUMN day_plan_mails;
    `);
  }
}
