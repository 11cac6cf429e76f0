import { PrivateCalendarService } from '@limber/calendars';
import type { PrivateCalendar, StrandedPreview } from '@limber/contracts';
import { DAY, MINUTE } from '@limber/kernel';
import { dueWork } from '@limber/persistence';
import { eventually } from '@limber/testing';
import { type ApiWorld, bookOnline, type Held, holdBody, MONDAY, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { join } from './waitlist.testing.ts';
import { calendarOf, type CalendarServer, startCalendarServer } from './own-calendar.testing.ts';

let api: ApiWorld;
let server: CalendarServer;
let ana: Person;
let tom: Person;
let fay: Person;
let mine = '';
let theirs = '';

beforeAll(async () => {
  api = await startApi({
    policies: { noticeMin: 0 },
    environment: { CALENDAR_TRUSTED_HOSTS: '127.0.0.1', MAIL_DOMAIN: 'mail.clinic.example' },
  });
  server = await startCalendarServer();
  [mine = '', theirs = ''] = api.clinic.therapistIds;
  ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: mine });
  tom = await hire(api, 'tom@clinic.example', { role: 'therapist', therapistId: theirs });
  fay = await hire(api, 'fay@clinic.example', { role: 'front_desk' });
});
afterEach(async () => {
  await api.db.asOwner('DELETE FROM private_calendar');
  server.serve({});
});
afterAll(async () => {
  await api.close();
  await server.close();
});

const on = (days: number, time: string): string =>
  `${new Date(Date.parse(MONDAY) + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

const connect = (person: Person, change: object = {}) =>
  api.call<PrivateCalendar>('POST', 'desk/private-calendars', {
    ...asPerson(person),
    body: { therapistId: mine, address: server.url, ...change },
  });
const list = (person: Person) =>
  api.call<PrivateCalendar[]>('GET', 'desk/private-calendars', asPerson(person));
const readNow = (person: Person, id: string) =>
  api.call<PrivateCalendar>('POST', `desk/private-calendars/${id}/read`, asPerson(person));
const disconnect = (person: Person, id: string) =>
  api.call('POST', `desk/private-calendars/${id}/disconnect`, asPerson(person));

/** Once the other server has been asked; in an object, or it would be waited for here. */
async function underWay<Value>(answer: Promise<Value>): Promise<{ answer: Promise<Value> }> {
  const seen = server.asked.length;
  await eventually(() => expect(server.asked.length).toBeGreaterThan(seen));
  return { answer };
}

interface Days {
  days: { slots: { startsAt: string; therapistId: string }[] }[];
}
async function offered(days: number, therapistId = mine): Promise<string[]> {
  const date = on(days, '00:00').slice(0, 10);
  const query = `serviceId=${api.clinic.serviceId}&durationMin=60&therapistId=${therapistId}&from=${date}&to=${date}`;
  const { body } = await api.call<Days>('GET', `availability?${query}`);
  return body.days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt.slice(11, 16)));
}

describe('a calendar that is connected', () => {
  it('takes its busy times from what is offered with that therapist, and from nobody else', async () => {
    const before = await offered(8);
    expect(before).toEqual(expect.arrayContaining(['09:00', '11:00', '12:00', '14:00']));
    server.serve({ body: calendarOf({ from: on(8, '11:30'), to: on(8, '13:00') }) });
    const { status, body } = await connect(ana);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      therapist: { id: mine },
      host: new URL(server.url).host,
      ...{ trouble: null, busyTimes: 1, overlapping: 0 },
    });
    const after = await offered(8);
    expect(after).toEqual(expect.arrayContaining(['09:00', '14:00']));
    expect(after.filter((time) => time > '10:30' && time < '13:00')).toEqual([]);
    expect(await offered(8, theirs)).toContain('12:00');
    const hold = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, on(8, '12:00'), mine),
    });
    expect(hold.status).toBe(409);
  });

  it('is kept as busy times and a sealed address: what somebody does then is stored nowhere', async () => {
    server.serve({ body: calendarOf({ from: on(8, '11:30'), to: on(8, '13:00') }) });
    const login = { username: 'ana@private.example', password: 'hunter2hunter2' };
    const { body } = await connect(ana, { login });
    const tables = await api.db.asOwner<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => api.db.asOwner(`SELECT t::text AS row FROM "${name}" t`)),
    );
    const everything = JSON.stringify(rows);
    expect(everything).toContain(body.id);
    for (const secret of ['Oncologist', 'Ward 7', 'secret-path', 'hunter2', 'private.example']) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(JSON.stringify((await list(fay)).body)).not.toMatch(/secret-path|hunter2|private\.ex/);
  });

  it('does not take the clinic’s own visits for something else', async () => {
    const own = { from: on(8, '11:00'), to: on(8, '12:00'), uid: 'b1@mail.clinic.example' };
    server.serve({ body: calendarOf(own) });
    expect((await connect(ana)).body.busyTimes).toBe(0);
    expect(await offered(8)).toContain('11:00');
  });

  it.each([
    ['ftp://calendar.example/a.ics', 'CALENDAR_ADDRESS'],
    ['https://10.0.0.1/a.ics', 'CALENDAR_ADDRESS'],
    ['http://calendar.example/a.ics', 'CALENDAR_ADDRESS'],
    ['not an address', 'CALENDAR_ADDRESS'],
  ])('%s is refused at the field: %s', async (address, code) => {
    const { status, body } = await connect(ana, { address });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code, errors: [{ path: 'address', code }] });
    expect((await list(ana)).body).toEqual([]);
  });

  it.each([
    ['no such file', { status: 404 }, 'CALENDAR_REFUSED'],
    ['a server out of order', { status: 503 }, 'CALENDAR_UNREACHABLE'],
    ['a page to sign in on', { body: '<html>Sign in</html>' }, 'CALENDAR_UNREADABLE'],
    ['a file without end', { body: 'x'.repeat(6_000_000) }, 'CALENDAR_TOO_MUCH'],
  ])('%s is told to whoever typed the address', async (_, answer, code) => {
    server.serve(answer);
    const { status, body } = await connect(ana);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code, errors: [{ path: 'address', code }] });
    expect((await list(ana)).body).toEqual([]);
  });
});

describe('reading it again', () => {
  const busy = { from: on(9, '11:00'), to: on(9, '12:00') };

  it.each([
    [{ status: 500 }, 'CALENDAR_UNREACHABLE'],
    [{ status: 401 }, 'CALENDAR_REFUSED'],
    [{ body: 'BEGIN:VCALENDAR' }, 'CALENDAR_UNREADABLE'],
  ])('an answer like %j leaves what was known as busy, with a warning', async (answer, trouble) => {
    server.serve({ body: calendarOf(busy) });
    const { body: made } = await connect(ana);
    server.serve(answer);
    const now = await api.db.advance(20 * MINUTE);
    const { status, body } = await readNow(ana, made.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ trouble, readAt: made.readAt, busyTimes: 1 });
    expect(Date.parse(body.nextReadAt ?? '') - now.getTime()).toBeGreaterThanOrEqual(30 * MINUTE);
    expect(await offered(9)).not.toContain('11:00');
    server.serve({ body: calendarOf(busy) });
    expect((await readNow(ana, made.id)).body).toMatchObject({ trouble: null });
  });

  it('what is busy no more is offered again, also to those who wait', async () => {
    await join(api, busy.from.slice(0, 10), 'One');
    server.serve({ body: calendarOf(busy) });
    const { body: made } = await connect(ana);
    server.serve({ body: calendarOf() });
    expect((await readNow(ana, made.id)).body).toMatchObject({ busyTimes: 0, trouble: null });
    expect(await offered(9)).toContain('11:00');
    expect(
      await api.db.asOwner(
        `SELECT cause FROM waitlist_gap WHERE therapist_id = $1 AND starts_at <= $2 AND ends_at >= $3`,
        [mine, busy.from, busy.to],
      ),
    ).toContainEqual({ cause: 'setup' });
  });

  it('a booking that it lies over stays, and the desk is told', async () => {
    const { body: made } = await connect(ana);
    const { reference } = await bookOnline(api, holdBody(api.clinic, on(10, '11:00'), mine));
    server.serve({ body: calendarOf({ from: on(10, '11:30'), to: on(10, '12:30') }) });
    expect((await readNow(ana, made.id)).body).toMatchObject({ overlapping: 1 });
    const { body } = await api.call<StrandedPreview>('GET', 'desk/stranded', asPerson(fay));
    expect(body.stranded.map((each) => each.reference)).toContain(reference);
  });

  it('a time that is being kept in it is let go', async () => {
    const { body: made } = await connect(ana);
    const { body: held } = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, on(11, '11:00'), mine),
    });
    server.serve({ body: calendarOf({ from: on(11, '11:30'), to: on(11, '12:30') }) });
    await readNow(ana, made.id);
    expect(
      await api.db.asOwner('SELECT status FROM occupancy WHERE hold_id = $1', [held.id]),
    ).toEqual(expect.arrayContaining([{ status: 'released' }]));
  });

  it('asks only whether something changed, and once a day for the whole', async () => {
    server.serve({ body: calendarOf(busy), etag: '"one"' });
    const { body: made } = await connect(ana);
    const ask = async () => {
      await readNow(ana, made.id);
      return server.asked.at(-1)?.['if-none-match'];
    };
    expect(await ask()).toBe('"one"');
    expect((await list(ana)).body).toMatchObject([{ trouble: null, busyTimes: 1 }]);
    await api.db.advance(DAY);
    expect(await ask()).toBeUndefined();
    expect(await ask()).toBe('"one"');
  });

  it('a look that was slow overwrites nothing of a later one', async () => {
    const { body: made } = await connect(ana);
    server.serve({ body: calendarOf() });
    const letGo = server.holdBack();
    const slow = await underWay(readNow(ana, made.id));
    server.serve({ body: calendarOf(busy) });
    expect((await readNow(ana, made.id)).body.busyTimes).toBe(1);
    letGo();
    await slow.answer;
    expect((await list(ana)).body).toMatchObject([{ busyTimes: 1 }]);
  });

  it('is due every quarter of an hour, and no sooner', async () => {
    await connect(ana);
    const due = () => dueWork(api.db.dataSource, 'calendar', 10);
    expect(await due()).toEqual([]);
    await api.db.advance(15 * MINUTE);
    const [work] = await due();
    expect(work).toMatchObject({ clinicId: api.clinic.clinicId });
    const calendars = api.app.get(PrivateCalendarService, { strict: false });
    await calendars.refresh(work?.clinicId ?? '', work?.id ?? '');
    expect(await due()).toEqual([]);
  });

  it('rests while its therapist does not work here, and is due at once when they do again', async () => {
    const { body: made } = await connect(ana);
    await api.db.advance(15 * MINUTE);
    const due = async () => (await dueWork(api.db.dataSource, 'calendar', 10)).map(({ id }) => id);
    const works = (active: boolean) =>
      api.db.asOwner('UPDATE therapist SET active = $2 WHERE id = $1', [mine, active]);
    await works(false);
    expect(await due()).toEqual([]);
    expect((await list(fay)).body).toMatchObject([{ id: made.id, nextReadAt: null }]);
    await works(true);
    expect(await due()).toEqual([made.id]);
  });
});

describe('disconnecting', () => {
  it('gives its time back at once, also with a look under way', async () => {
    server.serve({ body: calendarOf({ from: on(12, '11:00'), to: on(12, '12:00') }) });
    const { body: made } = await connect(ana);
    expect(await offered(12)).not.toContain('11:00');
    const letGo = server.holdBack();
    const slow = await underWay(readNow(ana, made.id));
    expect((await disconnect(ana, made.id)).status).toBe(204);
    letGo();
    expect((await slow.answer).status).toBe(404);
    expect(await offered(12)).toContain('11:00');
    expect((await list(ana)).body).toEqual([]);
    expect((await disconnect(ana, made.id)).status).toBe(404);
  });

  it('stands in the audit log, as connecting does', async () => {
    const { body: made } = await connect(fay);
    await disconnect(fay, made.id);
    expect(
      await api.db.asOwner('SELECT action, actor FROM audit_log WHERE subject = $1 ORDER BY id', [
        made.id,
      ]),
    ).toEqual([
      { action: 'calendar.connected', actor: `staff:${fay.userId}` },
      { action: 'calendar.disconnected', actor: `staff:${fay.userId}` },
    ]);
  });
});

describe('whose it is', () => {
  it('therapists see and change their own only, the office everybody’s', async () => {
    const { body: made } = await connect(ana);
    expect((await list(tom)).body).toEqual([]);
    expect((await list(fay)).body).toMatchObject([{ id: made.id }]);
    expect((await readNow(tom, made.id)).status).toBe(404);
    expect((await disconnect(tom, made.id)).status).toBe(404);
    expect((await connect(tom)).status).toBe(404);
    expect((await connect(fay, { therapistId: theirs })).status).toBe(201);
    expect((await list(tom)).body).toMatchObject([{ therapist: { id: theirs } }]);
  });

  it('one is connected once, also when two do it at once', async () => {
    const letGo = server.holdBack();
    const slow = await underWay(connect(ana));
    expect((await connect(fay)).status).toBe(201);
    letGo();
    const late = await slow.answer;
    expect(late.status).toBe(422);
    expect(late.body).toMatchObject({
      ...{ code: 'CALENDAR_KNOWN', errors: [{ path: 'address' }] },
    });
    expect((await list(fay)).body).toHaveLength(1);
    expect((await connect(fay, { therapistId: theirs })).status).toBe(201);
  });

  it('five are enough, also when two are connected at once', async () => {
    const another = (n: number) => ({ address: `${server.url}?calendar=${n}` });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await connect(ana, another(n))).status);
    expect(statuses).toEqual([201, 201, 201, 201]);
    const letGo = server.holdBack();
    const slow = await underWay(connect(ana, another(4)));
    expect((await connect(fay, another(5))).status).toBe(201);
    letGo();
    const late = await slow.answer;
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'TOO_MANY_CALENDARS' });
    expect((await connect(ana, another(6))).body).toMatchObject({ code: 'TOO_MANY_CALENDARS' });
    expect((await list(ana)).body).toHaveLength(5);
  });
});
