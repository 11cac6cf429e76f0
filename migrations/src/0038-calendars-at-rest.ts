import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As it stood, but for which calendars are due. */
const DUE_WORK = (calendars: string) => `
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
    ELSIF kind = 'calendar' THEN
      ${calendars}
    ELSE
      RAISE EXCEPTION 'no such kind of work: %', kind;
    END IF;
  END $$;`;

const OF_EVERYBODY = `RETURN QUERY SELECT c.clinic_id, c.id FROM private_calendar c
        WHERE c.next_read_at <= (SELECT app_now()) ORDER BY c.next_read_at LIMIT at_most;`;

const OF_THOSE_WHO_WORK = `RETURN QUERY SELECT c.clinic_id, c.id FROM private_calendar c
        JOIN therapist t ON t.clinic_id = c.clinic_id AND t.id = c.therapist_id AND t.active
        WHERE c.next_read_at <= (SELECT app_now()) ORDER BY c.next_read_at LIMIT at_most;`;

/** Nobody is sold who does not work here: their calendars rest, and are due at once when they are back. */
export class CalendarsAtRest1795392000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DUE_WORK(OF_THOSE_WHO_WORK));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DUE_WORK(OF_EVERYBODY));
  }
}
