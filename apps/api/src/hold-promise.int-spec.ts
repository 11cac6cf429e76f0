import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const policies = (change: Record<string, unknown>) =>
  api.db.asOwner('UPDATE clinic SET policies = $1', [JSON.stringify(change)]);

interface Told {
  code: string;
  price: { amount: number };
  policy: { lateCancellationFee: { amount: number } };
}

const hold = (startsAt: string) =>
  api.call<Held & Told>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt),
  });

const book = ({ id, token }: Held) =>
  api.call('POST', 'bookings', {
    body: bookingBody(id),
    headers: { 'hold-token': token },
  });

let days = 0;
/** Ten in the morning of a day nobody else has asked for. */
const nextStart = (): string => new Date(Date.UTC(2027, 1, (days += 1), 10)).toISOString();

const isListed = async (startsAt: string): Promise<boolean> => {
  const date = startsAt.slice(0, 10);
  const { serviceId } = api.clinic;
  const { text } = await api.call(
    ...([
      'GET',
      `availability?serviceId=${serviceId}&durationMin=60&from=${date}&to=${date}`,
    ] as const),
  );
  return text.includes(startsAt);
};

/** Every case has a day of its own: the clock only moves forward. All of it lies in winter, in London. */
const rules = [
  {
    code: 'NOTICE',
    change: { noticeMin: 60 },
    startsAt: '2027-01-12T14:00:00.000Z',
    stillOpen: '2027-01-12T12:55:00Z',
    closed: '2027-01-12T13:01:00Z',
    expired: '2027-01-12T13:10:00Z',
  },
  {
    code: 'SAME_DAY_CUTOFF',
    change: { noticeMin: 0, sameDayCutoff: '12:00' },
    startsAt: '2027-01-13T15:00:00.000Z',
    stillOpen: '2027-01-13T11:55:00Z',
    closed: '2027-01-13T12:00:00Z',
    expired: '2027-01-13T12:10:00Z',
  },
];

describe.each(rules)('what closes with the clock: $code', (rule) => {
  const { code, change, startsAt, stillOpen, closed, expired } = rule;
  const refused = { status: 422, body: { code, errors: [{ path: 'startsAt', code }] } };

  it('is asked when times are listed, again when one is taken, and not while it is kept', async () => {
    await policies(change);
    await api.db.setNow(stillOpen);
    expect(await isListed(startsAt)).toBe(true);
    const [kept, lapsed] = [await hold(startsAt), await hold(startsAt)];
    expect([kept.status, lapsed.status]).toEqual([201, 201]);

    await api.db.setNow(closed);
    expect(await isListed(startsAt)).toBe(false);
    // Nobody takes it now, not even with a hand free: whoever saw it in the list hears the rule.
    expect(await hold(startsAt)).toMatchObject(refused);
    // Whoever has it kept was told how long they have it: that stands.
    expect((await book(kept.body)).status).toBe(201);

    // Once the hold is over its time is asked for like any other.
    await api.db.setNow(expired);
    expect(await book(lapsed.body)).toMatchObject(refused);
  });
});

describe('a clinic that sells less far ahead from now on', () => {
  it('keeps its word about what is kept, and for as long as it is', async () => {
    await policies({ horizonDays: 60 });
    const startsAt = '2027-02-10T10:00:00.000Z';
    const [kept, lapsed] = [await hold(startsAt), await hold(startsAt)];
    await policies({ horizonDays: 7 });
    const refused = { status: 422, body: { code: 'HORIZON', errors: [{ path: 'startsAt' }] } };
    expect(await hold(startsAt)).toMatchObject(refused);
    expect((await book(kept.body)).status).toBe(201);
    await api.db.advance('PT10M');
    expect(await book(lapsed.body)).toMatchObject(refused);
  });
});

describe('a clinic that stops selling something', () => {
  it.each([
    ['a length', 'UPDATE service_duration SET active = $1 WHERE minutes = 60', 'DURATION_NOT_SOLD'],
    ['a service', 'UPDATE service SET active = $1', 'NOT_FOUND'],
  ])('lets whoever has %s kept book it, at the price they saw', async (_, change, code) => {
    await policies({});
    const [kept, lapsed] = [await hold(nextStart()), await hold(nextStart())];
    await api.db.asOwner(change, [false]);
    const another = await hold(nextStart());
    const booked = await book(kept.body);
    await api.db.advance('PT10M');
    const late = await book(lapsed.body);
    await api.db.asOwner(change, [true]);
    expect(another.body.code).toBe(code);
    expect(booked.status).toBe(201);
    expect(late.body).toMatchObject({ code });
  });

  it('or sells it for more takes from them what they were shown', async () => {
    const kept = await hold(nextStart());
    await api.db.asOwner('UPDATE service_duration SET price_minor = price_minor + 1000');
    const { body } = await book(kept.body);
    await api.db.asOwner('UPDATE service_duration SET price_minor = price_minor - 1000');
    const [row] = await api.db.asOwner(
      'SELECT price_minor AS price FROM booking WHERE reference = $1',
      [body['reference']],
    );
    expect(row).toEqual({ price: kept.body.price.amount });
  });
});

describe('a clinic that changes its terms', () => {
  it('books what is kept on those that were told with it, and what is taken from then on on the new ones', async () => {
    await policies({ freeCancellationHours: 24, lateCancellationFeePercent: 50 });
    const kept = await hold(nextStart());
    await policies({ freeCancellationHours: 72, lateCancellationFeePercent: 100 });
    const later = await hold(nextStart());
    const booked = [await book(kept.body), await book(later.body)];
    await policies({});
    const rows = await api.db.asOwner<{ hours: number; percent: number }>(
      `SELECT (policy->>'freeCancellationHours')::int AS hours, (policy->>'lateFeePercent')::int AS percent
         FROM booking WHERE reference = ANY ($1) ORDER BY starts_at`,
      [booked.map(({ body }) => body['reference'])],
    );
    expect(rows).toEqual([
      { hours: 24, percent: 50 },
      { hours: 72, percent: 100 },
    ]);
    expect(kept.body.policy.lateCancellationFee.amount).toBe(kept.body.price.amount / 2);
    expect(later.body.policy.lateCancellationFee.amount).toBe(later.body.price.amount);
  });
});
