import { type ApiWorld, bookOnline, holdBody, startApi } from './api.testing.ts';
import { accept, decline, entryOf, join, type Joined, sweep } from './waitlist.testing.ts';

/** Nobody is offered two times at once; so the second waits for their answer to the first. */
let api: ApiWorld;
let day = 12;
beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 1 });
});
afterAll(() => api.close());

const statesOf = async (each: Joined) =>
  (await entryOf(api, each)).offers.map(({ state }) => state);

/** Two wait for ten or two o'clock of a day; both times are called off before anybody looks. */
async function bothFreed(): Promise<[Joined, Joined]> {
  day += 3;
  const date = `2027-01-${day}`;
  await api.db.setNow(`2027-01-${day - 2}T08:00:00Z`);
  const booked = [];
  for (const time of ['10:00', '14:00']) {
    const client = {
      ...{ name: 'Ada Hill', email: `ada-${day}-${time.slice(0, 2)}@example.com` },
      phone: '07700 900123',
    };
    booked.push(await bookOnline(api, holdBody(api.clinic, `${date}T${time}:00Z`), { client }));
  }
  const windows = [
    { from: date, to: date, startTime: '10:00', endTime: '11:00' },
    { from: date, to: date, startTime: '14:00', endTime: '15:00' },
  ];
  const both: [Joined, Joined] = [
    await join(api, date, 'One', { windows }),
    await join(api, date, 'Two', { windows }),
  ];
  for (const { reference, headers } of booked) {
    const cancelled = await api.call('POST', `bookings/${reference}/cancel`, {
      ...{ headers, body: { acceptFee: true } },
    });
    expect(cancelled.status).toBe(200);
  }
  await sweep(api);
  expect(await Promise.all(both.map(statesOf))).toEqual([['open'], ['open']]);
  return both;
}

describe('of two times that came free, the other one is offered', () => {
  it('to who lost the first, as soon as somebody has it', async () => {
    const [one, two] = await bothFreed();
    expect((await accept(api, one)).status).toBe(200);
    await sweep(api);
    expect(await Promise.all([one, two].map(statesOf))).toEqual([['accepted'], ['open', 'taken']]);
  });

  it('to who says no to the first, though somebody else is still thinking', async () => {
    const [one, two] = await bothFreed();
    expect((await decline(api, one)).status).toBe(200);
    await sweep(api);
    expect(await Promise.all([one, two].map(statesOf))).toEqual([['open', 'declined'], ['open']]);
  });

  it('to who did not answer, when that time is over', async () => {
    const both = await bothFreed();
    await api.db.advance('PT15M');
    await sweep(api);
    expect(await Promise.all(both.map(statesOf))).toEqual([
      ['open', 'lapsed'],
      ['open', 'lapsed'],
    ]);
  });
});
