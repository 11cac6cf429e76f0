import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class TenancyAndClock1795392000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- '' is what a pooled connection keeps after SET LOCAL; it must mean "no clinic", not an error.
      CREATE FUNCTION current_clinic() RETURNS uuid LANGUAGE sql STABLE AS
        $$ SELECT nullif(current_setting('app.clinic_id', true), '')::uuid $$;

      -- so that the api can tell whether the schema is the one it was built for
      GRANT SELECT ON migrations TO limber_app;

      CREATE TABLE app_clock (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        demo boolean NOT NULL DEFAULT false,
        ahead interval NOT NULL DEFAULT '0',
        CHECK (demo OR ahead = '0')
      );
      INSERT INTO app_clock DEFAULT VALUES;
      GRANT SELECT ON app_clock TO limber_app;

      CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
        $$ SELECT clock_timestamp() + ahead FROM app_clock $$;

      CREATE FUNCTION advance_clock(by_how_much interval) RETURNS timestamptz
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF by_how_much <= interval '0' OR by_how_much > interval '400 days' THEN
          RAISE EXCEPTION 'the demo clock only moves forward, by 400 days at most' USING ERRCODE = 'LB001';
        END IF;
        UPDATE app_clock SET ahead = ahead + by_how_much WHERE demo;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the clock moves in demo mode only' USING ERRCODE = 'LB002';
        END IF;
        PERFORM pg_notify('limber_wake', 'clock');
        RETURN app_now();
      END $$;
      REVOKE ALL ON FUNCTION advance_clock(interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION advance_clock(interval) TO limber_app;

      CREATE TABLE clinic (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
        name text NOT NULL,
        legal_name text NOT NULL,
        country char(2) NOT NULL,
        locale text NOT NULL,
        time_zone text NOT NULL,
        currency char(3) NOT NULL,
        phone text NOT NULL,
        email text NOT NULL,
        policies jsonb NOT NULL,
        listed boolean NOT NULL DEFAULT true
      );
    `);
    await tenantTable(runner, 'clinic', 'SELECT, INSERT, UPDATE', 'id');
    await runner.query(`
      -- Which clinic is meant must be known before one can be bound, so this one look-up steps over the wall.
      CREATE FUNCTION find_clinic(slug_or_id text) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT id FROM clinic WHERE slug = slug_or_id OR id::text = lower(slug_or_id) $$;
      CREATE FUNCTION listed_clinics() RETURNS TABLE (id uuid, slug text, name text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT id, slug, name FROM clinic WHERE listed ORDER BY name, id $$;

      CREATE TABLE outbox (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        topic text NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        handled_at timestamptz,
        PRIMARY KEY (clinic_id, id)
      );
      CREATE INDEX outbox_waiting ON outbox (created_at) WHERE handled_at IS NULL;

      CREATE TABLE idempotency_key (
        clinic_id uuid NOT NULL REFERENCES clinic,
        actor text NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        body_sha256 text NOT NULL,
        response text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, actor, key)
      );

      CREATE TABLE audit_log (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL,
        request_id text NOT NULL,
        PRIMARY KEY (clinic_id, id)
      );
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
    await tenantTable(runner, 'outbox', 'SELECT, INSERT, UPDATE');
    await tenantTable(runner, 'idempotency_key', 'SELECT, INSERT, DELETE');
    await tenantTable(runner, 'audit_log', 'SELECT, INSERT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_log, idempotency_key, outbox;
      DROP FUNCTION refuse_change, listed_clinics, find_clinic;
      DROP TABLE clinic;
      DROP FUNCTION advance_clock, app_now;
      DROP TABLE app_clock;
      DROP FUNCTION current_clinic;
    `);
  }
}
