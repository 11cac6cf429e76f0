import { createTestDatabase, insertWorkingClinic, type TestDatabase } from '@limber/testing';
import { Housekeeping } from './housekeeping.ts';
import { readBeats } from './job-beat.ts';

let db: TestDatabase;
let clinic: Awaited<ReturnType<typeof insertWorkingClinic>>;
let housekeeping: Housekeeping;

beforeAll(async () => {
  db = await createTestDatabase();
  clinic = await insertWorkingClinic(db);
  housekeeping = new Housekeeping(db.dataSource, { info: () => undefined, error: () => undefined });
});
afterAll(() => db.close());

const AGO = (interval: string) => `app_now() - interval '${interval}'`;
const left = async (table: string) =>
  (
    await db.asOwner<{ id: string }>(
      `SELECT ${table === 'idempotency_key' ? 'key' : 'id'} AS id FROM ${table}`,
    )
  ).map(({ id }) => id);

async function hold(status: string, expiredAgo: string, occupied = 'held'): Promise<string> {
  const id = db.ids.uuid();
  const { clinicId, serviceId, locationId } = clinic;
  const [therapistId] = clinic.therapistIds;
  const [roomId] = clinic.roomIds;
  await db.asOwner(
    `INSERT INTO hold (clinic_id, id, token_sha256, address_sha256, service_id, duration_min, location_id,
       therapist_id, room_id, starts_at, price_minor, status, created_at, expires_at, extended, any_therapist)
     SELECT $1::uuid, $2::uuid, $2::text, 'x', service_id, minutes, $4::uuid, $5, $6, ${AGO('30 days')}, 1, $7,
            ${AGO(expiredAgo)}, ${AGO(expiredAgo)}, false, false
       FROM service_duration WHERE clinic_id = $1 AND service_id = $3 LIMIT 1`,
    [clinicId, id, serviceId, locationId, therapistId, roomId, status],
  );
  await db.asOwner(
    `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths,
       status, expires_at, hold_id)
     VALUES ($1, $2, $3, tstzrange(${AGO('30 days')}, ${AGO('29 days')} + random() * interval '0'), 0, 0, 0,
       $4, CASE WHEN $4 = 'released' THEN NULL ELSE ${AGO(expiredAgo)} END, $5)`,
    [clinicId, db.ids.uuid(), therapistId, occupied, id],
  );
  return id;
}

it('takes away what nobody will ask for again, and nothing younger', async () => {
  const { clinicId } = clinic;
  for (const [key, age] of [
    ['old', '48 hours 1 minute'],
    ['young', '47 hours'],
  ]) {
    await db.asOwner(
      `INSERT INTO idempotency_key (clinic_id, actor, key, route, body_sha256, response, created_at)
       VALUES ($1, 'a', $2, 'r', 'b', '{}', ${AGO(age ?? '')})`,
      [clinicId, key],
    );
  }
  const suggestion = async (expires: string) => {
    const id = db.ids.uuid();
    await db.asOwner(
      `INSERT INTO recommendation (clinic_id, id, rules_version, spoken, created_at, expires_at)
       VALUES ($1, $2, '1', 'sealed', ${AGO('1 day')}, app_now() + interval '${expires}')`,
      [clinicId, id],
    );
    return id;
  };
  await suggestion('-1 minute');
  const good = await suggestion('1 minute');
  const row = async (handled: string) => {
    const id = db.ids.uuid();
    await db.asOwner(
      `INSERT INTO outbox (clinic_id, id, topic, payload, created_at, handled_at)
       VALUES ($1, $2, 'x', '{}', ${AGO('30 days')}, ${handled})`,
      [clinicId, id],
    );
    return id;
  };
  await row(AGO('7 days 1 minute'));
  const kept = [await row(AGO('6 days')), await row('NULL')];

  expect(await housekeeping.run()).toEqual({
    ...{ idempotency_key: 1, recommendation: 1, outbox: 1, hold: 0 },
  });
  expect(await left('idempotency_key')).toEqual(['young']);
  expect(await left('recommendation')).toEqual([good]);
  expect((await left('outbox')).sort()).toEqual(kept.sort());
  expect((await readBeats(db.dataSource)).beats.get('housekeeping')?.getTime()).toBeGreaterThan(0);
});

it('takes away holds dead for a day with their occupancies; not one in use, paid for or offered', async () => {
  await hold('released', '2 days', 'released');
  await hold('live', '25 hours', 'released');
  const stay = [
    await hold('live', '23 hours', 'released'),
    await hold('used', '9 days', 'released'),
    await hold('live', '3 days', 'paying'),
  ];
  const offered = await hold('live', '3 days', 'released');
  await db.asOwner(
    'CREATE TABLE an_offer (clinic_id uuid, hold_id uuid, FOREIGN KEY (clinic_id, hold_id) REFERENCES hold)',
  );
  await db.asOwner('INSERT INTO an_offer VALUES ($1, $2)', [clinic.clinicId, offered]);
  try {
    expect(await housekeeping.run()).toMatchObject({ hold: 2 });
    const expected = [...stay, offered].sort();
    expect((await left('hold')).sort()).toEqual(expected);
    const occupied = await db.asOwner<{ id: string }>('SELECT hold_id AS id FROM occupancy');
    expect(occupied.map(({ id }) => id).sort()).toEqual(expected);
  } finally {
    await db.asOwner('DROP TABLE an_offer');
  }
});

it('is done by one at a time: a second one meanwhile leaves everything', async () => {
  await hold('released', '2 days', 'released');
  await db.asOwner(
    `INSERT INTO idempotency_key (clinic_id, actor, key, route, body_sha256, response, created_at)
    SELECT $1, 'b', 'k' || n, 'r', 'b', '{}', ${AGO('3 days')} FROM generate_series(1, 20) n`,
    [clinic.clinicId],
  );
  const both = await Promise.all([housekeeping.run(), housekeeping.run()]);
  expect(both.reduce((sum, gone) => sum + (gone['idempotency_key'] ?? 0), 0)).toBe(20);
});
