import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a moving demo clock has to stop, so that no mail is jumped over. Says when, never whose or what. */
export class DemoWalk1795392000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION demo_mail(OUT is_waiting boolean, OUT next_at timestamptz)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        now_is timestamptz := app_now();
      BEGIN
        IF NOT (SELECT demo FROM app_clock) THEN
          RAISE EXCEPTION 'the clock moves in demo mode only' USING ERRCODE = 'LB002';
        END IF;
        SELECT count(*) FILTER (WHERE m.state = 'sending' OR m.next_attempt_at <= now_is) > 0,
               min(m.next_attempt_at) FILTER (WHERE m.next_attempt_at > now_is)
          INTO is_waiting, next_at
          FROM message m WHERE m.state IN ('planned', 'sending');
      END $$;
      REVOKE ALL ON FUNCTION demo_mail() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION demo_mail() TO limber_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION demo_mail');
  }
}
