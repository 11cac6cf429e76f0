import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Slots {
  timeZone: string;
  nextFreeAt: string | null;
  days: { date: string; slots: { startsAt: string; therapistIds: string[]; fit: unknown }[] }[];
}

const hold = async (startsAt: string, therapistId?: string): Promise<Held> => {
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, therapistId),
  });
  expect(held.status).toBe(201);
  return held.body;
};

const book = (held: Held, change = {}, headers = {}) =>
  api.call<{ reference: string; status: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.id, change),
    headers: { 'hold-token': held.token, ...headers },
  });

const linkOf = (manageUrl: string): string => new URL(manageUrl).searchParams.get('token') ?? '';

const list = (query: string) =>
  api.call<Slots>('GET', `availability?serviceId=${api.clinic.serviceId}&durationMin=60&${query}`);

describe('the way from a suggestion to a booking', () => {
  it('suggests, lists times with their fit, holds, books, reads and cancels', async () => {
    const suggestion = await api.call<{ id: string; decision: string; sessionType: string }>(
      'POST',
      'recommendations',
      {
        body: {
          training: {
            type: 'long_endurance',
            endedAt: '2027-01-10T16:00:00Z',
            rpe: 7,
            durationMin: 110,
          },
          areas: ['calves', 'thighs'],
          soreness: 4,
          goal: 'ease_soreness',
          screening: [],
        },
      },
    );
    expect(suggestion.body).toMatchObject({
      decision: 'recommend',
      sessionType: 'sports_massage',
      reasons: ['C1', 'X1', 'X2'],
      service: { serviceId: api.clinic.serviceId, durationMin: 30 },
      version: '1.0',
    });
    const times = await list(`from=2027-01-12&to=2027-01-12&fitFor=${suggestion.body.id}`);
    expect(times.body.timeZone).toBe('Europe/London');
    const [slot] = times.body.days[0]?.slots ?? [];
    expect(slot).toMatchObject({
      startsAt: '2027-01-12T09:00:00.000Z',
      therapistIds: api.clinic.therapistIds,
      fit: { score: expect.closeTo(0.94, 2), best: true },
    });

    const held = await hold('2027-01-12T09:00:00.000Z');
    const booked = await book(held, { recommendationId: suggestion.body.id });
    expect(booked).toMatchObject({ status: 201, body: { status: 'confirmed' } });

    const { reference, manageUrl } = booked.body;
    const headers = { 'link-token': linkOf(manageUrl) };
    const read = await api.call('GET', `bookings/${reference}`, { headers });
    expect(read.body).toMatchObject({
      reference,
      status: 'confirmed',
      startsAt: '2027-01-12T09:00:00.000Z',
      endsAt: '2027-01-12T10:00:00.000Z',
      price: { amount: 7000, currency: 'GBP' },
      cancellation: { possible: true, feeNow: { amount: 0, currency: 'GBP' } },
    });

    const cancelled = await api.call('POST', `bookings/${reference}/cancel`, { headers, body: {} });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', revision: 2 } });
    const again = await api.call('POST', `bookings/${reference}/cancel`, { headers });
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_CANCELLED' } });
    // The time is free again for the next client.
    await hold('2027-01-12T09:00:00.000Z', held.therapistId);
  });

  it('keeps the suggestion, the screening and the note sealed', async () => {
    const held = await hold('2027-01-13T09:00:00Z');
    await book(held, { note: 'left shoulder, please', screening: ['bp_controlled'] });
    const [row] = await api.db.asOwner<{ note: Buffer; answers: Buffer; caution: boolean }>(
      `SELECT b.note, s.answers, b.caution FROM booking b
         JOIN screening_answer s ON s.id = b.screening_id WHERE b.caution`,
    );
    expect(row?.note.toString()).not.toContain('shoulder');
    expect(row?.answers.toString()).not.toContain('bp_controlled');
    expect(row?.caution).toBe(true);
  });
});

describe('a hold', () => {
  it('is replaced by the next one of the same browser session', async () => {
    const start = '2027-01-14T09:00:00Z';
    const first = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, start, api.clinic.therapistIds[0]),
    });
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(cookie).toMatch(/^limber_visit=/);
    const second = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-14T11:00:00Z', api.clinic.therapistIds[0]),
      headers: { cookie },
    });
    expect(second.status).toBe(201);
    await hold(start, api.clinic.therapistIds[0]);
    const late = await book(first.body);
    expect(late).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
  });

  it('stays what it was when the next one of the session is lost', async () => {
    const [therapist = ''] = api.clinic.therapistIds;
    const first = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-18T09:00:00Z', therapist),
    });
    await hold('2027-01-18T13:00:00Z', therapist);
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const lost = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-18T13:00:00Z', therapist),
      headers: { cookie },
    });
    expect(lost).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect((await book(first.body)).status).toBe(201);
  });

  it('lasts ten minutes and can be extended once, to fifteen', async () => {
    const held = await hold('2027-01-14T13:00:00Z');
    const headers = { 'hold-token': held.token };
    const extended = await api.call<{ expiresAt: string }>('POST', `holds/${held.id}/extend`, {
      headers,
    });
    const minutes = (Date.parse(extended.body.expiresAt) - Date.parse(held.expiresAt)) / 60_000;
    expect(minutes).toBe(5);
    expect(await api.call('POST', `holds/${held.id}/extend`, { headers })).toMatchObject({
      status: 409,
      body: { code: 'HOLD_EXTENDED' },
    });
    expect((await api.call('DELETE', `holds/${held.id}`, { headers })).status).toBe(204);
    expect((await api.call('DELETE', `holds/${held.id}`, { headers })).status).toBe(204);
    expect((await book(held)).body).toMatchObject({ code: 'HOLD_EXPIRED' });
  });

  it('never blocks once it has expired, and is confirmed late when nobody came', async () => {
    const [therapist = ''] = api.clinic.therapistIds;
    const dead = await hold('2027-01-15T09:00:00Z', therapist);
    const late = await hold('2027-01-15T13:00:00Z', therapist);
    await api.db.advance('PT10M');
    const longer = await api.call('POST', `holds/${late.id}/extend`, {
      headers: { 'hold-token': late.token },
    });
    expect(longer).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
    // Nobody looked for others: it is not said that there are none.
    expect(longer.text).toMatch(/pick it again/);
    const mine = await hold('2027-01-15T09:00:00Z', therapist);
    expect(await book(dead)).toMatchObject({
      status: 409,
      body: { code: 'HOLD_EXPIRED', alternatives: expect.any(Array) },
    });
    expect((await book(late)).status).toBe(201);
    expect((await book(mine)).status).toBe(201);
    expect((await book(mine)).body).toMatchObject({ code: 'HOLD_USED' });
  });

  it('is no booking any more once its start has come, however long it lasts', async () => {
    const none = `UPDATE clinic SET policies = policies || '{"noticeMin": 0}'`;
    await api.db.asOwner(none);
    await api.db.setNow('2027-01-15T14:55:00Z');
    const held = await hold('2027-01-15T15:00:00Z');
    await api.db.advance('PT5M');
    const late = await book(held);
    await api.db.asOwner(`UPDATE clinic SET policies = policies - 'noticeMin'`);
    expect(late).toMatchObject({
      status: 422,
      body: { code: 'IN_PAST', errors: [{ path: 'startsAt' }] },
    });
  });

  it('is nobody else’s: a wrong or missing token finds nothing', async () => {
    const held = await hold('2027-01-16T09:00:00Z');
    const headers = { 'hold-token': 'x'.repeat(43) };
    expect((await api.call('DELETE', `holds/${held.id}`, { headers })).status).toBe(404);
    expect((await api.call('DELETE', `holds/${held.id}`)).status).toBe(404);
    expect((await book({ ...held, token: 'x'.repeat(43) })).status).toBe(404);
  });

  it('keeps max, not sum, of the gaps: the next start is 15 minutes after the last', async () => {
    const [therapist = ''] = api.clinic.therapistIds;
    await hold('2027-01-17T10:00:00Z', therapist);
    const early = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-17T11:00:00Z', therapist),
    });
    expect(early).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    const { alternatives } = early.body as { alternatives: string[] };
    expect(alternatives).toHaveLength(3);
    expect(alternatives).toContain('2027-01-17T11:15:00.000Z');
    await hold('2027-01-17T11:15:00Z', therapist);
  });
});

describe('a booking', () => {
  it('is made once per Idempotency-Key, byte for byte', async () => {
    const held = await hold('2027-01-18T09:00:00Z');
    const headers = { 'idempotency-key': 'checkout-1' };
    const first = await book(held, {}, headers);
    const second = await book(held, {}, headers);
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    const other = await book(held, { note: 'another' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it.each([
    [['dark_urine'], 'SCREENING_REFUSED'],
    [['bp_controlled', 'chest_pain_breathless'], 'SCREENING_REFUSED'],
    [['pregnancy_t1'], 'CLEARANCE_NEEDED'],
    [['never_heard_of'], 'CLEARANCE_NEEDED'],
    [['under_18'], 'PRECAUTION_CAP'],
  ])('is not made with %j: %s, and the hold stays', async (screening, code) => {
    const held = await hold('2027-01-19T09:00:00Z');
    const before = await api.db.asOwner('SELECT id FROM booking');
    const refused = await book(held, { screening });
    expect(refused).toMatchObject({ status: 422, body: { code } });
    if (code === 'SCREENING_REFUSED') {
      expect(JSON.stringify(refused.body['safety' as never])).toContain('999');
    }
    expect(await api.db.asOwner('SELECT id FROM booking')).toHaveLength(before.length);
    expect(await api.db.asOwner('SELECT id FROM client WHERE email = $1', ['n@x.example'])).toEqual(
      [],
    );
    expect((await book(held)).status).toBe(201);
    await api.db.asOwner(`UPDATE occupancy SET status = 'released', expires_at = NULL`);
  });

  it('needs the consent to keep health answers, and a phone number that can be one', async () => {
    const held = await hold('2027-01-20T09:00:00Z');
    const consents = { healthData: false, checkIns: false, marketing: false };
    expect((await book(held, { consents })).body).toMatchObject({
      code: 'CONSENT_REQUIRED',
      errors: [{ path: 'consents.healthData' }],
    });
    const client = { name: 'Ada Hill', email: 'ada@example.com', phone: 'none' };
    expect((await book(held, { client })).body).toMatchObject({
      code: 'PHONE_INVALID',
      errors: [{ path: 'client.phone', code: 'PHONE_INVALID' }],
    });
  });

  it('is not made while a red flag of the same person waits for clearance', async () => {
    const held = await hold('2027-01-20T13:00:00Z');
    await book(held, { client: { name: 'Rae', email: 'rae@example.com', phone: '07700 900124' } });
    await api.db.asOwner(`UPDATE client SET blocked_since = now() WHERE email = 'rae@example.com'`);
    const next = await hold('2027-01-21T13:00:00Z');
    const client = { name: 'Rae', email: 'Rae@Example.com', phone: '07700 900124' };
    expect(await book(next, { client })).toMatchObject({
      status: 409,
      body: { code: 'BOOKING_BLOCKED' },
    });
  });

  it('plans its mails in the same transaction and takes them back when cancelled', async () => {
    const held = await hold('2027-01-22T09:00:00Z');
    const training = {
      type: 'long_endurance',
      endedAt: '2027-01-22T07:00:00Z',
      rpe: 7,
      durationMin: 90,
    };
    const client = { name: 'Mo', email: 'mo@example.com', phone: '07700 900125' };
    const booked = await book(held, { training, client });
    const mails = () =>
      api.db.asOwner<{ kind: string; state: string; due: Date }>(
        `SELECT kind, state, due_at AS due FROM message WHERE recipient = 'mo@example.com' ORDER BY due_at`,
      );
    expect((await mails()).map(({ kind, state }) => [kind, state])).toEqual([
      ['booking_confirmation', 'planned'],
      ['reminder_24h', 'planned'],
      ['reminder_2h', 'planned'],
      ['aftercare', 'planned'],
      ['checkin_24', 'planned'],
      ['checkin_48', 'planned'],
      ['checkin_72', 'planned'],
      ['nudge_7d', 'planned'],
    ]);
    expect((await mails()).slice(4, 7).map(({ due }) => due.toISOString())).toEqual([
      '2027-01-23T08:00:00.000Z',
      '2027-01-24T08:00:00.000Z',
      '2027-01-25T08:00:00.000Z',
    ]);
    const token = linkOf(booked.body.manageUrl);
    await api.call('POST', `bookings/${booked.body.reference}/cancel?token=${token}`);
    expect((await mails()).filter(({ state }) => state === 'planned')).toMatchObject([
      { kind: 'booking_cancelled' },
    ]);
  });

  it('is read and cancelled only with its own link', async () => {
    const held = await hold('2027-01-23T09:00:00Z');
    const { body } = await book(held);
    const other = await hold('2027-01-23T13:00:00Z');
    const otherLink = linkOf((await book(other)).body.manageUrl);
    for (const token of ['', 'nonsense', otherLink]) {
      const headers = { 'link-token': token };
      expect((await api.call('GET', `bookings/${body.reference}`, { headers })).status).toBe(404);
      const cancel = await api.call('POST', `bookings/${body.reference}/cancel`, { headers });
      expect(cancel.status).toBe(404);
    }
  });
});

describe('an empty range', () => {
  it('answers with the next free start', async () => {
    const empty = await list('from=2027-01-10&to=2027-01-10');
    expect(empty.body.days).toEqual([{ date: '2027-01-10', slots: [] }]);
    expect(empty.body.nextFreeAt).toMatch(/^2027-01-\d\dT/);
  });
});
