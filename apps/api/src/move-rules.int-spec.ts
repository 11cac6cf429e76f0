import { DAY } from '@limber/kernel';
import { type ApiWorld, bookOnline, holdBody, MONDAY, startApi } from './api.testing.ts';

/** Each rule of a free start, asked of a client who moves a visit: none of them knows that it is a move. */
let api: ApiWorld;
let ana: string;
let tom: string;
beforeAll(async () => {
  api = await startApi({ therapists: 2, rooms: 2, policies: { noticeMin: 0, undoMin: 0 } });
  [ana = '', tom = ''] = api.clinic.therapistIds;
});
afterAll(() => api.close());

let today = Date.parse(MONDAY);
/** A wall time so many days from the test's own; London is on UTC in winter. */
const on = (days: number, time: string): string =>
  `${new Date(today + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

const policies = (change: Record<string, unknown>) =>
  api.db.asOwner('UPDATE clinic SET policies = $1', [
    JSON.stringify({ noticeMin: 0, undoMin: 0, ...change }),
  ]);

beforeEach(async () => {
  // The clock only moves forward: every test has a day of its own, and begins with nobody taken.
  today += DAY;
  await api.db.setNow(on(0, '06:00'));
  for (const table of ['occupancy', 'unavailability', 'public_holiday']) {
    await api.db.asOwner(`DELETE FROM ${table}`);
  }
  await api.db.asOwner(
    `UPDATE therapist SET effort_cap_per_day = NULL, active = true,
       session_types = '{sports_massage,deep_tissue}'`,
  );
  await policies({});
});

type Moved = {
  code?: string;
  startsAt: string;
  alternatives?: string[];
  therapist: { id: string };
};
let people = 0;
async function book(startsAt: string, therapistId: string, serviceId = api.clinic.serviceId) {
  const email = `mover-${(people += 1)}@example.com`;
  const { reference, headers } = await bookOnline(
    api,
    { ...holdBody(api.clinic, startsAt, therapistId), serviceId },
    { client: { name: 'Ada Hill', email, phone: '07700 900123' } },
  );
  const path = `bookings/${reference}`;
  return {
    move: (to: string, more: Record<string, unknown> = {}) =>
      api.call<Moved>('POST', `${path}/reschedule`, { headers, body: { startsAt: to, ...more } }),
    read: async () => (await api.call<Moved>('GET', path, { headers })).body,
    isOffered: async (to: string, more = '') => {
      const date = to.slice(0, 10);
      const times = await api.call('GET', `${path}/times?from=${date}&to=${date}${more}`, {
        headers,
      });
      return times.text.includes(`"startsAt":"${to}"`);
    },
  };
}

/** The move is refused as it should be, was not on offer either, and the visit stays where it was. */
async function expectRefused(
  { move, read, isOffered }: Awaited<ReturnType<typeof book>>,
  to: string,
  code: string,
  therapistId?: string,
) {
  const before = await read();
  expect(await isOffered(to, therapistId && `&therapistId=${therapistId}`)).toBe(false);
  const refused = await move(to, { ...(therapistId && { therapistId }) });
  expect(refused.body.code).toBe(code);
  expect(refused.status).toBe(code === 'SLOT_TAKEN' ? 409 : 422);
  expect(await read()).toEqual(before);
  return refused.body;
}

const away = (resourceId: string, from: string, to: string) =>
  api.db.asOwner(
    `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
     VALUES ($1, gen_random_uuid(), $2, tstzrange($3, $4), 'leave')`,
    [api.clinic.clinicId, resourceId, from, to],
  );

describe('a client’s move', () => {
  it('needs the clinic’s notice for its new time, not for the one it leaves', async () => {
    const visit = await book(on(0, '15:00'), ana);
    await policies({ noticeMin: 120 });
    await api.db.setNow(on(0, '14:30'));
    await expectRefused(visit, on(0, '16:00'), 'NOTICE');
    expect((await visit.move(on(1, '10:00'))).status).toBe(200);
  });

  it('goes to no other time of today once today is closed', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await policies({ sameDayCutoff: '11:00' });
    await api.db.setNow(on(0, '11:00'));
    await expectRefused(visit, on(0, '14:00'), 'SAME_DAY_CUTOFF');
    expect((await visit.move(on(1, '10:00'))).status).toBe(200);
  });

  it('goes as far ahead as anybody books, to the day', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await policies({ horizonDays: 5 });
    await expectRefused(visit, on(6, '10:00'), 'HORIZON');
    expect((await visit.move(on(5, '10:00'))).status).toBe(200);
  });

  it('finds nobody who is away, and takes whoever is there unless one was asked for', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await away(ana, on(2, '00:00'), on(2, '12:00'));
    const { alternatives } = await expectRefused(visit, on(2, '10:00'), 'SLOT_TAKEN', ana);
    expect(alternatives).toContain(on(2, '12:00'));
    const moved = await visit.move(on(2, '10:00'));
    expect(moved).toMatchObject({ status: 200, body: { therapist: { id: tom } } });
  });

  it('goes to no day the clinic is closed', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await api.db.asOwner(
      `INSERT INTO public_holiday (clinic_id, id, on_date, name, version)
       VALUES ($1, gen_random_uuid(), $2, 'Closed', 1)`,
      [api.clinic.clinicId, on(2, '00:00').slice(0, 10)],
    );
    await expectRefused(visit, on(2, '10:00'), 'OUTSIDE_HOURS');
  });

  it('goes to no time at which its whole length does not fit', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await expectRefused(visit, on(2, '16:15'), 'OUTSIDE_HOURS');
    expect((await visit.move(on(2, '16:00'))).status).toBe(200);
  });

  it('goes to nobody who does not give that session', async () => {
    const visit = await book(on(1, '15:00'), ana, api.clinic.deepServiceId);
    await api.db.asOwner(`UPDATE therapist SET session_types = '{sports_massage}' WHERE id = $1`, [
      tom,
    ]);
    await expectRefused(visit, on(2, '10:00'), 'OUTSIDE_HOURS', tom);
    // Nor when its own therapist is away and nobody else was named.
    await away(ana, on(2, '00:00'), on(3, '00:00'));
    await expectRefused(visit, on(2, '10:00'), 'SLOT_TAKEN');
  });

  it('needs a room, and is told of times at which there is one', async () => {
    const visit = await book(on(1, '15:00'), ana);
    for (const room of api.clinic.roomIds) await away(room, on(2, '09:00'), on(2, '11:00'));
    const { alternatives } = await expectRefused(visit, on(2, '10:00'), 'SLOT_TAKEN');
    expect(alternatives?.[0]).toBe(on(2, '11:00'));
  });

  it('leaves whoever takes it their rest between two sessions', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await book(on(2, '10:00'), ana);
    await expectRefused(visit, on(2, '11:00'), 'SLOT_TAKEN', ana);
    expect((await visit.move(on(2, '11:15'), { therapistId: ana })).status).toBe(200);
  });

  it('counts against the new day’s effort, and its own effort not twice on the day it is on', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await book(on(2, '10:00'), ana);
    // One session of an hour is 780; two are too many.
    await api.db.asOwner('UPDATE therapist SET effort_cap_per_day = 800');
    await expectRefused(visit, on(2, '14:00'), 'SLOT_TAKEN', ana);
    expect((await visit.move(on(1, '10:00'), { therapistId: ana })).status).toBe(200);
  });

  it('is the next session in a row like any other', async () => {
    const deep = api.clinic.deepServiceId;
    const visit = await book(on(1, '15:00'), ana, deep);
    await book(on(2, '10:00'), ana, deep);
    await policies({ deepTissueInARow: 1, deepTissueRestMin: 120 });
    await expectRefused(visit, on(2, '12:00'), 'SLOT_TAKEN', ana);
    expect((await visit.move(on(2, '13:00'), { therapistId: ana })).status).toBe(200);
  });

  it('goes to nobody who has left', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await api.db.asOwner('UPDATE therapist SET active = false WHERE id = $1', [tom]);
    const gone = await visit.move(on(2, '10:00'), { therapistId: tom });
    expect(gone).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await visit.read()).startsAt).toBe(on(1, '15:00'));
  });
});

describe('a length that is sold no more', () => {
  it('goes with the visit that was booked in it', async () => {
    const visit = await book(on(1, '15:00'), ana);
    await api.db.asOwner('UPDATE service_duration SET active = false WHERE minutes = 60');
    const moved = await visit.move(on(2, '10:00'));
    await api.db.asOwner('UPDATE service_duration SET active = true');
    expect(moved).toMatchObject({ status: 200, body: { startsAt: on(2, '10:00') } });
  });
});
