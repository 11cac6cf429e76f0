import { Client } from 'pg';
import { type ApiWorld, holdBody, startApi } from './api.testing.ts';
import { join } from './waitlist.testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let api: ApiWorld;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const clock = async (): Promise<number> => {
  const { body } = await api.call<{ now: string }>('GET', '/api/v1/demo/clock');
  return Date.parse(body.now);
};
const advance = (duration: string) =>
  api.call('POST', '/api/v1/demo/clock', { body: { advance: duration } });

/** Mails of the clinic, due so many minutes from now. */
async function plan(minutes: number[]): Promise<void> {
  await api.db.asOwner(
    `INSERT INTO message (clinic_id, id, family, kind, subject_key, revision, recipient, time_zone,
                          due_at, state, attempts, next_attempt_at, created_at)
     SELECT $1, gen_random_uuid(), 'subject', 'sign_in_link', 'k' || ahead, 1, 'a@example.com', 'Europe/London',
            app_now() + make_interval(mins => ahead), 'planned', 0,
            app_now() + make_interval(mins => ahead), app_now()
       FROM unnest($2::int[]) ahead`,
    [api.clinic.clinicId, minutes],
  );
}

/** Counts how often the clock stopped; told to, it sends what is due, when called and now and then, as a worker does. */
async function listen({ sends }: { sends: boolean }) {
  const client = new Client({ connectionString: api.db.ownerUrl });
  await client.connect();
  const sent: Promise<unknown>[] = [];
  const send = () => {
    if (!sends) return;
    const due = client.query(
      `UPDATE message SET state = 'sent', sent_at = app_now()
        WHERE state = 'planned' AND next_attempt_at <= app_now()`,
    );
    sent.push(due);
  };
  let stops = 0;
  client.on('notification', () => {
    stops += 1;
    send();
  });
  await client.query('LISTEN limber_wake');
  const sweep = setInterval(send, 100);
  return {
    /** After all that was said until now. */
    async stops(): Promise<number> {
      await client.query('SELECT 1');
      clearInterval(sweep);
      await Promise.all(sent);
      await client.end();
      return stops;
    },
  };
}

/** How late each mail left, in minutes; null for one that still waits. */
const lateness = async (): Promise<(number | null)[]> => {
  const rows = await api.db.asOwner<{ late: number | null }>(
    `SELECT floor(extract(epoch FROM sent_at - next_attempt_at) / 60)::int AS late
       FROM message ORDER BY next_attempt_at`,
  );
  return rows.map(({ late }) => late);
};

it('walks to its end and stops where mail is due, so that a day loses none', async () => {
  await plan([60, 300, 305, 1_200, 2_000]);
  const listener = await listen({ sends: true });
  const before = await clock();
  expect(await advance('PT24H')).toMatchObject({ status: 200 });
  const passed = (await clock()) - before;
  await listener.stops();
  expect(passed).toBeGreaterThanOrEqual(24 * HOUR);
  expect(passed).toBeLessThan(24 * HOUR + MINUTE);
  // What is due within ten minutes of a stop leaves at the next one.
  expect(await lateness()).toEqual([0, 0, 5, 0, null]);
});

it('has longer steps on a long way', async () => {
  await plan(Array.from({ length: 400 }, (_, n) => (n + 1) * 61));
  const listener = await listen({ sends: true });
  await advance('P30D');
  expect(await listener.stops()).toBeLessThanOrEqual(146);
  const late = await lateness();
  expect(late).toHaveLength(400);
  for (const minutes of late) expect(minutes).toBeLessThanOrEqual((30 * 24 * 60) / 144);
});

it('does not wait again for a worker that is not there', async () => {
  await plan([60, 120, 180]);
  const listener = await listen({ sends: false });
  const before = await clock();
  await advance('PT24H');
  expect((await clock()) - before).toBeGreaterThanOrEqual(24 * HOUR);
  expect(await listener.stops()).toBe(2);
  expect(await lateness()).toEqual([null, null, null]);
});

it('stops for other work with a time too: the plans of the day', async () => {
  await api.db.asOwner(
    `INSERT INTO day_plan_look VALUES ($1, app_now() + interval '1 hour')
     ON CONFLICT (clinic_id) DO UPDATE SET next_at = EXCLUDED.next_at`,
    [api.clinic.clinicId],
  );
  const listener = await listen({ sends: false });
  await advance('PT24H');
  expect(await listener.stops()).toBe(2);
});

it('stops where a kept time runs out that somebody waits behind, and for nobody else’s', async () => {
  const starts = Date.parse('2027-01-12T10:00:00Z');
  await api.db.setNow(new Date(starts - 24 * HOUR).toISOString());
  const keep = () =>
    api.call('POST', 'holds', { body: holdBody(api.clinic, new Date(starts).toISOString()) });
  expect((await keep()).status).toBe(201);
  const unseen = await listen({ sends: false });
  await advance('PT20H');
  expect(await unseen.stops()).toBe(1);
  expect((await keep()).status).toBe(201);
  await join(api, '2027-01-12', 'One');
  await api.db.asOwner(`UPDATE message SET state = 'sent', sent_at = app_now()`);
  const listener = await listen({ sends: false });
  await advance('PT1H');
  expect(await listener.stops()).toBe(2);
});

it('ends where it was sent to, also when real time was quicker', async () => {
  await plan([0]);
  const before = await clock();
  expect(await advance('PT1S')).toMatchObject({ status: 200 });
  expect((await clock()) - before).toBeGreaterThanOrEqual(1_000);
});
