import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a moving demo clock has to stop, so that nothing timed is jumped over. Says when, never whose or what. */
export class DemoWalk1795392000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION demo_work(OUT is_waiting boolean, OUT next_at timestamptz)
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
            UNION ALL SELECT due_at FROM waitlist_gap WHERE done_at IS NULL
          ) due (at);
      END $$;
      REVOKE ALL ON FUNCTION demo_work() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION demo_work() TO limber_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION demo_work');
  }
}
