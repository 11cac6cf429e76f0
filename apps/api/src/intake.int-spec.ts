import type {
  BookingView,
  DeskBookingDetail,
  DeskDay,
  DeskHealth,
  IntakeResult,
  IntakeView,
} from '@limber/contracts';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let ana: Person;
let fay: Person;
let mine = '';
let day = 0;

beforeAll(async () => {
  api = await startApi();
  [mine = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
  ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: mine });
});
afterAll(() => api.close());

interface Visit {
  reference: string;
  token: string;
  date: string;
}

async function tryToBook(email: string, change: Record<string, unknown> = {}, deep = false) {
  day += 1;
  const date = new Date(Date.UTC(2027, 0, 11 + day)).toISOString().slice(0, 10);
  const held = await api.call<Held>('POST', 'holds', {
    body: {
      ...holdBody(api.clinic, `${date}T10:00:00Z`, mine),
      ...(deep && { serviceId: api.clinic.deepServiceId }),
    },
  });
  if (held.status !== 201) throw new Error(held.text);
  const client = { name: 'Bo Lind', email, phone: '07700 900123' };
  const answer = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client, ...change }),
    headers: { 'hold-token': held.body.token },
  });
  return { ...answer, date };
}

async function book(email: string): Promise<Visit> {
  const { status, body, date, text } = await tryToBook(email);
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  return { reference: body.reference, token, date };
}

const none = {
  ...{ heart_blood: [], pregnancy: [], cancer_organs: [], operations_bones: [] },
  ...{ nerves_muscles: [], skin_places: [], about_you: [] },
};
const path = ({ reference }: Visit) => `bookings/${reference}/intake`;
const show = (visit: Visit) =>
  api.call<IntakeView>('GET', path(visit), { headers: { 'link-token': visit.token } });
const answer = (
  visit: Visit,
  answers: Record<string, string[]>,
  change: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  api.call<IntakeResult>('POST', path(visit), {
    body: { version: '1.0', answers: { ...none, ...answers }, consent: true, ...change },
    headers: { 'link-token': visit.token, ...headers },
  });
const read = async ({ reference, token }: Visit) =>
  (
    await api.call<BookingView>('GET', `bookings/${reference}`, {
      headers: { 'link-token': token },
    })
  ).body;
const detail = async ({ reference }: Visit) =>
  (await api.call<DeskBookingDetail>('GET', `desk/bookings/${reference}`, asPerson(fay))).body;
const health = async ({ reference }: Visit) =>
  (await api.call<DeskHealth>('GET', `desk/bookings/${reference}/health`, asPerson(ana))).body;

describe('the longer health questions', () => {
  it('wait for an answer after the first booking, and cover blocks B, C and D once each', async () => {
    const visit = await book('first@example.com');
    expect((await read(visit)).intake).toEqual({ isDue: true, answeredAt: null });
    const { body } = await show(visit);
    expect(body).toMatchObject({ isDue: true, onFile: null, visit: { isOpen: true } });
    const codes = body.groups.flatMap(({ questions }) => questions.map(({ code }) => code));
    expect([codes.length, new Set(codes).size]).toEqual([34, 34]);
    const placed = body.groups.flatMap(({ questions }) => questions.filter((q) => q.needsArea));
    expect(placed).toHaveLength(7);
  });

  it('are stored sealed, as a version of their own, and never shown through the link again', async () => {
    const visit = await book('sealed@example.com');
    const answered = await answer(visit, { heart_blood: ['bp_controlled'] });
    expect(answered).toMatchObject({ status: 200, body: { outcome: 'precaution', safety: [] } });
    expect(answered.body.dueAgainAt).toMatch(/^2027-07-11T/);
    const { body, text } = await show(visit);
    expect(body).toMatchObject({ isDue: false, onFile: { version: '1.0' } });
    expect(JSON.stringify(body.onFile)).not.toContain('bp_controlled');
    expect(text.match(/bp_controlled/g)).toHaveLength(1); // the question itself
    expect((await read(visit)).intake.isDue).toBe(false);
    await answer(visit, { about_you: ['oil_allergy'] });
    const rows = await api.db.asOwner<{ answers: Buffer }>(
      `SELECT answers FROM intake JOIN client c ON c.id = client_id WHERE c.email = $1`,
      ['sealed@example.com'],
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ answers }) => answers.toString('latin1')).join()).not.toMatch(/bp_|oil_/);
    const log = await api.db.asOwner(
      `SELECT details FROM audit_log WHERE action = 'booking.intake_answered'
         AND subject = (SELECT id::text FROM booking WHERE reference = $1)`,
      [visit.reference],
    );
    expect(log).toEqual([{ details: {} }, { details: {} }]);
  });

  it('reach the therapist as caps and notes, the front desk as a mark only', async () => {
    const visit = await book('notes@example.com');
    await answer(visit, { heart_blood: ['anticoagulant'], skin_places: ['bruise:legs'] });
    const seen = await health(visit);
    expect(seen.limits).toEqual({ pressureCap: 'light', minutesCap: 45, avoid: ['legs'] });
    expect(seen.intake?.yes.map(({ code, note }) => [code, note])).toEqual([
      ['anticoagulant', 'No deep or percussive work; stop on bruising.'],
      ['bruise:legs', 'Bruise: avoid this area.'],
    ]);
    const column = await api.call<DeskDay>('GET', `desk/day?date=${visit.date}`, asPerson(ana));
    const card = column.body.columns[0]?.bookings[0];
    expect(card).toMatchObject({ caution: true, health: { pressureCap: 'light', minutesCap: 45 } });
    const desk = await detail(visit);
    expect(desk).toMatchObject({ caution: true, intake: 'on_file', contactFirst: false });
    expect(JSON.stringify(desk)).not.toMatch(/anticoagulant|bruise|legs/);
  });

  it('cap what the same e-mail books later, until they are due again', async () => {
    const email = 'later@example.com';
    await answer(await book(email), { heart_blood: ['bp_controlled'] });
    const deep = await tryToBook(email, {}, true);
    expect(deep).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    // An address is an address however it is typed.
    const shouted = await tryToBook(email.toUpperCase(), {}, true);
    expect(shouted.status).toBe(422);
    const later = await book(email);
    expect(await detail(later)).toMatchObject({ caution: true });
    await api.db.asOwner(
      `UPDATE intake SET answered_at = answered_at - interval '190 days',
                         due_again_at = due_again_at - interval '190 days'
        WHERE client_id = (SELECT id FROM client WHERE email = $1)`,
      [email],
    );
    expect((await tryToBook(email, {}, true)).status).toBe(201);
    expect((await read(later)).intake.isDue).toBe(true);
  });

  it('that need a clinician mark the visit, pause booking and cancel nothing', async () => {
    const email = 'clinician@example.com';
    const visit = await book(email);
    const answered = await answer(visit, { cancer_organs: ['lymphoedema'] });
    expect(answered.body.outcome).toBe('clearance');
    expect(answered.body.phone).not.toBe('');
    expect(await detail(visit)).toMatchObject({
      status: 'confirmed',
      contactFirst: true,
      bookingPaused: true,
      clearance: { waitsFor: ['answers'] },
    });
    const again = await tryToBook(email);
    expect(again).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
    const cleared = await api.call<DeskBookingDetail>(
      'POST',
      `desk/bookings/${visit.reference}/clearance`,
      { ...asPerson(fay), body: { clinician: 'Dr Okafor' } },
    );
    expect(cleared.body).toMatchObject({ contactFirst: false, bookingPaused: false });
    expect((await tryToBook(email)).status).toBe(201);
  });

  it.each([
    ['a red flag in any group', { about_you: ['dark_urine'] }, 'refuse'],
    ['a code nobody knows', { about_you: ['moon_sick'] }, 'clearance'],
    ['a place that is none', { skin_places: ['bruise:nose'] }, 'clearance'],
  ])('fail safe with %s', async (name, answers, outcome) => {
    const visit = await book(`${name.replaceAll(' ', '-')}@example.com`);
    const answered = await answer(visit, answers);
    expect(answered).toMatchObject({ status: 200, body: { outcome } });
    if (outcome === 'refuse') expect(JSON.stringify(answered.body.safety)).toContain('999');
    expect(await detail(visit)).toMatchObject({ contactFirst: true, bookingPaused: true });
  });

  it('that hold a red flag refuse a booking until they are answered again, cleared or not', async () => {
    const email = 'flag-on-file@example.com';
    const visit = await book(email);
    await answer(visit, { about_you: ['dvt_signs'] });
    expect(await tryToBook(email)).toMatchObject({
      status: 409,
      body: { code: 'BOOKING_BLOCKED' },
    });
    await api.call('POST', `desk/bookings/${visit.reference}/clearance`, {
      ...asPerson(fay),
      body: {},
    });
    const still = await tryToBook(email);
    expect(still).toMatchObject({ status: 422, body: { code: 'SCREENING_REFUSED' } });
    expect(still.text).toContain('999');
    await answer(visit, {});
    expect((await tryToBook(email)).status).toBe(201);
  });

  it('are refused with a group left out, a strange group, no consent or another version', async () => {
    const visit = await book('bad@example.com');
    const { pregnancy: _, ...partly } = none;
    const send = (body: unknown) =>
      api.call<{ code: string; errors?: { path: string }[] }>('POST', path(visit), {
        body,
        headers: { 'link-token': visit.token },
      });
    const whole = { version: '1.0', answers: none, consent: true };
    const missing = await send({ ...whole, answers: partly });
    expect([missing.status, missing.body.errors?.[0]?.path]).toEqual([422, 'answers.pregnancy']);
    const strange = await send({ ...whole, answers: { ...none, stars: [] } });
    expect([strange.status, strange.body.errors?.[0]?.path]).toEqual([422, 'answers.stars']);
    expect((await send({ ...whole, consent: false })).status).toBe(422);
    expect((await send({ ...whole, more: 1 })).status).toBe(422);
    expect(await send({ ...whole, version: '0.9' })).toMatchObject({
      status: 409,
      body: { code: 'INTAKE_OUTDATED' },
    });
    expect((await show(visit)).body.onFile).toBeNull();
  });

  it('are answered once per Idempotency-Key', async () => {
    const visit = await book('twice@example.com');
    const key = { 'idempotency-key': 'intake-1' };
    const first = await answer(visit, {}, {}, key);
    const second = await answer(visit, {}, {}, key);
    expect(second.text).toBe(first.text);
    const rows = await api.db.asOwner(
      `SELECT 1 FROM intake JOIN client c ON c.id = client_id WHERE c.email = 'twice@example.com'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('open with the booking’s own link only, and close with the visit', async () => {
    const visit = await book('closed@example.com');
    const other = await book('other@example.com');
    expect((await show({ ...visit, token: other.token })).status).toBe(404);
    expect((await show({ ...visit, token: '' })).status).toBe(404);
    await api.call('POST', `bookings/${visit.reference}/cancel`, {
      headers: { 'link-token': visit.token },
      body: {},
    });
    expect((await show(visit)).body.visit.isOpen).toBe(false);
    expect(await answer(visit, {})).toMatchObject({
      status: 409,
      body: { code: 'INTAKE_CLOSED' },
    });
  });
});
