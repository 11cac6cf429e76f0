import { type ApiWorld, bookOnline, holdBody, startApi } from './api.testing.ts';
import { decline, entryOf, join, statesOf, sweep } from './waitlist.testing.ts';

/** The clinic is in London, its one place somewhere else: whoever waits means the clocks there. */
let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 1, policies: { noticeMin: 0 } });
});
afterAll(() => api.close());

const isIn = (zone: string) => api.db.asOwner('UPDATE location SET time_zone = $1', [zone]);

/** Somebody has that time, somebody else waits for it from ten to twelve of a date; then it is called off. */
async function freed(startsAt: string, date: string, now: string) {
  const { reference, headers } = await bookOnline(api, holdBody(api.clinic, startsAt), {
    client: { name: 'Ada Hill', email: `ada-${date}@example.com`, phone: '07700 900123' },
  });
  const one = await join(api, date, 'One', {
    noticeMin: 30,
    windows: [{ from: date, to: date, startTime: '10:00', endTime: '16:00' }],
  });
  await api.db.setNow(now);
  const body = { acceptFee: true };
  const path = `bookings/${reference}/cancel`;
  expect((await api.call('POST', path, { body, headers })).status).toBe(200);
  await sweep(api);
  return one;
}

describe('a time at a place far away', () => {
  it('is offered on the day it has there, which the clinic has not begun, and once that day', async () => {
    await isIn('Pacific/Auckland');
    // Ten in the morning of the 20th there is nine in the evening of the 19th in London.
    const one = await freed('2027-01-19T21:00:00Z', '2027-01-20', '2027-01-18T09:00:00Z');
    expect(await statesOf(api, one)).toEqual(['open']);
    expect((await decline(api, one)).status).toBe(200);
    await sweep(api);
    expect(await statesOf(api, one)).toEqual(['declined']);
  });

  it('is waited for to the end of the last day there, though the clinic’s own is over', async () => {
    await isIn('Pacific/Honolulu');
    // Three in the afternoon of the 26th there is one in the morning of the 27th in London.
    const one = await freed('2027-01-27T01:00:00Z', '2027-01-26', '2027-01-27T00:05:00Z');
    expect(await entryOf(api, one)).toMatchObject({
      ...{ state: 'waiting', timeZone: 'Pacific/Honolulu', expiresOn: '2027-01-26' },
    });
    expect(await statesOf(api, one)).toEqual(['open']);
  });
});
