import { createHash } from 'node:crypto';
import { migrateQueue } from '@limber/jobs';
import { migrations } from '@limber/migrations';
import { createDataSource } from '@limber/persistence';
import { Client } from 'pg';

/** Any number: whoever holds it builds the template, the others wait and find it ready. */
const TEMPLATE_LOCK = 4_271_002;
const PASSWORD = 'limber';

/** The roles of production: one that owns the schema, one that the application connects as. */
const ROLES = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'limber_owner') THEN
      CREATE ROLE limber_owner LOGIN PASSWORD '${PASSWORD}' NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'limber_app') THEN
      CREATE ROLE limber_app LOGIN PASSWORD '${PASSWORD}' NOSUPERUSER NOBYPASSRLS;
    END IF;
  END $$`;

export function urlOf(superuserUrl: string, database: string, role?: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}

export async function asSuperuser<Value>(
  superuserUrl: string,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: superuserUrl, application_name: 'limber-testing' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createBareDatabase(admin: Client, database: string): Promise<void> {
  await admin.query(ROLES);
  await admin.query(`CREATE DATABASE ${database} OWNER limber_owner`);
}

/** What CREATE DATABASE does not copy from a template. */
export async function setDatabaseRights(admin: Client, database: string): Promise<void> {
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO limber_app`);
}

/** Another schema is another template: a server that outlives an edit of a migration never serves the old one. */
function templateName(): string {
  const hash = createHash('sha256').update(prepareSchema.toString());
  for (const migration of migrations) hash.update(migration.toString());
  return `limber_template_${hash.digest('hex').slice(0, 12)}`;
}

/** The migrated database that every suite copies; built once per server. */
export async function ensureTemplate(admin: Client, superuserUrl: string): Promise<string> {
  const name = templateName();
  if (await exists(admin, name)) return name;
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (!(await exists(admin, name))) await build(admin, superuserUrl, name);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

/** Built under another name: a builder that was killed half way leaves nothing that looks ready. */
async function build(admin: Client, superuserUrl: string, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await createBareDatabase(admin, draft);
  await prepareSchema(urlOf(superuserUrl, draft));
  await migrate(urlOf(superuserUrl, draft, 'limber_owner'));
  await migrateQueue(urlOf(superuserUrl, draft, 'limber_owner'));
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

async function prepareSchema(superuserUrl: string): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query('CREATE EXTENSION btree_gist; CREATE EXTENSION pgcrypto');
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query('GRANT USAGE ON SCHEMA public TO limber_app');
  });
}

async function migrate(ownerUrl: string): Promise<void> {
  const source = createDataSource({ url: ownerUrl, entities: [], migrations, name: 'migrate' });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function exists(admin: Client, database: string): Promise<boolean> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  return rowCount === 1;
}
