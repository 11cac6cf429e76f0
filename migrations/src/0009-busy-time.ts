import type { MigrationInterface, QueryRunner } from 'typeorm';

const EPOCH = "timestamptz '1970-01-01 00:00:00+00'";
/** What an int holds; leave without an end ends there. */
const [FIRST, LAST] = [-2147483648, 2147483647];

const minuteOf = (round: 'floor' | 'ceil', instant: string): string =>
  `${round}(extract(epoch FROM ${instant} - ${EPOCH}) / 60)`;

/**
 * Row-level security lets only leakproof operators near an index, and && is not one of them: so that a
 * schedule is read from indexes alone, taken time is kept as whole epoch minutes as well.
 */
export class BusyTime1795392000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE occupancy
        ADD session_type text,
        ADD starts_min int NOT NULL GENERATED ALWAYS AS (${minuteOf('floor', 'lower(during)')}) STORED,
        ADD ends_min int NOT NULL GENERATED ALWAYS AS (${minuteOf('ceil', 'upper(during)')}) STORED;
      COMMENT ON COLUMN occupancy.session_type IS 'of a therapist''s session; a room''s time and a block have none';
      COMMENT ON COLUMN occupancy.starts_min IS 'whole epoch minutes: a busy second costs its minute';

      UPDATE occupancy o SET session_type = s.session_type
        FROM therapist t, service s
       WHERE t.clinic_id = o.clinic_id AND t.id = o.resource_id AND s.clinic_id = o.clinic_id
         AND s.id = coalesce(
           (SELECT service_id FROM booking b WHERE b.clinic_id = o.clinic_id AND b.id = o.booking_id),
           (SELECT service_id FROM hold h WHERE h.clinic_id = o.clinic_id AND h.id = o.hold_id));

      CREATE INDEX occupancy_busy ON occupancy (clinic_id, starts_min)
        INCLUDE (ends_min, resource_id, before_min, after_min, effort_tenths, session_type, status, expires_at)
        WHERE status <> 'released';
      -- The few that a look-back of one day would miss.
      CREATE INDEX occupancy_long ON occupancy (clinic_id, starts_min)
        WHERE status <> 'released' AND ends_min - starts_min > 1440;

      ALTER TABLE unavailability
        ADD starts_min int NOT NULL GENERATED ALWAYS AS (
          CASE WHEN isfinite(lower(during))
               THEN greatest(${FIRST}, ${minuteOf('floor', 'lower(during)')}) ELSE ${FIRST} END) STORED,
        ADD ends_min int NOT NULL GENERATED ALWAYS AS (
          CASE WHEN isfinite(upper(during))
               THEN least(${LAST}, ${minuteOf('ceil', 'upper(during)')}) ELSE ${LAST} END) STORED;
      CREATE INDEX unavailability_busy ON unavailability (clinic_id, ends_min)
        INCLUDE (starts_min, resource_id);

      ALTER TABLE hold ADD any_therapist boolean NOT NULL DEFAULT false;
      ALTER TABLE hold ALTER any_therapist DROP DEFAULT;
      COMMENT ON COLUMN hold.any_therapist IS 'the client left the choice of the therapist to the clinic';
      CREATE INDEX hold_any ON hold (clinic_id, therapist_id, created_at)
        WHERE any_therapist AND status <> 'released';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX hold_any, unavailability_busy, occupancy_long, occupancy_busy;
      ALTER TABLE hold DROP any_therapist;
      ALTER TABLE unavailability DROP ends_min, DROP starts_min;
      ALTER TABLE occupancy DROP ends_min, DROP starts_min, DROP session_type;
    `);
  }
}
