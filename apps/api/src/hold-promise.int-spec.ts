import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const policies = (change: Record<string, unknown>) =>
  api.db.asOwner('UPDATE clinic SET policies = $1', [JSON.stringify(change)]);

const hold = (startsAt: string) =>
  api.call<Held & { code: string }>('POST', 'holds', { body: holdBody(api.clinic, startsAt) });

const book = ({ id, token }: Held) =>
  api.call('POST', 'bookings', {
    body: bookingBody(id),
    headers: { 'hold-token': token },
  });

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
