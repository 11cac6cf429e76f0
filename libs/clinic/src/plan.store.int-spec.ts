import { type Transaction, TransactionRunner } from '@limber/persistence';
import {
  createTestDatabase,
  insertWorkingClinic,
  type TestDatabase,
  type WorkingClinic,
} from '@limber/testing';
import { PlanStore, SETUP } from './plan.store.ts';

let db: TestDatabase;
let clinic: WorkingClinic;
let other: WorkingClinic;
beforeAll(async () => {
  db = await createTestDatabase();
  clinic = await insertWorkingClinic(db, { therapists: 1 });
  other = await insertWorkingClinic(db, { slug: 'south', therapists: 1 });
  const { clinicId, therapistIds, locationId } = clinic;
  await db.asOwner(
    `INSERT INTO shift_break SELECT clinic_id, gen_random_uuid(), id, '12:00', '13:00'
       FROM shift WHERE clinic_id = $1`,
    [clinicId],
  );
  await db.asOwner(
    `INSERT INTO shift_exception (clinic_id, id, batch_id, therapist_id, on_date, kind, location_id, starts_at,
                                  ends_at, breaks, version)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), $2, '2027-02-01', 'extra', $3, '18:00', '19:00', '[]', 1)`,
    [clinicId, therapistIds[0], locationId],
  );
  await db.asOwner(
    `INSERT INTO public_holiday (clinic_id, id, on_date, name, version)
     VALUES ($1, gen_random_uuid(), '2027-05-03', 'Early May', 1)`,
    [clinicId],
  );
});
afterAll(() => db.close());

/** Every table the set-up is read from, as the statement itself names them. */
const tables = [...new Set([...SETUP.matchAll(/FROM (\w+) \w\b/g)].map(([, table = '']) => table))];

const versionOf = async ({ clinicId }: WorkingClinic): Promise<string> => {
  const [row] = await db.asOwner<{ version: string }>(
    'SELECT setup_version::text AS version FROM clinic WHERE id = $1',
    [clinicId],
  );
  return row?.version ?? '';
};

/** Whether a change by the owner draws another version for the clinic, and for it alone. */
async function expectAnother(change: () => Promise<unknown>): Promise<void> {
  const [before, otherBefore] = [await versionOf(clinic), await versionOf(other)];
  await change();
  expect(await versionOf(clinic)).not.toBe(before);
  expect(await versionOf(other)).toBe(otherBefore);
}

/** What must differ in a copy of a row for it to be let in. */
const inACopy: Record<string, string> = {
  service_duration: `{"minutes": 75}`,
  public_holiday: `{"id": "00000000-0000-4000-8000-0000000000ff", "on_date": "2027-05-04"}`,
};
const COPY = `{"id": "00000000-0000-4000-8000-0000000000ff"}`;

describe('the version of a set-up', () => {
  it('covers ten tables', () => {
    expect(tables.toSorted()).toEqual([
      ...['clinic', 'location', 'public_holiday', 'room', 'service', 'service_duration', 'shift'],
      ...['shift_break', 'shift_exception', 'therapist'],
    ]);
  });

  it.each(tables)('is another one after an update of %s', async (table) => {
    const key = table === 'clinic' ? 'id' : 'clinic_id';
    await expectAnother(() =>
      db.asOwner(`UPDATE ${table} SET ${key} = ${key} WHERE ${key} = $1`, [clinic.clinicId]),
    );
  });

  it.each(tables.filter((table) => table !== 'clinic'))(
    'is another one after a row more and a row less in %s',
    async (table) => {
      const change = inACopy[table] ?? COPY;
      const { clinicId } = clinic;
      await db.asOwner(
        `INSERT INTO resource SELECT $1, ($2::jsonb ->> 'id')::uuid, 'room' WHERE $2::jsonb ? 'id'
             ON CONFLICT DO NOTHING`,
        [clinicId, change],
      );
      await expectAnother(() =>
        db.asOwner(
          `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(r) || $2::jsonb)).*
             FROM (SELECT * FROM ${table} WHERE clinic_id = $1 LIMIT 1) r`,
          [clinicId, change],
        ),
      );
      await expectAnother(() =>
        db.asOwner(
          `DELETE FROM ${table} r
            WHERE clinic_id = $1 AND to_jsonb(r) @> ($2::jsonb - 'on_date')`,
          [clinicId, change],
        ),
      );
    },
  );
});

const EARLIER = `UPDATE shift SET starts_at = '08:00'`;
const LATER = `UPDATE shift SET starts_at = '10:00'`;
const beginning = async (store: PlanStore, tx: Transaction): Promise<string | undefined> =>
  (await store.current(tx)).therapists[0]?.shifts[0]?.startsAt;

describe('a kept set-up', () => {
  const run = <Value>(unit: (tx: Transaction) => Promise<Value>) =>
    db.runner.run(clinic.clinicId, unit);
  beforeEach(() => db.asOwner(`UPDATE shift SET starts_at = '09:00'`));

  it('is the same object while nothing changed, and never another clinic’s', async () => {
    const store = new PlanStore();
    const first = await run((tx) => store.current(tx));
    expect(await run((tx) => store.current(tx))).toBe(first);
    const others = await db.runner.run(other.clinicId, (tx) => store.current(tx));
    expect(others.therapists.map(({ id }) => id)).toEqual(other.therapistIds);
  });

  it('cannot be changed by whoever is handed it', async () => {
    const { therapists } = await run((tx) => new PlanStore().current(tx));
    expect(() => Object.assign(therapists[0]?.shifts[0] ?? {}, { startsAt: '00:00' })).toThrow(
      TypeError,
    );
  });

  it('is read again by every process the moment a change is committed, and not before', async () => {
    const [here, there] = [new PlanStore(), new PlanStore()];
    await run((tx) => here.current(tx));
    await run((tx) => there.current(tx));
    await run(async (tx) => {
      await tx.query(EARLIER);
      // In its own unit of work the change counts already, elsewhere not yet.
      expect(await beginning(here, tx)).toBe('08:00');
      const elsewhere = new TransactionRunner(db.dataSource, db.clock);
      expect(await elsewhere.run(clinic.clinicId, (other) => beginning(there, other))).toBe(
        '09:00',
      );
    });
    expect(await run((tx) => beginning(here, tx))).toBe('08:00');
    expect(await run((tx) => beginning(there, tx))).toBe('08:00');
  });

  it('of a change that was rolled back is never taken for that of a later one', async () => {
    const store = new PlanStore();
    const preview = run(async (tx) => {
      await tx.query(EARLIER);
      expect(await beginning(store, tx)).toBe('08:00');
      throw new Error('only looked');
    });
    await expect(preview).rejects.toThrow('only looked');
    await db.asOwner(LATER);
    expect(await run((tx) => beginning(store, tx))).toBe('10:00');
  });
});
