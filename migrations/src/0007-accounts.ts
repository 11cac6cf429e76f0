import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

export class Accounts1795392000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- People who sign in belong to no clinic; what they may do in one stands in public.membership.
      CREATE SCHEMA auth;

      -- As better-auth compiles it (libs/accounts holds the two together in a test); only the schema's
      -- name is ours.
      CREATE TABLE auth."user" (
        "id" text NOT NULL PRIMARY KEY,
        "name" text NOT NULL,
        "email" text NOT NULL UNIQUE,
        "emailVerified" boolean NOT NULL,
        "image" text,
        "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
        "updatedAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL
      );
      CREATE TABLE auth."session" (
        "id" text NOT NULL PRIMARY KEY,
        "expiresAt" timestamptz NOT NULL,
        "token" text NOT NULL UNIQUE,
        "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        "ipAddress" text,
        "userAgent" text,
        "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE
      );
      CREATE TABLE auth."account" (
        "id" text NOT NULL PRIMARY KEY,
        "accountId" text NOT NULL,
        "providerId" text NOT NULL,
        "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        "scope" text,
        "password" text,
        "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
        "updatedAt" timestamptz NOT NULL
      );
      CREATE TABLE auth."verification" (
        "id" text NOT NULL PRIMARY KEY,
        "identifier" text NOT NULL,
        "value" text NOT NULL,
        "expiresAt" timestamptz NOT NULL,
        "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
        "updatedAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL
      );
      CREATE INDEX "session_userId_idx" ON auth."session" ("userId");
      CREATE INDEX "account_userId_idx" ON auth."account" ("userId");
      CREATE INDEX "verification_identifier_idx" ON auth."verification" ("identifier");
      GRANT USAGE ON SCHEMA auth TO limber_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO limber_app;

      -- No foreign key to the user: every key of a clinic's table begins with its clinic.
      CREATE TABLE membership (
        clinic_id uuid NOT NULL REFERENCES clinic,
        user_id text NOT NULL,
        role text NOT NULL CHECK (role IN ('therapist', 'front_desk', 'owner')),
        therapist_id uuid,
        active boolean NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (clinic_id, user_id),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        -- Who reads health answers is decided by this column: nobody but a therapist has one.
        CHECK ((role = 'therapist') = (therapist_id IS NOT NULL))
      );
      CREATE INDEX membership_of_user ON membership (user_id) WHERE active;
    `);
    await tenantTable(runner, 'membership', 'SELECT, INSERT, UPDATE');
    await runner.query(`
      -- Where somebody works must be known before one of their clinics can be bound.
      CREATE FUNCTION memberships_of(of_user text)
        RETURNS TABLE (clinic_id uuid, role text, therapist_id uuid, slug text, name text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT m.clinic_id, m.role, m.therapist_id, c.slug, c.name
             FROM membership m JOIN clinic c ON c.id = m.clinic_id
            WHERE m.user_id = of_user AND m.active ORDER BY c.name, c.id $$;
      REVOKE ALL ON FUNCTION memberships_of(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION memberships_of(text) TO limber_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION memberships_of;
      DROP TABLE membership;
      DROP SCHEMA auth CASCADE;
    `);
  }
}
