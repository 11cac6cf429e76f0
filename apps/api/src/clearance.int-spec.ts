import type {
  BookingView,
  DeskBookingDetail,
  DeskHealth,
  DeskDay,
  WaitingClients,
} from '@limber/contracts';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: Person;
let mine = '';
let calm = '';
let day = 0;

beforeAll(async () => {
  api = await startApi();
  [mine = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
  ana = await hire(api, 'ana@clinic.example', {
    role: 'therapist',
    therapistId: mine,
    name: 'Ana Reyes',
  });
  calm = await insertCalmMassage();
});
afterAll(() => api.close());

/** Sold as 60 minutes only, and light enough for every cap on pressure. */
async function insertCalmMassage(): Promise<string> {
  const id = api.db.ids.uuid();
  await api.db.asOwner(
    `INSERT INTO service (clinic_id, id, name, description, session_type, room_features, prep_min, rest_min,
                          room_prep_min, room_reset_min, effort_tenths_per_min, active, sort)
     VALUES ($1, $2, 'Calm', '', 'relaxation', '{}', 0, 15, 0, 10, 10, true, 9)`,
    [api.clinic.clinicId, id],
  );
  await api.db.asOwner('INSERT INTO service_duration VALUES ($1, $2, 60, 6000)', [
    ...[api.clinic.clinicId, id],
  ]);
  await api.db.asOwner(
    `UPDATE therapist SET session_types = array_append(session_types, 'relaxation')`,
  );
  return id;
}

interface Refused {
  code?: string;
  reference: string;
  manageUrl: string;
}

/** A time of its own for every try: days from the clock's Monday. */
async function tryToBook(
  email: string,
  change: Record<string, unknown> = {},
  at: { date?: string; deep?: boolean; calm?: boolean; durationMin?: number } = {},
) {
  day += 1;
  const date = at.date ?? new Date(Date.UTC(2027, 0, 11 + day)).toISOString().slice(0, 10);
  const held = await api.call<Held>('POST', 'holds', {
    body: {
      ...holdBody(api.clinic, `${date}T${at.date ? '14' : '10'}:00:00Z`, mine),
      ...(at.deep && { serviceId: api.clinic.deepServiceId }),
      ...(at.calm && { serviceId: calm }),
      ...(at.durationMin && { durationMin: at.durationMin }),
    },
  });
  if (held.status !== 201) throw new Error(held.text);
  const client = { name: 'Bo Lind', email, phone: '07700 900123' };
  return api.call<Refused>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client, ...change }),
    headers: { 'hold-token': held.body.token },
  });
}

const waiting = async () =>
  (await api.call<WaitingClients>('GET', 'desk/clearances', asPerson(fay))).body;
const waitOf = async (email: string) => (await waiting()).find((each) => each.email === email);
const clearClient = (clientId: string, body: Record<string, unknown> = {}) =>
  api.call<WaitingClients>('POST', `desk/clearances/${clientId}`, { ...asPerson(fay), body });
const detail = async (reference: string) =>
  (await api.call<DeskBookingDetail>('GET', `desk/bookings/${reference}`, asPerson(fay))).body;
const health = async (reference: string) =>
  (await api.call<DeskHealth>('GET', `desk/bookings/${reference}/health`, asPerson(ana))).body;

const sore = {
  training: {
    ...{ type: 'eccentric', endedAt: '2027-01-11T03:00:00Z', rpe: 8, durationMin: 60 },
    ...{ areas: ['legs'], soreness: 9 },
  },
};

describe('who needs a clinician’s yes first', () => {
  it('is refused, and then stands on the desk’s list without a word of what it was', async () => {
    const email = 'heart@example.com';
    const refused = await tryToBook(email, { screening: ['heart_disease'] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
    const listed = await waitOf(email);
    expect(listed).toMatchObject({ name: 'Bo Lind', waitsFor: ['answers'] });
    expect(JSON.stringify(await waiting())).not.toMatch(/heart_disease|soreness/);
    const stored = await api.db.asOwner<{ asked: Buffer }>('SELECT asked FROM clearance_wait');
    expect(stored.map(({ asked }) => asked.toString('latin1')).join()).not.toContain('heart');
  });

  it('is not kept in mind without the consent to keep answers', async () => {
    const email = 'shy@example.com';
    const consents = { healthData: false, checkIns: false, marketing: false };
    const refused = await tryToBook(email, { screening: ['heart_disease'], consents });
    expect(refused.status).toBe(422);
    expect(await waitOf(email)).toBeUndefined();
  });

  it('can book once it is recorded with who, when, until and whose yes, and the therapist minds it', async () => {
    const email = 'cancer@example.com';
    const screening = ['cancer_active'];
    await tryToBook(email, { screening });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    const cleared = await clearClient(clientId, {
      clinician: 'Dr Okafor',
      validUntil: '2027-03-01',
    });
    expect(cleared.status).toBe(200);
    expect(await waitOf(email)).toBeUndefined();

    // Gentle, says section B: a sports massage is not.
    const firm = await tryToBook(email, { screening });
    expect(firm).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    const booked = await tryToBook(email, { screening }, { calm: true });
    expect(booked.status).toBe(201);
    const { reference } = booked.body;
    const seen = await detail(reference);
    expect(seen).toMatchObject({ caution: true, contactFirst: false, bookingPaused: false });
    expect(seen.clearance.onFile).toEqual([
      {
        scope: 'answers',
        givenAt: expect.stringContaining('2027-01-11T06:'),
        givenBy: 'Fay Desk',
        clinician: 'Dr Okafor',
        // The last day counts whole, in London.
        expiresAt: '2027-03-02T00:00:00.000Z',
        isValid: true,
      },
    ]);
    expect(JSON.stringify(seen)).not.toContain('cancer_active');
    const answers = await health(reference);
    expect(answers.limits.pressureCap).toBe('light');
    expect(answers.screening?.yes[0]?.note).toMatch(/clinician has agreed\. Gentle, off tumour/);
    expect(answers.clearances[0]?.covers.map(({ code }) => code)).toEqual(['cancer_active']);
    const log = await api.db.asOwner(
      `SELECT actor, details FROM audit_log WHERE action = 'booking.clearance_recorded' AND subject = $1`,
      [clientId],
    );
    expect(log).toEqual([
      {
        actor: `staff:${fay.userId}`,
        details: { clientId, scope: 'answers', until: '2027-03-02T00:00:00.000Z' },
      },
    ]);
  });

  it('cannot book for a day on which the clearance has ended', async () => {
    const email = 'ends@example.com';
    const screening = ['dvt_history'];
    await tryToBook(email, { screening });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    await clearClient(clientId, { validUntil: '2027-01-14' });
    expect((await tryToBook(email, { screening }, { date: '2027-01-14' })).status).toBe(201);
    const late = await tryToBook(email, { screening }, { date: '2027-01-15' });
    expect(late).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
  });

  it('is not cleared of what nobody was asked about', async () => {
    const email = 'other@example.com';
    await tryToBook(email, { screening: ['dvt_history'] });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    await clearClient(clientId);
    const more = await tryToBook(email, { screening: ['dvt_history', 'lymphoedema'] });
    expect(more).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
  });

  it.each([
    ['unusual soreness', sore],
    [
      'no area left',
      { ...sore, training: { ...sore.training, soreness: 2 }, screening: ['bruise:legs'] },
    ],
    ['an answer we do not know', { screening: ['moon_sick'] }],
  ])('waits for %s too, and books when cleared', async (name, change) => {
    const email = `${name.replaceAll(' ', '-')}@example.com`;
    const refused = await tryToBook(email, change);
    expect(refused).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    await clearClient(clientId);
    // A bruise a clinician has agreed to is worked on lightly.
    const booked = await tryToBook(email, change, { calm: name === 'no area left' });
    expect(booked.status).toBe(201);
  });

  it('never gets a red flag cleared away: that refuses whatever is on file', async () => {
    const email = 'both@example.com';
    await tryToBook(email, { screening: ['dvt_history'] });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    await clearClient(clientId);
    const refused = await tryToBook(email, { screening: ['dvt_history', 'dvt_signs'] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'SCREENING_REFUSED' } });
    expect(refused.text).toContain('999');
  });

  it('is phoned before a visit that was booked all the same, and that ends with the clearance', async () => {
    const email = 'again@example.com';
    await tryToBook(email, { screening: ['heart_disease'] });
    const booked = await tryToBook(email);
    expect(await detail(booked.body.reference)).toMatchObject({
      contactFirst: true,
      bookingPaused: true,
      clearance: { waitsFor: ['answers'] },
    });
    const clear = (body: Record<string, unknown>) =>
      api.call<DeskBookingDetail>('POST', `desk/bookings/${booked.body.reference}/clearance`, {
        ...asPerson(ana),
        body,
      });
    expect((await clear({})).body).toMatchObject({
      contactFirst: false,
      bookingPaused: false,
      clearance: { waitsFor: [], since: null },
    });
    // Pressed again it is still recorded once.
    expect((await clear({})).body.clearance.onFile).toHaveLength(1);
  });

  it('is cleared by who may see the booking, not by another therapist', async () => {
    const [, colleague = ''] = api.clinic.therapistIds;
    const tom = await hire(api, 'tom@clinic.example', {
      role: 'therapist',
      therapistId: colleague,
    });
    const email = 'mine@example.com';
    await tryToBook(email, { screening: ['heart_disease'] });
    const { reference } = (await tryToBook(email)).body;
    const path = `desk/bookings/${reference}/clearance`;
    const refused = await api.call('POST', path, { ...asPerson(tom), body: {} });
    expect(refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await waitOf(email)).toBeDefined();
  });

  it.each([
    [{ validUntil: '2027-01-10' }, 'validUntil'],
    [{ validUntil: '2028-01-13' }, 'validUntil'],
    [{ validUntil: 'soon' }, 'validUntil'],
    [{ clinician: 'Dr\nOkafor' }, 'clinician'],
    [{ codes: ['heart_disease'] }, 'codes'],
  ])('has no clearance recorded with %j', async (body, path) => {
    const email = 'bad@example.com';
    await tryToBook(email, { screening: ['heart_disease'] });
    const { clientId = '' } = (await waitOf(email)) ?? {};
    const refused = await clearClient(clientId, body);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(path);
    expect(await waitOf(email)).toBeDefined();
  });

  it('is nobody when the id is of nobody here', async () => {
    const nobody = await clearClient('00000000-0000-4000-8000-000000000000');
    expect(nobody).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('what a precaution leaves to book', () => {
  it.each([
    [
      ['anticoagulant'],
      {},
      /light pressure and at most 45 minutes: light recovery, mobility or relaxation/,
    ],
    [
      ['bp_controlled'],
      { deep: true },
      /moderate pressure and at most 60 minutes: light recovery, sports/,
    ],
    [['under_18'], {}, /at most 45 minutes/],
    [['eczema:arms'], { deep: true }, /moderate pressure: /],
  ])('%j: not this session', async (screening, at, words) => {
    const refused = await tryToBook('cap@example.com', { screening }, at);
    expect(refused).toMatchObject({ status: 422, body: { code: 'PRECAUTION_CAP' } });
    expect(refused.text).toMatch(words);
  });

  it.each([
    [['under_18'], { durationMin: 30 }],
    [['bp_controlled'], {}],
    [['oil_allergy'], { deep: true }],
  ])('%j: this one', async (screening, at) => {
    expect((await tryToBook('fits@example.com', { screening }, at)).status).toBe(201);
  });

  it('is not recommended at a length that no health answer allows', async () => {
    const ask = (screening: string[]) =>
      api.call<{ service: unknown; durationMin: number }>('POST', 'recommendations', {
        body: { areas: ['legs'], soreness: 0, goal: 'calm_down', screening },
      });
    // This clinic sells calm massage as 60 minutes only.
    expect((await ask([])).body.service).toEqual({
      serviceId: calm,
      durationMin: 60,
    });
    expect((await ask(['under_18'])).body).toMatchObject({ durationMin: 45, service: null });
  });
});

describe('what was suggested', () => {
  it('is shown from the record with the booking, to client and therapist, though the rules have moved on', async () => {
    const training = {
      ...{ type: 'eccentric', endedAt: '2027-01-11T03:00:00Z', rpe: 8, durationMin: 60 },
    };
    const spoken = await api.call<{ id: string; window: unknown }>('POST', 'recommendations', {
      body: { training, areas: ['legs'], soreness: 4, goal: 'ease_soreness', screening: [] },
    });
    // As if these rules had spoken: another version, other words, another certainty.
    const { FieldCipher } = await import('@limber/persistence');
    const cipher = api.app.get(FieldCipher, { strict: false });
    const place = { table: 'recommendation', rowId: spoken.body.id, column: 'spoken' };
    const [row] = await api.db.asOwner<{ spoken: Buffer }>(
      'SELECT spoken FROM recommendation WHERE id = $1',
      [spoken.body.id],
    );
    const said = cipher.open<Record<string, unknown>>(place, row?.spoken ?? Buffer.alloc(0));
    const older = {
      ...said,
      rulesVersion: '0.9',
      explanation: ['We said this back then.'],
      evidence: [{ claimId: 'C1', title: 'An older title', certainty: 'low' }],
    };
    await api.db.asOwner('UPDATE recommendation SET spoken = $2 WHERE id = $1', [
      spoken.body.id,
      cipher.seal(place, older),
    ]);
    const booked = await tryToBook(
      'record@example.com',
      { recommendationId: spoken.body.id },
      { date: '2027-01-12' },
    );
    const { reference, manageUrl } = booked.body;
    const token = new URL(manageUrl).searchParams.get('token') ?? '';
    const kept = {
      version: '0.9',
      spokenAt: expect.stringContaining('2027-01-11T06:'),
      explanation: ['We said this back then.'],
      evidence: [{ claimId: 'C1', title: 'An older title', certainty: 'low' }],
      sessionType: 'sports_massage',
      window: spoken.body.window,
    };
    const read = await api.call<BookingView>('GET', `bookings/${reference}`, {
      headers: { 'link-token': token },
    });
    expect(read.body.suggestion).toMatchObject(kept);
    expect((await health(reference)).suggestion).toMatchObject(kept);
    const date = read.body.startsAt.slice(0, 10);
    const shown = await api.call<DeskDay>('GET', `desk/day?date=${date}`, asPerson(fay));
    expect(shown.text).not.toContain('older title');
  });

  it('is nothing where nothing was', async () => {
    const booked = await tryToBook('plain@example.com');
    const { reference, manageUrl } = booked.body;
    const token = new URL(manageUrl).searchParams.get('token') ?? '';
    const read = await api.call<BookingView>('GET', `bookings/${reference}`, {
      headers: { 'link-token': token },
    });
    expect(read.body.suggestion).toBeNull();
    const stranger = await api.call('GET', `bookings/${reference}`);
    expect(stranger.status).toBe(404);
  });

  it('can be named for 24 hours, and not a moment longer', async () => {
    const ask = { areas: ['legs'], soreness: 0, goal: 'calm_down', screening: [] };
    const spoken = await api.call<{ id: string; expiresAt: string }>('POST', 'recommendations', {
      body: ask,
    });
    const expiresAt = Date.parse(spoken.body.expiresAt);
    const fits = () =>
      api.call(
        'GET',
        `availability?serviceId=${api.clinic.serviceId}&durationMin=60&from=2027-01-20&to=2027-01-20&fitFor=${spoken.body.id}`,
      );
    expect(spoken.body.expiresAt).toMatch(/^2027-01-12T06:/);
    await api.db.setNow(new Date(expiresAt - 1000).toISOString());
    expect((await fits()).status).toBe(200);
    await api.db.setNow(new Date(expiresAt).toISOString());
    expect((await fits()).status).toBe(404);
  });
});
