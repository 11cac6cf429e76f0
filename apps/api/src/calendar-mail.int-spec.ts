import { DAY } from '@limber/kernel';
import { MessageSources, MessageStore, renderMail } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import ICAL from 'ical.js';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0, clientMoves: 5 } });
});
afterAll(() => api.close());

const base = Date.parse(MONDAY);
const on = (days: number, time: string): string =>
  `${new Date(base + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

interface Booked {
  reference: string;
  token: string;
  headers: Record<string, string>;
}
async function book(startsAt: string, email: string, more: object = {}): Promise<Booked> {
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, api.clinic.therapistIds[0]),
  });
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, {
      client: { name: 'Ada Hill', email, phone: '07700 900123', ...more },
    }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, token, headers: { 'link-token': token } };
}

const chainOf = async ({ reference }: Booked): Promise<string> =>
  (
    await api.db.asOwner<{ chain: string }>(
      'SELECT chain_id AS chain FROM booking WHERE reference = $1',
      [reference],
    )
  )[0]?.chain ?? '';

/** The calendar part of the newest mail of a booking, as the sender would send it now. */
async function newest(booked: Booked) {
  const sources = api.app.get(MessageSources, { strict: false });
  const messages = api.app.get(MessageStore, { strict: false });
  const runner = api.app.get(TransactionRunner, { strict: false });
  const chain = await chainOf(booked);
  return runner.run(api.clinic.clinicId, async (tx) => {
    const mails = (await messages.listByChain(tx, chain)).filter(({ kind }) =>
      kind.startsWith('booking_'),
    );
    const last = mails.toSorted((a, b) => a.revision - b.revision).at(-1);
    const look = last && (await sources.lastLook(tx, last));
    if (!look || !('send' in look)) throw new Error(`not to be sent: ${JSON.stringify(look)}`);
    return renderMail(look.send);
  });
}

function read(file: string) {
  const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const [zone, ...others] = root.getAllSubcomponents('vtimezone');
  const component = root.getFirstSubcomponent('vevent');
  if (!component || !zone || others.length > 0) throw new Error('not one event in one zone');
  ICAL.TimezoneService.reset();
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const event = new ICAL.Event(component);
  return {
    method: root.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: Number(component.getFirstPropertyValue('sequence')),
    status: component.getFirstPropertyValue('status'),
    start: event.startDate.toJSDate().toISOString(),
    text: `${event.summary} ${event.description} ${event.location}`,
  };
}

describe('a booking’s mail', () => {
  it.each([
    ['Asia/Tokyo', '= 23:30 your time'],
    ['Europe/London', undefined],
  ])('tells the time in the clinic’s zone and, in one line, in %s', async (timeZone, line) => {
    const hour = timeZone === 'Asia/Tokyo' ? '14:30' : '16:00';
    const booked = await book(on(8, hour), `${timeZone.slice(-5)}@example.com`, { timeZone });
    const { text } = await newest(booked);
    expect(text).toContain(`Time: ${hour} to`);
    expect(/= .* your time/.exec(text)?.[0]).toBe(line);
  });
});

describe('the calendar part of a booking’s mails', () => {
  it('book, three moves, cancel: one UID, a SEQUENCE that rises, the method right each time', async () => {
    const booked = await book(on(3, '09:00'), 'moves@example.com');
    const files = [read((await newest(booked)).calendar?.content ?? '')];
    for (const startsAt of [on(3, '11:00'), on(4, '09:00'), on(5, '14:00')]) {
      const moved = await api.call('POST', `bookings/${booked.reference}/reschedule`, {
        body: { startsAt },
        headers: booked.headers,
      });
      expect(moved.status).toBe(200);
      files.push(read((await newest(booked)).calendar?.content ?? ''));
    }
    const { reference, headers } = booked;
    await api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });
    files.push(read((await newest(booked)).calendar?.content ?? ''));

    expect(files.map(({ method }) => method)).toEqual([
      ...['REQUEST', 'REQUEST', 'REQUEST', 'REQUEST', 'CANCEL'],
    ]);
    expect(new Set(files.map(({ uid }) => uid)).size).toBe(1);
    expect(files.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(files.map(({ start }) => start)).toEqual([
      ...[on(3, '09:00'), on(3, '11:00'), on(4, '09:00'), on(5, '14:00'), on(5, '14:00')],
    ]);
    expect(files.map(({ status }) => status).slice(-2)).toEqual(['CONFIRMED', 'CANCELLED']);
  });

  it('says until when cancelling is free, as an absolute time', async () => {
    const booked = await book(on(10, '09:00'), 'policy@example.com');
    const { text } = read((await newest(booked)).calendar?.content ?? '');
    expect(text).toContain('Free to move or cancel until Thursday 21 January, 09:00 GMT.');
  });

  it('is the file behind "add to calendar" too, with the same UID, and only with the link', async () => {
    const booked = await book(on(11, '09:00'), 'file@example.com');
    const mailed = read((await newest(booked)).calendar?.content ?? '');
    const path = `bookings/${booked.reference}/calendar`;
    const file = await api.call('GET', `${path}?token=${booked.token}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="booking.ics"');
    expect(read(file.text)).toEqual({ ...mailed, method: 'PUBLISH' });
    expect((await api.call('GET', path)).status).toBe(404);
    expect((await api.call('GET', `${path}?token=${'x'.repeat(80)}`)).status).toBe(404);
  });
});
