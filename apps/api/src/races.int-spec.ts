import { countDeadlocks, scheduleBreaches } from '@limber/testing';
import {
  bookingBody,
  type ApiWorld,
  type Held,
  holdBody,
  startApi,
  startBeside,
} from './api.testing.ts';

let api: ApiWorld;
/** Each has a queue of its own: they meet in the database. */
let apis: ApiWorld[];
beforeAll(async () => {
  const environment = { DATABASE_POOL: '12' };
  api = await startApi({ therapists: 5, rooms: 5, environment });
  const others = Array.from({ length: 3 }, () => startBeside(api, { environment }));
  apis = [api, ...(await Promise.all(others))];
});
afterAll(async () => {
  for (const each of apis.toReversed()) await each.close();
});

const race = (count: number, body: (n: number) => unknown) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => {
      const { call } = apis[n % apis.length] ?? api;
      return call<Held>('POST', 'holds', { body: body(n) });
    }),
  );

const statuses = (answers: { status: number }[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('fifty clients at once', () => {
  it('at one slot of one therapist: exactly one wins, the others hear what else is free', async () => {
    for (const day of ['12', '13', '14']) {
      const start = `2027-01-${day}T10:00:00Z`;
      const answers = await race(50, () => holdBody(api.clinic, start, api.clinic.therapistIds[0]));
      expect(statuses(answers)).toEqual({ 201: 1, 409: 49 });
      const losers = answers.filter(({ status }) => status === 409);
      for (const { body } of losers) {
        expect(body).toMatchObject({ code: 'SLOT_TAKEN', alternatives: { length: 3 } });
      }
    }
  });

  it('at overlapping starts of one therapist: somebody wins and nobody overlaps', async () => {
    const starts = ['11:00', '11:15', '11:30', '11:45', '12:00'];
    for (const day of ['15', '16', '17']) {
      const answers = await race(50, (n) =>
        holdBody(
          api.clinic,
          `2027-01-${day}T${starts[n % starts.length]}:00Z`,
          api.clinic.therapistIds[1],
        ),
      );
      // Two of the starts are an hour and fifteen apart at most, so there is room for one session only.
      expect(statuses(answers)).toEqual({ 201: 1, 409: 49 });
    }
  });

  it('at neighbouring starts without the rest between them: one wins, though nothing overlaps', async () => {
    // The constraint cannot see this: 10:00 to 11:00 and 11:00 to 12:00 only lack the 15 minutes of rest.
    for (const day of ['21', '22', '23', '24', '25']) {
      const answers = await race(50, (n) =>
        holdBody(
          api.clinic,
          `2027-01-${day}T${n % 2 === 0 ? '10' : '11'}:00:00Z`,
          api.clinic.therapistIds[3],
        ),
      );
      expect(statuses(answers)).toEqual({ 201: 1, 409: 49 });
    }
  });

  it('for any therapist with five free: five win, all with different therapists and rooms', async () => {
    const answers = await race(50, () => holdBody(api.clinic, '2027-01-18T10:00:00Z'));
    expect(statuses(answers)).toEqual({ 201: 5, 409: 45 });
    const winners = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    expect(new Set(winners.map(({ therapistId }) => therapistId)).size).toBe(5);
    const rooms = await api.db.asOwner<{ rooms: number }>(
      `SELECT count(DISTINCT room_id)::int AS rooms FROM hold WHERE starts_at = '2027-01-18T10:00:00Z'`,
    );
    expect(rooms).toEqual([{ rooms: 5 }]);
  });

  it('and one asks again with the key of a hold they have: they hear of that hold, the others that it is gone', async () => {
    for (const [n, day] of ['04', '05', '08'].entries()) {
      const body = holdBody(api.clinic, `2027-02-${day}T10:00:00Z`, api.clinic.therapistIds[n]);
      const headers = { 'idempotency-key': `again-${day}` };
      const first = await api.call<Held>('POST', 'holds', { body, headers });
      const [others, again] = await Promise.all([
        race(20, () => body),
        api.call<Held>('POST', 'holds', { body, headers }),
      ]);
      expect(statuses(others)).toEqual({ 409: 20 });
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
  });

  it('and one of them keeps the time already: it makes way for what they pick now', async () => {
    for (const [n, day] of ['04', '05', '08'].entries()) {
      const headers = { cookie: `limber_visit=own-${day.repeat(20)}` };
      const body = holdBody(api.clinic, `2027-02-${day}T14:00:00Z`, api.clinic.therapistIds[n]);
      const later = holdBody(api.clinic, `2027-02-${day}T14:30:00Z`, api.clinic.therapistIds[n]);
      expect((await api.call('POST', 'holds', { body, headers })).status).toBe(201);
      const [others, own] = await Promise.all([
        race(20, () => body),
        api.call('POST', 'holds', { body: later, headers }),
      ]);
      expect([statuses(others), own.status]).toEqual([{ 409: 20 }, 201]);
    }
  });

  it('over an expired hold: it blocks nobody, and one of the new ones wins', async () => {
    const body = holdBody(api.clinic, '2027-01-19T10:00:00Z', api.clinic.therapistIds[2]);
    expect((await api.call('POST', 'holds', { body })).status).toBe(201);
    await api.db.advance('PT11M');
    expect(statuses(await race(50, () => body))).toEqual({ 201: 1, 409: 49 });
  });

  it('confirming one hold at once: one booking, the others hear that it is booked', async () => {
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-20T10:00:00Z'),
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.call('POST', 'bookings', {
          body: bookingBody(held.body.id),
          headers: { 'hold-token': held.body.token },
        }),
      ),
    );
    expect(statuses(answers)).toEqual({ 201: 1, 409: 19 });
    const bookings = await api.db.asOwner('SELECT 1 FROM booking');
    expect(bookings).toHaveLength(1);
  });
});

describe('an expired hold whose owner comes back', () => {
  // Whoever moves a dead hold's rows and only then queues for the resources waits for those who queued first.
  it('and confirms while others pick its time: one gets it, and nobody waits in a circle', async () => {
    for (const day of ['26', '27', '28']) {
      const start = `2027-01-${day}T10:00:00Z`;
      const body = holdBody(api.clinic, start, api.clinic.therapistIds[0]);
      const dead = await api.call<Held>('POST', 'holds', { body });
      await api.db.advance('PT11M');
      const confirm = api.call('POST', 'bookings', {
        body: bookingBody(dead.body.id, {
          client: { name: 'Ada Hill', email: `ada${day}@example.com`, phone: '07700 900123' },
        }),
        headers: { 'hold-token': dead.body.token },
      });
      const answers = await Promise.all([
        confirm,
        ...Array.from({ length: 20 }, () => race(1, () => body)),
      ]);
      expect(statuses(answers.flat())).toEqual({ 201: 1, 409: 20 });
    }
  });

  it('and picks it again while others do: one gets it, and nobody waits in a circle', async () => {
    for (const [n, day] of ['26', '27', '28'].entries()) {
      const body = holdBody(api.clinic, `2027-01-${day}T14:00:00Z`, api.clinic.therapistIds[0]);
      const headers = { cookie: `limber_visit=${String(n).repeat(43)}` };
      expect((await api.call('POST', 'holds', { body, headers })).status).toBe(201);
      await api.db.advance('PT11M');
      const again = api.call('POST', 'holds', { body, headers });
      const answers = await Promise.all([again, race(20, () => body)]);
      expect(statuses(answers.flat())).toEqual({ 201: 1, 409: 20 });
    }
  });
});

describe('one visitor with many tabs', () => {
  it('who picks different times at once keeps one of them; no tab breaks', async () => {
    for (const day of ['29', '30', '31']) {
      const headers = { cookie: `limber_visit=tabs-${day.repeat(20)}` };
      const answers = await Promise.all(
        ['09:00', '10:30', '12:00', '13:30', '15:00'].map((time, n) =>
          api.call<Held>('POST', 'holds', {
            body: holdBody(api.clinic, `2027-01-${day}T${time}:00Z`, api.clinic.therapistIds[n]),
            headers,
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      const kept = await api.db.asOwner<{ id: string }>(
        `SELECT DISTINCT hold_id AS id FROM occupancy
          WHERE status = 'held' AND expires_at > app_now() AND hold_id = ANY ($1)`,
        [answers.map(({ body }) => body.id)],
      );
      expect(kept).toHaveLength(1);
    }
  });
});

describe('the exclusion constraint', () => {
  it('refuses an overlap whoever writes it, tools and scripts included', async () => {
    const [taken] = await api.db.asOwner<{ id: string; resource_id: string }>(
      `SELECT id, resource_id FROM occupancy WHERE status = 'confirmed' LIMIT 1`,
    );
    await expect(
      api.db.asOwner(
        `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths,
                                status, booking_id)
         SELECT clinic_id, gen_random_uuid(), resource_id, during, 0, 0, 0, 'confirmed', booking_id
           FROM occupancy WHERE id = $1`,
        [taken?.id],
      ),
    ).rejects.toMatchObject({ code: '23P01' });
  });
});

describe('an address', () => {
  it('may keep sixty times at once and not one more; attempts are not counted', async () => {
    await api.db.advance('PT20M');
    const starts = Array.from({ length: 61 }, (_, n) => {
      const day = 1 + Math.floor(n / 25);
      const hour = 9 + Math.floor((n % 25) / 5);
      const at = `2027-02-0${day}T${String(hour).padStart(2, '0')}:00:00Z`;
      return { at, therapist: api.clinic.therapistIds[n % 5] };
    });
    const kept: number[] = [];
    for (const [n, { at, therapist }] of starts.entries()) {
      // Five hours a day, each therapist every second hour: the rest of 15 minutes stays free.
      const shifted = new Date(Date.parse(at) + Math.floor((n % 25) / 5) * 15 * 60_000);
      const body = holdBody(api.clinic, shifted.toISOString(), therapist);
      kept.push((await api.call('POST', 'holds', { body })).status);
    }
    expect(statuses(kept.map((status) => ({ status })))).toEqual({ 201: 60, 429: 1 });
    const refused = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, '2027-02-08T09:00:00Z'),
    });
    expect(refused.body).toMatchObject({ code: 'TOO_MANY_HOLDS' });
    expect(refused.headers.get('retry-after')).toBe('60');
    // What is gone is gone for everybody, whether they were here before or not.
    const [gone] = starts;
    const visit = 'v'.repeat(43);
    const known = { cookie: `limber_visit=${visit}` };
    for (const headers of [undefined, known]) {
      const body = holdBody(api.clinic, gone?.at ?? '', gone?.therapist);
      const lost = await api.call('POST', 'holds', { body, ...(headers && { headers }) });
      expect(lost).toMatchObject({
        status: 409,
        body: { code: 'SLOT_TAKEN', alternatives: { length: 3 } },
      });
    }
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule and of no deadlock', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
    expect(await countDeadlocks(api.db)).toBe(0);
  });
});
