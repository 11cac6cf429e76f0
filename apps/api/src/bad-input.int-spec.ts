import { problems } from './edge/problem.table.ts';
import { type ApiWorld, bookingBody, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface OpenApi {
  openapi: string;
  paths: Record<
    string,
    Record<string, { parameters: { name?: string }[]; responses: Record<string, unknown> }>
  >;
}

const UNKNOWN = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const listing = (query: Record<string, string>) =>
  api.call(
    'GET',
    `availability?${new URLSearchParams({
      serviceId: api.clinic.serviceId,
      durationMin: '60',
      from: '2027-01-12',
      to: '2027-01-13',
      ...query,
    }).toString()}`,
  );
const holding = (change: Record<string, unknown>) =>
  api.call('POST', 'holds', {
    body: { ...holdBody(api.clinic, '2027-01-12T10:00:00Z'), ...change },
  });

describe('every refusal', () => {
  it('is problem+json with a code, a sentence and the request’s id', async () => {
    const answer = await api.call('GET', '/api/v1/clinics/nowhere');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      detail: problems.NOT_FOUND.detail,
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('says the same of what does not exist and of what is another clinic’s', async () => {
    const [a, b] = [
      await api.call('GET', '/api/v1/clinics/nowhere/services'),
      await api.call('GET', `/api/v1/clinics/${UNKNOWN}/services`),
    ];
    const plain = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
    expect(plain(a.body)).toEqual(plain(b.body));
  });
});

describe('an address', () => {
  it.each([
    ['/api/v1/clinics/%E0%A4%A', 400, 'BAD_URL'],
    ['/api/v1/clinics/%00', 404, 'NOT_FOUND'],
    ['/api/v1/clinics/demo%27--/services', 404, 'NOT_FOUND'],
    ['/api/v1/nothing', 404, 'NOT_FOUND'],
    ['/api/v1/clinics/north/bookings/..%2f', 404, 'NOT_FOUND'],
    ['/api/v1/clinics/north/check-ins/not-a-token', 404, 'LINK_INVALID'],
    [`/api/v1/clinics/north/check-ins/${UNKNOWN}.forged`, 404, 'LINK_INVALID'],
    ['/api/v1/clinics/north/check-ins/%F0%9F%92%A9', 404, 'NOT_FOUND'],
  ])('%s -> %d %s', async (path, status, code) => {
    expect(await api.call('GET', path)).toMatchObject({ status, body: { code } });
  });
});

describe('a body', () => {
  it.each([
    ['{"serviceId": ', {}, 400, 'BAD_JSON'],
    ['[]', {}, 422, 'VALIDATION_FAILED'],
    ['null', {}, 422, 'VALIDATION_FAILED'],
    ['"text"', {}, 422, 'VALIDATION_FAILED'],
    ['{"__proto__": {"a": 1}}', {}, 400, 'BAD_JSON'],
    ['a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a=1', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [JSON.stringify({ x: 'y'.repeat(100_001) }), {}, 413, 'BODY_TOO_LARGE'],
  ])('%s %j -> %d %s', async (body, headers, status, code) => {
    expect(await api.call('POST', 'holds', { body, headers })).toMatchObject({
      status,
      body: { code },
    });
  });

  it('that is missing is refused field by field', async () => {
    const answer = await api.call('POST', 'holds', { body: {} });
    expect(answer.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: expect.arrayContaining([
        { path: 'serviceId', code: 'INVALID_TYPE', message: expect.any(String) },
      ]),
    });
  });
});

describe('a listing', () => {
  it.each([
    [{ from: '2027-01-13', to: '2027-01-12' }, 422, 'RANGE_REVERSED'],
    [{ from: '2027-01-01', to: '2027-03-04' }, 422, 'RANGE_TOO_LONG'],
    [{ from: '2027-02-30' }, 422, 'VALIDATION_FAILED'],
    [{ from: '0000-01-01', to: '0000-01-02' }, 422, 'VALIDATION_FAILED'],
    [{ durationMin: '45' }, 422, 'DURATION_NOT_SOLD'],
    [{ durationMin: '1e1' }, 422, 'VALIDATION_FAILED'],
    [{ serviceId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ serviceId: 'x' }, 422, 'VALIDATION_FAILED'],
    [{ therapistId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ locationId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ fitFor: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ surprise: '1' }, 422, 'VALIDATION_FAILED'],
  ])('with %j -> %d %s', async (query, status, code) => {
    expect(await listing(query)).toMatchObject({ status, body: { code } });
  });

  it.each([
    [{ from: '2027-01-13', to: '2027-01-12' }, 'to', 'RANGE_REVERSED'],
    [{ from: '2027-01-01', to: '2027-03-04' }, 'to', 'RANGE_TOO_LONG'],
    [{ durationMin: '45' }, 'durationMin', 'DURATION_NOT_SOLD'],
    [{ from: '2027-02-30' }, 'from', 'INVALID_FORMAT'],
  ])('with %j is refused at the field %s', async (query, path, code) => {
    expect((await listing(query)).body).toMatchObject({
      errors: [{ path, code, message: expect.stringMatching(/./) }],
    });
  });

  it('takes 62 days and lists every one of them', async () => {
    const { body } = await listing({ from: '2027-01-01', to: '2027-03-03' });
    expect(body['days']).toHaveLength(62);
  });
});

describe('a hold', () => {
  it.each([
    [{ startsAt: '2027-01-12T10:07:00Z' }, 422, 'OFF_GRID'],
    [{ startsAt: '2027-01-12T10:00:30Z' }, 422, 'OFF_GRID'],
    [{ startsAt: '2027-01-10T10:00:00Z' }, 422, 'IN_PAST'],
    [{ startsAt: '2000-01-10T10:00:00Z' }, 422, 'IN_PAST'],
    [{ startsAt: '2027-01-11T06:30:00Z' }, 422, 'NOTICE'],
    [{ startsAt: '2027-06-12T10:00:00Z' }, 422, 'HORIZON'],
    [{ startsAt: '2199-06-12T10:00:00Z' }, 422, 'HORIZON'],
    [{ startsAt: '2027-01-12T21:00:00Z' }, 422, 'OUTSIDE_HOURS'],
    [{ startsAt: '2027-01-12T10:00:00' }, 422, 'VALIDATION_FAILED'],
    [{ startsAt: 1 }, 422, 'VALIDATION_FAILED'],
    [{ serviceId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ therapistId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ locationId: UNKNOWN }, 404, 'NOT_FOUND'],
    [{ durationMin: 45 }, 422, 'DURATION_NOT_SOLD'],
    [{ durationMin: 60.5 }, 422, 'VALIDATION_FAILED'],
    [{ price: 1 }, 422, 'VALIDATION_FAILED'],
  ])('with %j -> %d %s', async (change, status, code) => {
    expect(await holding(change)).toMatchObject({ status, body: { code } });
  });

  it('reads an instant with an offset as the same instant', async () => {
    const held = await holding({ startsAt: '2027-01-15T11:00:00+01:00' });
    expect(held).toMatchObject({ status: 201, body: { startsAt: '2027-01-15T10:00:00.000Z' } });
  });

  it('names an unreadable Idempotency-Key', async () => {
    const answer = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-12T10:00:00Z'),
      headers: { 'idempotency-key': 'x'.repeat(201) },
    });
    expect(answer.body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'Idempotency-Key' }],
    });
  });
});

describe('a suggestion', () => {
  const ask = (change: Record<string, unknown>) =>
    api.call('POST', 'recommendations', {
      body: {
        areas: ['legs'],
        soreness: 2,
        goal: 'calm_down',
        screening: [],
        ...change,
      },
    });

  it.each([
    [{ areas: [] }, 422],
    [{ areas: ['tail'] }, 422],
    [{ soreness: 11 }, 422],
    [{ soreness: undefined }, 422],
    [{ goal: undefined }, 422],
    [{ screening: undefined }, 422],
    [{ training: { type: 'mixed', rpe: 5, durationMin: 60 } }, 422],
    [{ screening: null }, 200],
  ])('with %j -> %d', async (change, status) => {
    expect((await ask(change)).status).toBe(status);
  });

  it('refuses on a red flag with the message of the clinic’s country', async () => {
    const { body } = await ask({ screening: ['dark_urine'] });
    expect(body).toMatchObject({
      decision: 'do_not_book',
      sessionType: null,
      service: null,
      safety: [{ code: 'dark_urine', numbers: [{ number: '111' }, { number: '999' }] }],
    });
  });
});

describe('a booking', () => {
  it.each([
    [{ client: { name: 'A\r\nBcc: x', email: 'a@example.com', phone: '07700 900123' } }],
    [{ client: { name: 'A', email: 'not an address', phone: '07700 900123' } }],
    [{ client: { name: '', email: 'a@example.com', phone: '07700 900123' } }],
    [{ screening: 'none' }],
    [{ screening: null }],
    [{ consents: { healthData: true } }],
    [{ training: { type: 'mixed' } }],
    [{ holdId: 'x' }],
    [{ status: 'confirmed' }],
  ])('with %j is refused at the edge', async (change) => {
    const answer = await api.call('POST', 'bookings', {
      body: bookingBody(UNKNOWN, change),
      headers: { 'hold-token': 'x'.repeat(43) },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('text that no column can keep', () => {
  it.each([
    ['note', { note: 'my left\0 knee' }],
    [
      'client.name',
      { client: { name: 'Ada \ud83d', email: 'a@example.com', phone: '07700 900123' } },
    ],
    ['screening.1', { screening: ['bp_controlled', '\0'] }],
  ])('is refused with its field: %s', async (path, change) => {
    const answer = await api.call('POST', 'bookings', {
      body: bookingBody(UNKNOWN, change),
      headers: { 'hold-token': 'x'.repeat(43) },
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'VALIDATION_FAILED', errors: [{ path, code: 'UNREADABLE_TEXT' }] },
    });
  });

  it('is told from a picture of two code units, and looked for in addresses too', async () => {
    const whole = { note: 'left knee 🦵' };
    const token = { 'hold-token': 'x'.repeat(43) };
    const read = { body: bookingBody(UNKNOWN, whole), headers: token };
    expect(await api.call('POST', 'bookings', read)).toMatchObject({ status: 404 });
    expect(await listing({ from: '2027-01-12\0' })).toMatchObject({ status: 422 });
    const unsigned = await api.call('GET', 'bookings/ABCD2345?token=a%00b');
    expect(unsigned).toMatchObject({ status: 422, body: { errors: [{ path: 'token' }] } });
  });
});

describe('what is public', () => {
  it('describes the clinic, its services, its therapists and itself', async () => {
    expect((await api.call('GET', '/api/v1/clinics')).body).toMatchObject([{ slug: 'north' }]);
    expect((await api.call('GET', '')).body).toMatchObject({
      slug: 'north',
      timeZone: 'Europe/London',
      currency: 'GBP',
      country: 'GB',
      locations: [{ name: 'The Arches' }],
    });
    expect((await api.call('GET', `/api/v1/clinics/${api.clinic.clinicId}`)).status).toBe(200);
    expect((await api.call('GET', 'services')).body).toMatchObject([
      { sessionType: 'sports_massage', durations: [{ minutes: 30 }, { minutes: 60 }] },
      { sessionType: 'deep_tissue' },
    ]);
    expect((await api.call('GET', 'therapists')).body).toHaveLength(3);
    const openApi = await api.call<OpenApi>('GET', '/api/openapi.json');
    expect(openApi.body.openapi).toBe('3.1.0');
    expect(Object.keys(openApi.body.paths)).toContain(
      '/api/v1/clinics/{clinic}/bookings/{reference}',
    );
    const operations = Object.values(openApi.body.paths).flatMap((path) => Object.values(path));
    for (const { parameters, responses } of operations) {
      expect(parameters.filter(({ name }) => !name)).toEqual([]);
      expect(responses).toHaveProperty('default');
    }
    expect((await api.call('GET', '/api/docs')).status).toBe(200);
    expect((await api.call('GET', '/healthz')).status).toBe(200);
    expect((await api.call('GET', '/readyz')).body).toEqual({ status: 'ok' });
    expect((await api.call('GET', '/system')).text).toContain('Limber is running');
  });
});

describe('the demo clock', () => {
  it('moves forward only', async () => {
    const before = await api.call<{ now: string }>('GET', '/api/v1/demo/clock');
    const after = await api.call<{ now: string }>('POST', '/api/v1/demo/clock', {
      body: { advance: 'PT1H' },
    });
    const passed = Date.parse(after.body.now) - Date.parse(before.body.now);
    expect(passed).toBeGreaterThanOrEqual(3_600_000);
    for (const advance of ['PT0S', 'P1000000Y', 'P999999999999999Y']) {
      const answer = await api.call('POST', '/api/v1/demo/clock', { body: { advance } });
      expect(answer).toMatchObject({ status: 422 });
    }
    for (const advance of ['-PT1H', 'tomorrow', 24, null]) {
      const answer = await api.call('POST', '/api/v1/demo/clock', { body: { advance } });
      expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    }
  });

  it('does not exist outside demo mode, nor does the mailbox', async () => {
    const real = await startApi({ environment: { DEMO_MODE: '0' } });
    for (const path of ['/api/v1/demo/clock', '/api/v1/demo/mailbox']) {
      expect(await real.call('GET', path)).toMatchObject({
        status: 404,
        body: { code: 'DEMO_ONLY' },
      });
    }
    await real.close();
  });

  it('says plainly when the mailbox cannot be reached', async () => {
    const answer = await api.call('GET', '/api/v1/demo/mailbox');
    expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  });
});
