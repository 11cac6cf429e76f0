import type { CalendarFeedMade, DeskCalendarFeeds, OwnCalendarFeed } from '@limber/contracts';
import { DAY } from '@limber/kernel';
import ICAL from 'ical.js';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let ana: Person;
let other: Person;
let fay: Person;
let mine = '';
let theirs = '';

beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
  [mine = '', theirs = ''] = api.clinic.therapistIds;
  ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: mine });
  other = await hire(api, 'tom@clinic.example', { role: 'therapist', therapistId: theirs });
  fay = await hire(api, 'fay@clinic.example', { role: 'front_desk' });
});
afterAll(() => api.close());

const base = Date.parse(MONDAY);
const on = (days: number, time: string): string =>
  `${new Date(base + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

interface Booked {
  reference: string;
  headers: Record<string, string>;
}
async function book(startsAt: string, therapistId: string, name = 'Ada Hill'): Promise<Booked> {
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, therapistId),
  });
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client: { name, email, phone: '07700 900123' } }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, headers: { 'link-token': token } };
}
const cancel = ({ reference, headers }: Booked) =>
  api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });

const make = (person: Person, therapistId: string, showsNames = false) =>
  api.call<CalendarFeedMade>('POST', 'desk/calendar-feeds', {
    ...asPerson(person),
    body: { therapistId, showsNames },
  });
const fetchFeed = (url: string, headers: Record<string, string> = {}) =>
  api.call('GET', new URL(url).pathname, { headers });

function eventsOf(file: string) {
  const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
  return root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      status: component.getFirstPropertyValue('status'),
      sequence: Number(component.getFirstPropertyValue('sequence')),
    };
  });
}

describe('a therapist’s calendar', () => {
  it('shows their own visits by initials, nothing of anybody else’s, and no health', async () => {
    await book(on(2, '09:00'), mine, 'Ada Hill');
    await book(on(2, '09:00'), theirs, 'Bob Stone');
    const { status, body } = await make(ana, mine);
    expect(status).toBe(201);
    const feed = await fetchFeed(body.url);
    expect(feed.status).toBe(200);
    expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(feed.headers.get('cache-control')).toBe('private, max-age=300');
    expect(eventsOf(feed.text).map(({ summary }) => summary)).toEqual(['A. H., Sports massage']);
    expect(feed.text).not.toMatch(/Hill|Bob|B\. S\.|example\.com|0770/);
  });

  it('shows whole names where that was asked for', async () => {
    const { body } = await make(fay, theirs, true);
    const feed = await fetchFeed(body.url);
    expect(eventsOf(feed.text).map(({ summary }) => summary)).toEqual([
      'Bob Stone, Sports massage',
    ]);
  });

  it('keeps one UID for a visit that moves, and a visit called off for thirty days', async () => {
    const booked = await book(on(3, '09:00'), mine, 'Cy Moved');
    const { body } = await make(ana, mine, true);
    const find = async () =>
      eventsOf((await fetchFeed(body.url)).text).find(({ summary }) => /Cy Moved/.test(summary));
    const before = await find();
    const { reference, headers } = booked;
    await api.call('POST', `bookings/${reference}/reschedule`, {
      body: { startsAt: on(3, '11:00') },
      headers,
    });
    expect(await find()).toMatchObject({ uid: before?.uid, sequence: 2, status: 'CONFIRMED' });
    await cancel(booked);
    expect(await find()).toMatchObject({ uid: before?.uid, sequence: 3, status: 'CANCELLED' });
    await api.db.advance(`P29D`);
    expect(await find()).toMatchObject({ status: 'CANCELLED' });
    await api.db.advance(`P2D`);
    expect(await find()).toBeUndefined();
  });

  it('answers 304 to whoever has it, and the whole again once a visit has changed', async () => {
    const { body } = await make(ana, mine);
    const first = await fetchFeed(body.url);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetchFeed(body.url, { 'if-none-match': `W/"x", ${etag}` });
    expect([again.status, again.text]).toEqual([304, '']);
    await book(on(40, '09:00'), mine, 'New Visit');
    expect((await fetchFeed(body.url, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is gone at once when it is revoked, like one that never was', async () => {
    const { body } = await make(ana, mine);
    const path = `desk/calendar-feeds/${body.id}/revoke`;
    expect((await api.call('POST', path, asPerson(other))).status).toBe(404);
    expect((await fetchFeed(body.url)).status).toBe(200);
    expect((await api.call('POST', path, asPerson(ana))).status).toBe(204);
    expect((await api.call('POST', path, asPerson(ana))).status).toBe(204);
    const gone = await fetchFeed(body.url);
    const never = await fetchFeed(body.url.replace(/[^/]{43}\.ics$/, `${'a'.repeat(43)}.ics`));
    expect([gone.status, never.status]).toEqual([404, 404]);
    const bare = (each: { text: string }) =>
      JSON.stringify({ ...(JSON.parse(each.text) as object), requestId: '', instance: '' });
    expect(bare(gone)).toBe(bare(never));
  });

  it('does not open to somebody who has left, and does again when they are back', async () => {
    const { body } = await make(ana, mine);
    const works = (active: boolean) =>
      api.db.asOwner('UPDATE therapist SET active = $2 WHERE id = $1', [mine, active]);
    await works(false);
    const left = (await fetchFeed(body.url)).status;
    const another = (await make(fay, mine)).status;
    await works(true);
    expect([left, another]).toEqual([404, 404]);
    expect((await fetchFeed(body.url)).status).toBe(200);
  });

  it('keeps no address: only its hash stands in the database', async () => {
    const { body } = await make(ana, mine);
    const token = /([^/]+)\.ics$/.exec(body.url)?.[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await api.db.asOwner<{ all: string }>(
      `SELECT concat((SELECT string_agg(f::text, ' ') FROM calendar_feed f),
                     (SELECT string_agg(a::text, ' ') FROM audit_log a),
                     (SELECT string_agg(i::text, ' ') FROM idempotency_key i)) AS all`,
    );
    expect(rows[0]?.all).toContain(body.id);
    expect(rows[0]?.all).not.toContain(token);
  });

  it('is a therapist’s own to make and to see, and everybody’s to the office', async () => {
    expect((await make(ana, theirs)).status).toBe(404);
    const list = async (person: Person) =>
      (await api.call<DeskCalendarFeeds>('GET', 'desk/calendar-feeds', asPerson(person))).body;
    expect(new Set((await list(ana)).map(({ therapist }) => therapist.id))).toEqual(
      new Set([mine]),
    );
    expect(new Set((await list(fay)).map(({ therapist }) => therapist.id))).toEqual(
      new Set([mine, theirs]),
    );
  });
});

describe('a client’s calendar', () => {
  const own = (method: string, { reference, headers }: Booked) =>
    api.call<OwnCalendarFeed>(method, `bookings/${reference}/calendar-feed`, { headers });

  it('shows all visits of the client, is made anew and stopped behind the booking’s link', async () => {
    const first = await book(on(41, '09:00'), mine, 'Dee Client');
    await book(on(42, '09:00'), theirs, 'Dee Client');
    await book(on(43, '09:00'), theirs, 'Eve Else');
    expect((await own('GET', first)).body).toEqual({ since: null, url: null });
    const made = (await own('POST', first)).body;
    expect(eventsOf((await fetchFeed(made.url ?? '')).text)).toHaveLength(2);
    expect((await own('GET', first)).body).toEqual({ since: made.since, url: null });

    const anew = (await own('POST', first)).body;
    expect((await fetchFeed(made.url ?? '')).status).toBe(404);
    expect((await fetchFeed(anew.url ?? '')).status).toBe(200);

    expect((await own('DELETE', first)).body).toEqual({ since: null, url: null });
    expect((await fetchFeed(anew.url ?? '')).status).toBe(404);
  });

  it('is nobody’s without the link', async () => {
    const booked = await book(on(44, '09:00'), mine, 'Flo Client');
    const stranger = { ...booked, headers: { 'link-token': 'x'.repeat(80) } };
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await own(method, stranger)).status).toBe(404);
    }
  });
});
