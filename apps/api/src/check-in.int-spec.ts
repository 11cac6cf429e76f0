import type { CheckInOffers, CheckInResult, CheckInView } from '@limber/contracts';
import { UnsubscribeService } from '@limber/followups';
import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld } from './check-in.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
});
afterAll(() => api.close());

const bookAfterTraining = (consents = {}) => world.book({ consents });
const hoursAfterTraining = (hours: number) => world.hoursAfterTraining(hours);
const answer = (token: string | undefined, soreness: number, redFlags: string[] = []) =>
  world.answer(token, { soreness, redFlags });
const planned = (recipient: string) => world.planned(recipient);

describe('a check-in', () => {
  it('shows what is asked and stores nothing when it is opened', async () => {
    const { tokens } = await bookAfterTraining();
    const shown = await api.call<CheckInView>('GET', `check-ins/${tokens['checkin_48']}`);
    expect(shown.body).toMatchObject({
      kind: 'checkin_48',
      asks: ['soreness', 'readiness'],
      answered: false,
    });
    expect(shown.body.redFlags.map(({ code }) => code)).toContain('dark_urine');
    const stored = await api.db.asOwner('SELECT 1 FROM check_in WHERE answer IS NOT NULL');
    expect(stored).toEqual([]);
  });

  it('stores an answer sealed, and lets it be corrected for 24 hours', async () => {
    const { tokens } = await bookAfterTraining();
    await hoursAfterTraining(25);
    const first = await answer(tokens['checkin_24'], 5);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'none', bookingBlocked: false } });
    await api.db.advance('PT23H');
    expect((await answer(tokens['checkin_24'], 4)).body.correctableUntil).toBe(
      first.body.correctableUntil,
    );
    await api.db.advance('PT2H');
    expect(await answer(tokens['checkin_24'], 3)).toMatchObject({
      status: 409,
      body: { code: 'ANSWER_LOCKED' },
    });
    const [row] = await api.db.asOwner<{ answer: Buffer }>(
      'SELECT answer FROM check_in WHERE answer IS NOT NULL ORDER BY answered_at DESC LIMIT 1',
    );
    expect(row?.answer.toString()).not.toContain('soreness');
  });

  it('ends seven days after it was due', async () => {
    const { tokens } = await bookAfterTraining();
    await hoursAfterTraining(24 * 9);
    expect(await answer(tokens['checkin_24'], 3)).toMatchObject({
      status: 404,
      body: { code: 'LINK_EXPIRED' },
    });
  });

  it('at 0 or 1 from 48 h on is resolved: no more check-ins, the nudge stays', async () => {
    const { tokens, email } = await bookAfterTraining();
    await hoursAfterTraining(49);
    expect((await answer(tokens['checkin_48'], 1)).body.outcome).toBe('resolved');
    const left = await planned(email);
    expect(left).not.toContain('checkin_72');
    expect(left).toContain('nudge_7d');
  });

  it('at 8 before 72 h is sore but expected, when none of the warning signs is there', async () => {
    const { tokens, email } = await bookAfterTraining();
    await hoursAfterTraining(25);
    expect((await answer(tokens['checkin_24'], 8)).body).toMatchObject({
      outcome: 'sore_but_expected',
      safety: [],
      bookingBlocked: false,
    });
    expect(await planned(email)).toContain('checkin_72');
  });
});

describe('saving and booking with one press', () => {
  const offersFor = (token: string | undefined, soreness: number) =>
    api.call<CheckInOffers>('POST', `check-ins/${token}/offers`, { body: { soreness } });
  const wishOf = ({ offers }: CheckInOffers) => {
    const [offer] = offers;
    if (!offer) throw new Error('nothing was offered');
    const { serviceId, durationMin, startsAt, location, therapist } = offer;
    const ids = { locationId: location.id, therapistId: therapist.id };
    return { serviceId, durationMin, startsAt, ...ids };
  };
  const save = (token: string | undefined, body: object, headers = {}) =>
    api.call<CheckInResult>('POST', `check-ins/${token}`, { body, headers });

  it('offers times that fit, takes one, and stores answer and booking together', async () => {
    const { tokens, email } = await bookAfterTraining();
    await hoursAfterTraining(25);
    const token = tokens['checkin_24'];
    const { body: offered } = await offersFor(token, 5);
    expect(offered.offers).toHaveLength(3);
    const fits = offered.offers.map(({ fit }) => fit);
    expect(fits).toEqual([...fits].sort((a, b) => b - a));
    const book = wishOf(offered);
    const headers = { 'idempotency-key': 'one-press' };
    const saved = await save(token, { soreness: 5, redFlags: [], book }, headers);
    expect(saved.body).toMatchObject({
      outcome: 'none',
      booking: { status: 'confirmed' },
      notBooked: null,
    });
    // The double click of a tired thumb.
    const again = await save(token, { soreness: 5, redFlags: [], book }, headers);
    expect(again.text).toBe(saved.text);
    const bookings = await api.db.asOwner<{ starts: Date }>(
      `SELECT b.starts_at AS starts FROM booking b JOIN client c ON c.id = b.client_id
        WHERE c.email = $1 ORDER BY b.created_at`,
      [email],
    );
    expect(bookings.map(({ starts }) => starts.toISOString()).slice(1)).toEqual([book.startsAt]);
    // A visit is coming up now: opening the link again offers no second one.
    expect((await offersFor(token, 5)).body.offers).toEqual([]);
    // The series that runs goes on; a second one would ask everything twice.
    const asked = (await planned(email)).filter((kind) => kind.startsWith('checkin'));
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('keeps the answer when the time is gone, and names the nearest ones', async () => {
    const { tokens } = await bookAfterTraining();
    await hoursAfterTraining(25);
    const { body: offered } = await offersFor(tokens['checkin_24'], 4);
    const book = wishOf(offered);
    await api.call('POST', 'holds', { body: book });
    const saved = await save(tokens['checkin_24'], { soreness: 4, redFlags: [], book });
    expect(saved).toMatchObject({
      status: 200,
      body: { stored: true, booking: null, notBooked: { code: 'SLOT_TAKEN' } },
    });
    expect(saved.body.notBooked?.alternatives).toHaveLength(3);
    const shown = await api.call<CheckInView>('GET', `check-ins/${tokens['checkin_24']}`);
    expect(shown.body.answered).toBe(true);
  });

  it('books nothing on a warning sign, and offers nothing to who should see a clinician', async () => {
    const { tokens, email } = await bookAfterTraining();
    await hoursAfterTraining(25);
    const token = tokens['checkin_24'];
    expect((await offersFor(token, 9)).body.offers).toEqual([]);
    const book = wishOf((await offersFor(token, 4)).body);
    const saved = await save(token, { soreness: 4, redFlags: ['dvt_signs'], book });
    expect(saved.body).toMatchObject({ outcome: 'red_flag', booking: null, bookingBlocked: true });
    const bookings = await api.db.asOwner(
      `SELECT 1 FROM booking b JOIN client c ON c.id = b.client_id WHERE c.email = $1`,
      [email],
    );
    expect(bookings).toHaveLength(1);
    expect((await offersFor(token, 2)).body.offers).toEqual([]);
  });
});

describe('a red flag', () => {
  it('that is taken back leaves booking paused, and says so: only the clinic lifts that', async () => {
    const { tokens, clientId } = await bookAfterTraining();
    await hoursAfterTraining(25);
    await answer(tokens['checkin_24'], 3, ['dvt_signs']);
    const { body } = await answer(tokens['checkin_24'], 3);
    expect(body).toMatchObject({ outcome: 'none', safety: [], bookingBlocked: true });
    await api.db.asOwner('UPDATE client SET blocked_since = NULL WHERE id = $1', [clientId]);
    expect((await answer(tokens['checkin_24'], 4)).body.bookingBlocked).toBe(false);
  });

  it.each([
    ['a warning sign at any time', 25, 3, ['dark_urine'], 'dark_urine'],
    ['a code nobody knows', 25, 3, ['something_new'], 'symptom'],
    ['8 or more from 72 h on', 73, 8, [], 'severe_late'],
  ])('%s: safety first, everything else stops', async (_, hours, soreness, flags, shown) => {
    const { tokens, email, clientId } = await bookAfterTraining();
    await hoursAfterTraining(hours);
    const kind = hours > 48 ? 'checkin_72' : 'checkin_24';
    const answered = await answer(tokens[kind], soreness, flags);
    expect(answered.body).toMatchObject({
      outcome: 'red_flag',
      bookingBlocked: true,
      safety: [{ code: shown }],
    });
    // Only who is that sore that late is told so.
    const { safety } = answered.body;
    const body = safety.map((each) => each.body).join(' ');
    expect(body.includes('three days after training')).toBe(shown === 'severe_late');
    const left = await planned(email);
    expect(left).toContain('safety');
    expect(left.filter((each) => /checkin|nudge/.test(each))).toEqual([]);
    const alert = await api.db.asOwner(
      `SELECT 1 FROM message WHERE kind = 'clinic_alert' AND state = 'planned'`,
    );
    expect(alert.length).toBeGreaterThan(0);
    const [client] = await api.db.asOwner<{ blocked: boolean }>(
      'SELECT blocked_since IS NOT NULL AS blocked FROM client WHERE id = $1',
      [clientId],
    );
    expect(client?.blocked).toBe(true);
    const events = await api.db.asOwner<{ payload: object }>(
      `SELECT payload FROM outbox WHERE topic = 'red_flag.raised' ORDER BY created_at DESC LIMIT 1`,
    );
    // Ids only: what was answered stays sealed.
    expect(Object.keys(events[0]?.payload ?? {})).toEqual(['id']);
  });
});

describe('without consent', () => {
  it('nothing is asked afterwards but whether anything is worrying', async () => {
    const { tokens, email } = await bookAfterTraining({ checkIns: false, marketing: false });
    expect(Object.keys(tokens)).toEqual(['aftercare']);
    expect(await planned(email)).toEqual(['booking_confirmation', 'reminder_2h', 'aftercare']);
  });
});

describe('unsubscribing', () => {
  const post = (token: string, headers = {}, body?: string) =>
    api.call('POST', `unsubscribe/${token}`, { headers, ...(body && { body }) });

  it('stops what it names with one click, form body and no cookie', async () => {
    const { clientId, email } = await bookAfterTraining();
    const service = api.app.get(UnsubscribeService);
    const token = service.tokenFor(api.clinic.clinicId, clientId, 'marketing');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const done = await post(token, form, 'List-Unsubscribe=One-Click');
    expect(done).toMatchObject({ status: 200, body: { unsubscribed: 'marketing' } });
    expect((await post(token)).status).toBe(200);
    const left = await planned(email);
    expect(left).not.toContain('nudge_7d');
    expect(left).toContain('checkin_24');
    const all = service.tokenFor(api.clinic.clinicId, clientId, 'all');
    await post(all);
    expect(await planned(email)).toEqual(['booking_confirmation', 'reminder_2h']);
  });

  it('by opening the address of the one click changes nothing and leads to the page that asks', async () => {
    const { clientId, email } = await bookAfterTraining();
    const service = api.app.get(UnsubscribeService);
    const token = service.tokenFor(api.clinic.clinicId, clientId, 'marketing');
    const path = `/api/v1/clinics/${api.clinic.slug}/unsubscribe/${token}`;
    const opened = await fetch(api.url + path, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([302, `/unsubscribe/${token}`]);
    expect(await planned(email)).toContain('nudge_7d');
  });

  it('from everything is one press more, and a box ticked later is newer than that', async () => {
    const { clientId, email } = await bookAfterTraining();
    const service = api.app.get(UnsubscribeService);
    const token = service.tokenFor(api.clinic.clinicId, clientId, 'check_ins');
    const all = await api.call('POST', `unsubscribe/${token}/all`);
    expect(all).toMatchObject({ status: 200, body: { unsubscribed: 'all' } });
    expect(await planned(email)).toEqual(['booking_confirmation', 'reminder_2h']);
    const stopped = () =>
      api.db.asOwner(
        `SELECT scope FROM suppression WHERE email_sha256 = encode(sha256($1::bytea), 'hex')`,
        [email],
      );
    expect(await stopped()).toEqual([{ scope: 'all' }]);
    await world.book({ email, consents: { checkIns: true, marketing: false } });
    expect(await stopped()).toEqual([]);
    expect(await api.call('POST', 'unsubscribe/x.y.z/all')).toMatchObject({ status: 404 });
  });

  it('believes only its own signature', async () => {
    const { clientId } = await bookAfterTraining();
    for (const token of [`all.${clientId}.forged`, 'x', `checkins.${clientId}.x`]) {
      expect(await post(token)).toMatchObject({ status: 404, body: { code: 'LINK_INVALID' } });
    }
  });
});
