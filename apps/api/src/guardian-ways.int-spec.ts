import type { BookAgainView, DeskBookingDetail, DeskDay } from '@limber/contracts';
import { type Message, MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { DAY, HOUR } from '@limber/kernel';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';
import { CheckInWorld } from './check-in.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { phoneBody, post } from './desk-ops.testing.ts';
import { accept, entryOf, join, sweep, waitBody } from './waitlist.testing.ts';

let api: ApiWorld;
let desk: Person;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0, horizonDays: 180 } });
  desk = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const PAT = { name: 'Pat Reed', email: 'Pat@Example.com' };

interface Booked {
  reference: string;
  headers: Record<string, string>;
}

let days = 3;
/** Times of its own for every booking. */
const nextDay = (hour = 10): string => {
  days += 1;
  return new Date(Date.parse(MONDAY) + days * DAY + (hour - 6) * HOUR).toISOString();
};

const hold = (startsAt: string, durationMin: number, serviceId = api.clinic.serviceId) =>
  api.call<Held>('POST', 'holds', {
    body: { ...holdBody(api.clinic, startsAt), durationMin, serviceId },
  });

async function tryToBook(client: object, durationMin = 30, serviceId?: string) {
  const held = await hold(nextDay(), durationMin, serviceId);
  return api.call<{ reference: string; manageUrl: string; code: string; detail: string }>(
    'POST',
    'bookings',
    {
      body: bookingBody(held.body.id, { client: { phone: '07700 900123', ...client } }),
      headers: { 'hold-token': held.body.token },
    },
  );
}

async function book(client: object): Promise<Booked> {
  const { status, body, text } = await tryToBook(client);
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  return { reference: body.reference, headers: { 'link-token': token } };
}

const nameGuardian = async ({ reference }: Pick<Booked, 'reference'>, guardian: object | null) => {
  const path = `desk/bookings/${reference}/guardian`;
  const named = await api.call<DeskBookingDetail>('PUT', path, {
    ...{ body: { guardian }, ...asPerson(desk) },
  });
  expect(named.status).toBe(200);
};

const waiting = async (kind: string): Promise<string[]> =>
  (
    await api.db.asOwner<{ recipient: string }>(
      `SELECT recipient FROM message WHERE kind = $1 AND state = 'planned' ORDER BY created_at, id`,
      [kind],
    )
  ).map(({ recipient }) => recipient);

const clientOf = async (reference: string) =>
  (
    await api.db.asOwner<{ id: string; email: string | null; guardian: string | null }>(
      `SELECT c.id, c.email, c.guardian_email AS guardian FROM client c
         JOIN booking b ON b.client_id = c.id WHERE b.reference = $1`,
      [reference],
    )
  )[0];

/** What the sender would do with the newest mail of that kind. */
async function lastLook(kind: string): Promise<string> {
  const get = <Thing>(type: abstract new (...args: never[]) => Thing): Thing =>
    api.app.get<Thing>(type, { strict: false });
  return get(TransactionRunner).run(api.clinic.clinicId, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      'SELECT id FROM message WHERE kind = $1 ORDER BY created_at DESC, id LIMIT 1',
      [kind],
    );
    const mail = await get(MessageStore).findById(tx, row?.id ?? '');
    const look = await get(MessageSources).lastLook(tx, mail as Message);
    return 'drop' in look ? look.drop : 'send';
  });
}

describe('booking again for somebody under 18', () => {
  const again = ({ reference, headers }: Booked) =>
    api.call<BookAgainView>('GET', `bookings/${reference}/again`, { headers });

  it('begins as the guardian who said yes with that booking', async () => {
    const guardian = { name: 'Pat Reed' };
    const booked = await book({ name: 'Kim Reed', email: 'Pat@Example.com', guardian });
    const { client } = (await again(booked)).body;
    expect(client).toEqual({
      ...{ name: 'Kim Reed', email: 'pat@example.com', phone: '+447700900123', guardian },
    });
    const next = await clientOf((await book(client)).reference);
    expect(next).toEqual(await clientOf(booked.reference));
  });

  it('names nobody but who said yes with that very booking', async () => {
    const kim = { name: 'Kim Low', email: 'low@example.com' };
    const mum = await book({ ...kim, guardian: { name: 'Mum Low' } });
    await api.db.advance('PT1M');
    const stranger = await book({ ...kim, guardian: { name: 'Mal Ory' } });
    expect((await again(mum)).body.client.guardian).toEqual({ name: 'Mum Low' });
    expect((await again(stranger)).body.client.guardian).toEqual({ name: 'Mal Ory' });
  });

  it('asks for the name where nobody said yes, and tells an adult’s link of no guardian', async () => {
    const kim = await book({ name: 'Ed Low', email: 'ed@x.example', guardian: { name: 'Di Low' } });
    const { id } = (await clientOf(kim.reference)) ?? { id: '' };
    await api.db.asOwner(`UPDATE consent SET text_version = 'phone' WHERE client_id = $1`, [id]);
    expect((await again(kim)).body.client.guardian).toEqual({ name: '' });
    const adult = await book({ name: 'Lee Fox', email: 'lee@example.com' });
    await nameGuardian(adult, PAT);
    const { client } = (await again(adult)).body;
    expect([client.email, client.guardian]).toEqual(['lee@example.com', null]);
  });
});

describe('waiting for somebody under 18', () => {
  const full = async () => {
    const startsAt = nextDay();
    const taken = await hold(startsAt, 30);
    return { date: startsAt.slice(0, 10), taken: taken.body };
  };
  const young = (name: string, email: string) => ({
    ...{ durationMin: 30, consents: { healthData: false, checkIns: true, marketing: false } },
    client: { name, email, phone: '07700 900123', guardian: { name: 'Pat Reed' } },
  });

  it('the guardian is told, accepts, says yes, and is kept with the booking', async () => {
    const { date } = await full();
    const joined = await join(api, date, 'Kim Reed', young('Kim Reed', 'pat.w@example.com'));
    expect(await waiting('waitlist_joined')).toContain('pat.w@example.com');
    await api.db.asOwner(
      `INSERT INTO waitlist_gap (clinic_id, id, therapist_id, starts_at, ends_at, cause, due_at, created_at)
       VALUES ($1, gen_random_uuid(), NULL, $2, $3, 'setup', app_now(), app_now())`,
      [api.clinic.clinicId, `${date}T10:00:00Z`, `${date}T11:00:00Z`],
    );
    await sweep(api);
    expect(await waiting('waitlist_offer')).toEqual(['pat.w@example.com']);
    expect(await lastLook('waitlist_offer')).toBe('send');
    const { body, status } = await accept(api, joined);
    expect([status, body.forYoung]).toEqual([200, true]);
    const client = await clientOf(body.booked?.reference ?? '');
    expect(client).toMatchObject({ email: null, guardian: 'pat.w@example.com' });
    const signers = await api.db.asOwner(
      'SELECT DISTINCT signer FROM consent WHERE client_id = $1',
      [client?.id],
    );
    expect(signers).toEqual([{ signer: 'Pat Reed' }]);
  });

  it('is refused at once for a session nobody under 18 is given', async () => {
    const { date } = await full();
    const body = waitBody(api, date, 'Kim Reed', {
      ...young('Kim Reed', 'pat.x@example.com'),
      durationMin: 60,
    });
    const refused = await api.call('POST', 'waitlist', { body });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    const adult = waitBody(api, date, 'Kim Reed');
    expect((await api.call('POST', 'waitlist', { body: adult })).status).toBe(201);
  });

  it('is refused at once also when they say nothing of it, but the desk knows', async () => {
    const una = { name: 'Una Reed', email: 'una.reed@example.com' };
    const booked = await book(una);
    await nameGuardian(booked, PAT);
    const wait = async (durationMin: number) => {
      const client = { ...una, email: 'Una.Reed@example.com', phone: '07700 900123' };
      const body = waitBody(api, nextDay().slice(0, 10), una.name, { client, durationMin });
      return api.call('POST', 'waitlist', { body });
    };
    expect(await wait(60)).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    expect((await wait(30)).status).toBe(201);
    await nameGuardian(booked, null);
    expect((await wait(60)).status).toBe(201);
  });
});

describe('a guardian named at the desk', () => {
  it('is told of places on the list, old and new, and of what is offered', async () => {
    const kim = { name: 'Kim Roe', email: 'kim.roe@example.com' };
    const booked = await book(kim);
    const client = { ...kim, phone: '07700 900123' };
    const startsAt = nextDay();
    const date = startsAt.slice(0, 10);
    const first = await join(api, date, 'Kim Roe', { client, durationMin: 30 });
    await nameGuardian(booked, PAT);
    expect(await waiting('waitlist_joined')).toContain('pat@example.com');
    expect(await waiting('waitlist_joined')).not.toContain(kim.email);
    await join(api, nextDay().slice(0, 10), 'Kim Roe', { client, durationMin: 30 });
    expect(await waiting('waitlist_joined')).not.toContain(kim.email);
    const offered = await post(api, desk, `waitlist/${first.id}/offers`, {
      ...{ startsAt, therapistId: api.clinic.therapistIds[0] },
    });
    expect(offered.status).toBe(201);
    expect((await waiting('waitlist_offer')).at(-1)).toBe('pat@example.com');
    await nameGuardian(booked, null);
    expect((await waiting('waitlist_offer')).at(-1)).toBe(kim.email);
    // Whatever goes wrong on the way, the sender looks once more.
    await api.db.asOwner(
      `UPDATE client SET guardian_email = 'pat@example.com', guardian_name = 'Pat' WHERE email = $1`,
      [kim.email],
    );
    expect(await lastLook('waitlist_offer')).toBe('guardian_only');
    expect(await lastLook('waitlist_joined')).toBe('guardian_only');
    expect((await entryOf(api, first)).state).toBe('waiting');
  });

  it('is told of a series, and of the dates of it that are called off', async () => {
    const email = 'sam@example.com';
    const dates = [nextDay(), nextDay(), nextDay()].map((startsAt) => ({ startsAt }));
    const { startsAt: _, ...who } = phoneBody(api, '', { client: { name: 'Sam Roe', email } });
    const made = await post<{ id: string; bookings: { reference: string }[] }>(
      ...([api, desk, 'series', { ...who, everyWeeks: 1, dates }] as const),
    );
    expect(made.status).toBe(201);
    const { reference = '' } = made.body.bookings[0] ?? {};
    expect(await waiting('series_booked')).toEqual([email]);
    const path = `series/${made.body.id}/cancel`;
    const from = made.body.bookings[1]?.reference;
    const cancel = { from, reason: 'client_asked' };
    const called = await post(api, desk, path, cancel, { 'if-match': '"1"' });
    expect(called.status).toBe(200);
    expect(await waiting('series_cancelled')).toEqual([email]);
    await nameGuardian({ reference }, PAT);
    for (const kind of ['series_booked', 'series_cancelled']) {
      expect([kind, await waiting(kind)]).toEqual([kind, ['pat@example.com']]);
    }
  });

  it('is asked about somebody else’s hands', async () => {
    const booked = await book({ name: 'Gil Roe', email: 'gil.roe@example.com' });
    const [row] = await api.db.asOwner<{ therapist: string; from: Date; to: Date }>(
      `SELECT therapist_id AS therapist, starts_at - interval '1 hour' AS from,
              starts_at + interval '1 hour' AS to FROM booking WHERE reference = $1`,
      [booked.reference],
    );
    const { therapist: therapistId = '', from, to } = row ?? {};
    expect((await post(api, desk, 'sick-calls', { therapistId, from, to })).status).toBe(201);
    const other = api.clinic.therapistIds.find((id) => id !== therapistId);
    const offers = [{ reference: booked.reference, therapistId: other }];
    await post(api, desk, 're-offers', { offers });
    expect(await waiting('re_offer')).toEqual(['gil.roe@example.com']);
    await nameGuardian(booked, PAT);
    expect(await waiting('re_offer')).toEqual(['pat@example.com']);
    expect(await lastLook('re_offer')).toBe('send');
  });

  it('gets a safety mail that waits, and what a change of mind gives back', async () => {
    const world = new CheckInWorld(api);
    const story = await world.book();
    await world.hoursAfterTraining(49);
    await world.answer(story.tokens['checkin_48'], { soreness: 1 });
    await nameGuardian(story, PAT);
    await world.answer(story.tokens['checkin_48'], { soreness: 4 });
    expect(await world.planned(story.email)).toEqual([]);
    const sent = await api.db.asOwner(
      `SELECT kind FROM message WHERE chain_id = $1 AND state = 'planned' AND recipient = 'pat@example.com'`,
      [story.chainId],
    );
    expect(sent).toContainEqual({ kind: 'checkin_72' });
    await nameGuardian(story, null);
    await world.answer(story.tokens['checkin_48'], { soreness: 4, redFlags: ['dark_urine'] });
    const alerts = await waiting('clinic_alert');
    await nameGuardian(story, PAT);
    expect(await waiting('safety')).toEqual(['pat@example.com']);
    expect(await waiting('clinic_alert')).toEqual(alerts);
  });
});

describe('what somebody under 18 is given', () => {
  const kim = { name: 'Kim Day', email: 'day@example.com', guardian: { name: 'Joy Day' } };

  it('is at most 45 minutes and moderate, whatever else was answered', async () => {
    const long = await tryToBook(kim, 60);
    expect(long).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    expect(long.body.detail).toContain('moderate pressure and at most 45 minutes');
    expect((await tryToBook(kim, 30)).status).toBe(201);
    const grown = { ...kim, guardian: undefined };
    expect((await tryToBook(grown, 60)).status).toBe(201);
  });

  it('stays so for whoever the desk knows to be under 18, however they book', async () => {
    const uma = { name: 'Uma Ott', email: 'uma@example.com' };
    const first = await tryToBook(uma, 60);
    expect(first.status).toBe(201);
    await nameGuardian(first.body, PAT);
    expect(await tryToBook(uma, 60)).toMatchObject({ body: { code: 'PRECAUTION_CAP' } });
    const byPhone = phoneBody(api, nextDay(), { client: { ...uma, phone: '07700 900123' } });
    expect(await post(api, desk, 'bookings', byPhone)).toMatchObject({
      ...{ status: 422, body: { code: 'PRECAUTION_CAP' } },
    });
    await nameGuardian(first.body, null);
    expect((await tryToBook(uma, 60)).status).toBe(201);
  });

  it('is told to the therapist, cap and note, and to the front desk as something to mind', async () => {
    const booked = await book({ ...kim, name: 'Lou Day' });
    const bo = await tryToBook({ name: 'Bo Ash', email: 'bo@example.com' }, 60);
    await nameGuardian(bo.body, PAT);
    for (const reference of [booked.reference, bo.body.reference]) {
      const [row] = await api.db.asOwner<{ therapist: string; date: string }>(
        `SELECT therapist_id AS therapist, to_char(starts_at, 'YYYY-MM-DD') AS date FROM booking WHERE reference = $1`,
        [reference],
      );
      const { therapist = '', date = '' } = row ?? {};
      const ana = await hire(api, `${reference.toLowerCase()}@clinic.example`, {
        ...{ role: 'therapist', therapistId: therapist },
      });
      const cardFor = async (who: Person) => {
        const day = await api.call<DeskDay>('GET', `desk/day?date=${date}`, asPerson(who));
        const cards = day.body.columns.flatMap(({ bookings }) => bookings);
        return cards.find((card) => card.reference === reference);
      };
      expect((await cardFor(ana))?.health).toMatchObject({
        ...{ pressureCap: 'moderate', minutesCap: 45 },
        notes: [{ code: 'under_18', note: 'Guardian consent; guardian present under 16.' }],
      });
      expect(await cardFor(desk)).toMatchObject({ caution: true, health: null });
    }
  });
});
