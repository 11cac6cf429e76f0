import { Client } from 'pg';
import type { Login, PrepareOptions } from './prepare-options.ts';

/** Any number, the same in every prepare. */
const PREPARING = 7_195_201;

const EXTENSIONS = ['btree_gist', 'pgcrypto'];

/** Runs one at a time on this server, however many start at once. */
export async function alone<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  return connected(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [PREPARING]);
    return work(admin); // the lock ends with the connection
  });
}

/**
 * What only a superuser may do: the two roles, the database, its extensions. Neither role is a superuser
 * or steps over row-level security, not even the owner of the tables. True when the database is new.
 */
export async function setUpDatabase(admin: Client, options: PrepareOptions): Promise<boolean> {
  await ensureRole(admin, options.owner);
  await ensureRole(admin, options.app);
  const created = await ensureDatabase(admin, options);
  await connected(options.adminUrlInside, async (inside) => {
    for (const name of EXTENSIONS) await inside.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
    await inside.query(`ALTER SCHEMA public OWNER TO ${options.owner.role}`);
    await inside.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await inside.query(`GRANT USAGE ON SCHEMA public TO ${options.app.role}`);
  });
  return created;
}

async function ensureRole(admin: Client, { role, password }: Login): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (!rowCount) await admin.query(`CREATE ROLE ${role}`);
  await run(
    admin,
    `SELECT format('ALTER ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD %L',
                   $1::text, $2::text) AS sql`,
    [role, password],
  );
}

async function ensureDatabase(admin: Client, options: PrepareOptions): Promise<boolean> {
  const { database, owner, app } = options;
  const known = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  const verb = known.rowCount ? 'ALTER DATABASE %I OWNER TO %I' : 'CREATE DATABASE %I OWNER %I';
  await run(admin, 'SELECT format($1, $2::text, $3::text) AS sql', [verb, database, owner.role]);
  const grants = ['REVOKE ALL ON DATABASE %I FROM PUBLIC', 'GRANT CONNECT ON DATABASE %I TO %I'];
  for (const grant of grants) {
    await run(admin, 'SELECT format($1, $2::text, $3::text) AS sql', [grant, database, app.role]);
  }
  return !known.rowCount;
}

/** These statements take no parameters, so the server itself quotes them first. */
async function run(client: Client, text: string, values: string[]): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(text, values);
  for (const { sql } of rows) await client.query(sql);
}

export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'limber-prepare' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
