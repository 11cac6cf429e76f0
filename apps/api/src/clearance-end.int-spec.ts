import type {
  BookingView,
  DeskBookingDetail,
  DeskCheck,
  MoveTimesView,
  ReOfferPage,
  ReOffersResult,
  SeriesPreview,
  SeriesView,
  WaitingClients,
} from '@limber/contracts';
import { LinkSigner } from '@limber/persistence';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { auditOf, phoneBody, post, type Problem, startBody } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
let next = 0;
beforeAll(async () => {
  api = await startApi({ policies: { horizonDays: 90, lateCancellationFeePercent: 50 } });
  [ana = '', tom = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

interface Booked {
  reference: string;
  manageUrl: string;
  code?: string;
}

/** Of whom a clinician has to agree to; days are counted from the clock's Monday, 11 January. */
async function tryToBook(email: string, startsAt: string, screening = ['dvt_history']) {
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, ana),
  });
  if (held.status !== 201) throw new Error(held.text);
  const client = { name: 'Bo Lind', email, phone: '07700 900123' };
  return api.call<Booked>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client, screening }),
    headers: { 'hold-token': held.body.token },
  });
}

async function clear(email: string, validUntil: string): Promise<string> {
  const waiting = await api.call<WaitingClients>('GET', 'desk/clearances', asPerson(fay));
  const { clientId = '' } = waiting.body.find((each) => each.email === email) ?? {};
  const path = `desk/clearances/${clientId}`;
  const cleared = await api.call('POST', path, { ...asPerson(fay), body: { validUntil } });
  if (cleared.status !== 200) throw new Error(cleared.text);
  return clientId;
}

/** Somebody whose visit at 10:00 of a day of their own is covered to the end of the day after it. */
async function covered() {
  next += 2;
  const day = (n: number) => new Date(Date.UTC(2027, 0, 11 + next + n)).toISOString().slice(0, 10);
  const at = (n: number, time: string) => `${day(n)}T${time}:00Z`;
  const email = `covered${next}@example.com`;
  await tryToBook(email, at(0, '16:00'));
  const clientId = await clear(email, day(1));
  const { body, status, text } = await tryToBook(email, at(0, '10:00'));
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  const link = { headers: { 'link-token': token } };
  const path = `bookings/${body.reference}`;
  return {
    ...{ day, at, email, clientId, reference: body.reference },
    times: (query: string) => api.call<MoveTimesView>('GET', `${path}/times?${query}`, link),
    view: async () => (await api.call<BookingView>('GET', path, link)).body,
    move: (startsAt: string, more: object = {}) =>
      api.call<BookingView & Problem>('POST', `${path}/reschedule`, {
        ...link,
        body: { startsAt, ...more },
      }),
    moveByStaff: (revision: number, startsAt: string, more: object = {}) =>
      post<DeskBookingDetail & Problem>(
        ...([api, fay, `${path}/move`] as const),
        { startsAt, ...more },
        { 'if-match': `"${revision}"` },
      ),
    check: (startsAt: string) =>
      post<DeskCheck>(
        ...([api, fay, 'checks'] as const),
        startBody(api, startsAt, { reference: body.reference }),
      ),
  };
}

const codesOf = ({ broken }: { broken?: { code: string }[] }) => broken?.map(({ code }) => code);

describe('a client who moves a visit that a clinician agreed to', () => {
  it('may go to the last day of that yes, not to the day after it, and is told whom to phone', async () => {
    const { move, view, at } = await covered();
    const refused = await move(at(2, '10:00'));
    expect(refused).toMatchObject({ status: 422, body: { code: 'CLEARANCE_ENDS' } });
    expect(refused.text).toMatch(/ends before that day.*phone us on \+44/);
    expect(refused.text).not.toMatch(/dvt|clot/);
    expect((await view()).startsAt).toBe(at(0, '10:00').replace('Z', '.000Z'));
    expect((await move(at(1, '15:00'))).status).toBe(200);
  });

  it('is offered no later time than that, and hears when the yes ends', async () => {
    const { times, day, at } = await covered();
    const { body } = await times(`from=${day(0)}&to=${day(4)}`);
    const free = body.days.filter(({ slots }) => slots.length > 0).map(({ date }) => date);
    expect(free).toEqual([day(0), day(1)]);
    expect(body.clearedUntil).toBe(at(2, '00:00').replace('Z', '.000Z'));
    const after = await times(`from=${day(2)}&to=${day(3)}`);
    expect(after.body).toMatchObject({ nextFreeAt: null, days: [{ slots: [] }, { slots: [] }] });
  });

  it('is told of a next free time while the yes holds then, and of none after it', async () => {
    const { times, day, at } = await covered();
    const closed = (n: number) =>
      api.db.asOwner(
        `INSERT INTO public_holiday (clinic_id, id, on_date, name, version)
         VALUES ($1, gen_random_uuid(), $2, 'Closed', 1)`,
        [api.clinic.clinicId, day(n)],
      );
    await closed(0);
    const nextDay = await times(`from=${day(0)}&to=${day(0)}`);
    expect(nextDay.body.nextFreeAt).toBe(at(1, '09:00').replace('Z', '.000Z'));
    await closed(1);
    const over = await times(`from=${day(0)}&to=${day(1)}`);
    expect(over.body).toMatchObject({ nextFreeAt: null, days: [{ slots: [] }, { slots: [] }] });
  });

  it('may go there once a clinician has agreed for longer', async () => {
    const { move, email, at, day } = await covered();
    const late = await tryToBook(email, at(3, '14:00'));
    expect(late.body.code).toBe('CLEARANCE_NEEDED');
    await clear(email, day(9));
    expect((await move(at(3, '10:00'))).status).toBe(200);
  });

  it('moves as ever when no answer asks for a yes', async () => {
    const { email, at, day } = await covered();
    const { body } = await tryToBook(email, at(1, '12:00'), []);
    const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
    const link = { headers: { 'link-token': token } };
    const path = `bookings/${body.reference}`;
    const listed = await api.call<MoveTimesView>(
      ...(['GET', `${path}/times?from=${day(2)}&to=${day(2)}`, link] as const),
    );
    expect(listed.body.clearedUntil).toBeNull();
    expect(listed.body.days[0]?.slots.length).toBeGreaterThan(0);
    const moved = await api.call('POST', `${path}/reschedule`, {
      ...link,
      body: { startsAt: at(2, '12:00') },
    });
    expect(moved.status).toBe(200);
  });
});

describe('staff who move it', () => {
  it('see it as a rule among the others, and may break it with a reason that is logged', async () => {
    const { check, moveByStaff, at, reference } = await covered();
    expect((await check(at(1, '12:00'))).body.broken).toEqual([]);
    const seen = await check(at(2, '12:00'));
    expect(seen.body).toMatchObject({
      overridable: true,
      broken: [
        {
          code: 'CLEARANCE',
          sentence: 'The clinician’s clearance on file ends before that day.',
          overridable: true,
        },
      ],
    });
    const refused = await moveByStaff(1, at(2, '12:00'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(refused.body)).toEqual(['CLEARANCE']);
    const override = { codes: ['CLEARANCE'], reason: 'client_asked' };
    const moved = await moveByStaff(1, at(2, '12:00'), { override });
    expect(moved.status).toBe(200);
    const [row] = await api.db.asOwner<{ id: string }>(
      'SELECT id FROM booking WHERE reference = $1',
      [reference],
    );
    const logged = (await auditOf(api, 'booking.moved')).filter(
      ({ subject }) => subject === row?.id,
    );
    expect(logged).toMatchObject([
      { details: { overridden: ['CLEARANCE'], reason: 'client_asked' } },
    ]);
    expect(JSON.stringify([seen.body, moved.body, logged])).not.toMatch(/dvt/);
  });
});

describe('a series for such a client', () => {
  it('shows before it is saved which dates lie past the yes, and saves them only when that was seen', async () => {
    const { at, clientId, email } = await covered();
    const first = at(1, '16:00');
    const second = new Date(Date.parse(first) + 7 * 86_400_000).toISOString();
    const look = (client: object) =>
      post<SeriesPreview>(api, fay, 'series/preview', {
        ...{ first: startBody(api, first), everyWeeks: 1, count: 2, screening: ['dvt_history'] },
        client,
      });
    for (const client of [{ clientId }, { email: email.toUpperCase() }]) {
      const { body } = await look(client);
      expect(body.dates.map(codesOf)).toEqual([[], ['CLEARANCE']]);
    }
    expect((await look({ email: 'nobody@example.com' })).body.dates.map(codesOf)).toEqual([[], []]);
    const { startsAt: _, ...who } = phoneBody(api, '', { client: { clientId } });
    const save = (overriding: string[], more: object = {}) =>
      post<SeriesView & Problem & { dates?: Problem[] }>(api, fay, 'series', {
        ...who,
        screening: ['dvt_history'],
        consents: { healthData: true, checkIns: false, marketing: false },
        everyWeeks: 1,
        dates: [{ startsAt: first }, { startsAt: second, overriding }],
        ...more,
      });
    const unseen = await save([]);
    expect(unseen).toMatchObject({ status: 409, body: { code: 'SERIES_CHANGED' } });
    expect(unseen.body.dates?.map(codesOf)).toEqual([['CLEARANCE']]);
    const saved = await save(['CLEARANCE'], { reason: 'regular_arrangement' });
    expect(saved).toMatchObject({ status: 201, body: { bookings: { length: 2 } } });
  });
});

describe('an offer of somebody else', () => {
  it('is taken at its own time; another time only while the yes holds', async () => {
    const { at, reference, move, view } = await covered();
    const call = { therapistId: ana, from: at(0, '08:00'), to: at(0, '18:00') };
    expect((await post(api, fay, 'sick-calls', call)).status).toBe(201);
    const made = await post<ReOffersResult>(api, fay, 're-offers', {
      offers: [{ reference, therapistId: tom }],
    });
    const id = made.body.offered[0]?.id ?? '';
    const past = await move(at(2, '10:00'), { therapistId: tom });
    expect(past).toMatchObject({ status: 422, body: { code: 'CLEARANCE_ENDS' } });
    const signer = api.app.get(LinkSigner, { strict: false });
    const token = signer.sign('re-offer', api.clinic.clinicId, id);
    const body = { decision: 'accept' };
    const taken = await api.call<ReOfferPage>('POST', `re-offers/${token}`, { body });
    expect(taken).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect((await view()).therapist.id).toBe(tom);
  });
});

describe('once it stands past the yes', () => {
  it('staff are not asked again when only the hands change, or the visit begins late', async () => {
    const { moveByStaff, at, reference } = await covered();
    const override = { codes: ['CLEARANCE'], reason: 'urgent' };
    await moveByStaff(1, at(2, '10:00'), { override });
    expect((await moveByStaff(2, at(2, '10:00'), { therapistId: tom })).status).toBe(200);
    await api.db.setNow(at(2, '09:30'));
    const path = `bookings/${reference}/late`;
    const late = await post(api, fay, path, { minutes: 10 }, { 'if-match': '"3"' });
    expect(late.status).toBe(200);
  });
});
