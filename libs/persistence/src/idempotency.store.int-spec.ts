import { AppError } from '@limber/kernel';
import { createTestDatabase, insertClinic, type TestDatabase } from '@limber/testing';
import { IdempotencyStore, type IdempotentRequest } from './idempotency.store.ts';
import type { Transaction } from './transaction.ts';

let db: TestDatabase;
let clinicId: string;
let asked: IdempotentRequest;
const store = new IdempotencyStore();

beforeAll(async () => {
  db = await createTestDatabase({ poolSize: 20 });
  clinicId = (await insertClinic(db)).id;
});
beforeEach(() => {
  asked = { actor: 'visit 1', key: db.ids.uuid(), route: 'POST /holds', request: { at: '10:00' } };
});
afterAll(() => db.close());

/** An effect that can be counted from outside. */
const effect = async (tx: Transaction) => {
  const id = db.ids.uuid();
  await tx.query(
    `INSERT INTO outbox (clinic_id, id, topic, payload, created_at) VALUES ($1, $2, $3, '{}', $4)`,
    [tx.clinicId, id, asked.key, tx.now],
  );
  return { id };
};
const effects = async () =>
  (await db.asOwner('SELECT FROM outbox WHERE topic = $1', [asked.key])).length;
const once = (request: IdempotentRequest | null, clinic = clinicId) =>
  db.runner.run(clinic, (tx) => store.once(tx, request, () => effect(tx)));

describe('the same request again', () => {
  it('has one effect and the same answer', async () => {
    const first = await once(asked);
    expect(await once(asked)).toEqual(first);
    expect(await effects()).toBe(1);
  });

  it('has one effect when twenty come at once; the others hear the answer or that it is running', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => once(asked)));
    const told = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason.code] : [],
    );
    expect(await effects()).toBe(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(refused.every((code) => code === 'IDEMPOTENCY_RUNNING')).toBe(true);
    expect(told.length + refused.length).toBe(20);
    expect(await once(asked)).toEqual(told[0]);
  });

  it('is forgotten when the effect rolled back, and may succeed then', async () => {
    const failing = db.runner.run(clinicId, (tx) =>
      store.once(tx, asked, async () => {
        await effect(tx);
        throw new AppError('SLOT_TAKEN');
      }),
    );
    await expect(failing).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await effects()).toBe(0);
    await once(asked);
    expect(await effects()).toBe(1);
  });

  it('gets what the first one got, in the same types', async () => {
    const dated = () =>
      db.runner.run(clinicId, (tx) =>
        store.once<{ at: unknown }>(tx, asked, () => Promise.resolve({ at: tx.now })),
      );
    const first = await dated();
    expect(first).toEqual({ at: expect.any(String) });
    expect(await dated()).toEqual(first);
  });

  it('may have no answer at all', async () => {
    const quiet = jest.fn(() => Promise.resolve());
    await db.runner.run(clinicId, (tx) => store.once(tx, asked, quiet));
    await db.runner.run(clinicId, (tx) => store.once(tx, asked, quiet));
    expect(quiet).toHaveBeenCalledTimes(1);
  });
});

describe('the same key', () => {
  it.each([
    ['another body', { request: { at: '11:00' } }],
    ['another route', { route: 'POST /bookings' }],
  ])('with %s is refused', async (_what, change) => {
    await once(asked);
    await expect(once({ ...asked, ...change })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await effects()).toBe(1);
  });

  it('of another actor or at another clinic is another key', async () => {
    const elsewhere = (await insertClinic(db)).id;
    await once(asked);
    await once({ ...asked, actor: 'visit 2' });
    await once(asked, elsewhere);
    expect(await effects()).toBe(3);
  });
});

it('a request without a key simply happens, each time', async () => {
  await once(null);
  await once(null);
  expect(await effects()).toBe(2);
});
