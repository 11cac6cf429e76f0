import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each of their rows changes several times on its first day and hardly ever after. */
const RESTLESS = ['message', 'message_send', 'outbox'];

const SETTINGS = [
  'autovacuum_vacuum_scale_factor = 0.02',
  'autovacuum_analyze_scale_factor = 0.05',
  'autovacuum_vacuum_insert_scale_factor = 0.1',
];

const dueMail = (parameters: string, lease: string): string => `
  CREATE FUNCTION due_mail(${parameters})
    RETURNS TABLE (clinic_id uuid, kind text, late boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, due.kind, due.late FROM clinic c CROSS JOIN LATERAL (
      SELECT m.kind, m.next_attempt_at < (SELECT app_now()) - late_after AS late FROM message m
       WHERE m.clinic_id = c.id AND m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now())
       GROUP BY 1, 2
      UNION
      SELECT m.kind, false FROM message m
       WHERE m.clinic_id = c.id AND m.state = 'sending'
         AND m.claimed_at < clock_timestamp() - ${lease}
    ) due
  $$;
  REVOKE ALL ON FUNCTION due_mail FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION due_mail TO limber_app;
`;

/**
 * How long a claim holds is the sender's to say, who renews it; it was a minute, written here. Tables whose rows
 * change all the time are vacuumed after two in a hundred instead of one in five: what waits is found by partial
 * indexes, and those are as slow as what is dead in them.
 */
export class ClaimsAndVacuum1795392000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION due_mail(interval);
      ${dueMail('late_after interval, lease interval', 'lease')}
      ${RESTLESS.map((table) => `ALTER TABLE ${table} SET (${SETTINGS.join(', ')});`).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = SETTINGS.map((setting) => setting.split(' ')[0]).join(', ');
    await runner.query(`
      ${RESTLESS.map((table) => `ALTER TABLE ${table} RESET (${names});`).join('\n')}
      DROP FUNCTION due_mail(interval, interval);
      ${dueMail('late_after interval', "interval '60 seconds'")}
    `);
  }
}
