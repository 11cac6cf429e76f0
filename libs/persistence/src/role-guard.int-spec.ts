import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { createDataSource } from './data-source.ts';
import { assertBoundRole } from './role-guard.ts';

let db: TestDatabase;
/** Roles belong to the whole server: other suites must not meet these. */
let bypass: string;
let member: string;

const urlAs = (role: string) => {
  const url = new URL(db.appUrl);
  url.username = role;
  return url.href;
};

beforeAll(async () => {
  db = await createTestDatabase();
  [bypass, member] = [`bypass_${db.name}`, `member_${db.name}`];
  const { password } = new URL(db.appUrl);
  await asSuperuser(`CREATE ROLE ${bypass} LOGIN PASSWORD '${password}' BYPASSRLS`);
  await asSuperuser(`CREATE ROLE ${member} LOGIN PASSWORD '${password}' IN ROLE limber_owner`);
  await asSuperuser(`GRANT CONNECT ON DATABASE ${db.name} TO ${bypass}`);
});
afterAll(async () => {
  await asSuperuser(`DROP OWNED BY ${bypass}; DROP ROLE ${bypass}, ${member}`);
  await db.close();
});

const open = async <Value>(
  url: string,
  work: (source: ReturnType<typeof createDataSource>) => Promise<Value>,
) => {
  const source = await createDataSource({
    url,
    entities: [],
    poolSize: 1,
    name: 'guard',
  }).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
};
const asSuperuser = (sql: string) => open(db.superuserUrl, (source) => source.query(sql));

it('lets limber_app in', async () => {
  await expect(open(db.appUrl, assertBoundRole)).resolves.toBeUndefined();
});

it.each([
  ['a superuser', () => db.superuserUrl],
  ['a role with BYPASSRLS', () => urlAs(bypass)],
  ['a member of the owner, who could become it', () => urlAs(member)],
  ['the owner of the tables', () => db.ownerUrl],
])('refuses %s', async (_who, url) => {
  await expect(open(url(), assertBoundRole)).rejects.toThrow(
    'refuses to start as the database role',
  );
});
