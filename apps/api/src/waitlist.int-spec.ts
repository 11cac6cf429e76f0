import type { AvailabilityView, BookingView } from '@limber/contracts';
import { LinkSigner } from '@limber/persistence';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, holdBody, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { auditOf, mailsTo, overlapsIn, post } from './desk-ops.testing.ts';
import {
  accept,
  decline,
  entryOf,
  join,
  type Joined,
  joinedOf,
  offerTokenOf,
  statesOf,
  sweep,
} from './waitlist.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let next = 0;

beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 1 });
  [ana = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());
afterEach(async () => {
  expect(await overlapsIn(api)).toEqual([]);
});

const manage = async (reference: string): Promise<string> => {
  const [row] = await api.db.asOwner<{ chain_id: string }>(
    'SELECT chain_id FROM booking WHERE reference = $1',
    [reference],
  );
  const signer = api.app.get(LinkSigner, { strict: false });
  return signer.sign('manage', api.clinic.clinicId, row?.chain_id ?? '');
};

const cancel = async (reference: string) => {
  const token = await manage(reference);
  const answer = await api.call('POST', `bookings/${reference}/cancel?token=${token}`, {
    body: { acceptFee: true },
  });
  expect(answer.status).toBe(200);
};

/** A day of its own on which Ana is booked from ten to eleven; the clock stands at eight in the morning. */
async function fullDay() {
  next += 1;
  const date = new Date(Date.UTC(2027, 0, 12 + next)).toISOString().slice(0, 10);
  await api.db.setNow(`${date}T08:00:00Z`);
  const day = (offset: number) =>
    new Date(Date.parse(date) + offset * 86_400_000).toISOString().slice(0, 10);
  next += 2;
  const target = day(2);
  const at = (time: string) => `${target}T${time}:00Z`;
  const ten = await bookTrained(api, at('10:00'), ana, {
    ...{ email: `ten-${target}@example.com`, rested: true },
  });
  return { today: date, date: target, at, ten };
}

const isFree = async (startsAt: string, durationMin = 60): Promise<boolean> => {
  const date = startsAt.slice(0, 10);
  const { serviceId } = api.clinic;
  const search = `serviceId=${serviceId}&durationMin=${durationMin}&from=${date}&to=${date}`;
  const { body } = await api.call<AvailabilityView>('GET', `availability?${search}`);
  const iso = startsAt.replace('Z', '.000Z');
  return body.days.some(({ slots }) => slots.some((slot) => slot.startsAt === iso));
};

/** Whole minutes: the clock of a suite runs while it works. */
const minutesBetween = (from: string, to: string | undefined): number =>
  Math.floor((Date.parse(to ?? '') - Date.parse(from)) / 60_000);

const kindsTo = async (email: string) => (await mailsTo(api, email)).map(({ kind }) => kind);

async function four(date: string): Promise<[Joined, Joined, Joined, Joined]> {
  return [
    await join(api, date, 'One'),
    await join(api, date, 'Two'),
    await join(api, date, 'Three'),
    await join(api, date, 'Four'),
  ];
}

describe('a wave', () => {
  it('offers a freed time to the first three, keeps it from everybody else, and tells them', async () => {
    const { today, date, at, ten } = await fullDay();
    const [one, two, three, last] = await four(date);
    expect(await sweep(api)).toBe(0);
    await cancel(ten.reference);
    await sweep(api);
    expect(await statesOf(api, one, two, three, last)).toEqual(['open', 'open', 'open', null]);
    expect(await isFree(at('10:00'))).toBe(false);
    const held = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00')) });
    expect(held).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await kindsTo(one.email)).toEqual(['waitlist_joined', 'waitlist_offer']);
    expect(await kindsTo(last.email)).toEqual(['waitlist_joined']);
    const offer = (await entryOf(api, one)).offers[0];
    expect(offer).toMatchObject({ startsAt: at('10:00').replace('Z', '.000Z') });
    expect(minutesBetween(`${today}T08:00:00Z`, offer?.expiresAt)).toBe(15);
  });

  it('lapses after 15 minutes, the next three follow, and at last the time is everybody’s', async () => {
    const { date, at, ten } = await fullDay();
    const all = await four(date);
    await cancel(ten.reference);
    await sweep(api);
    await api.db.advance('PT14M59S');
    await sweep(api);
    expect(await statesOf(api, ...all)).toEqual(['open', 'open', 'open', null]);
    await api.db.advance('PT1S');
    expect(await isFree(at('10:00'))).toBe(false);
    await sweep(api);
    expect(await statesOf(api, ...all)).toEqual(['lapsed', 'lapsed', 'lapsed', 'open']);
    expect(await isFree(at('10:00'))).toBe(false);
    await api.db.advance('PT15M');
    await sweep(api);
    expect(await statesOf(api, ...all)).toEqual(['lapsed', 'lapsed', 'lapsed', 'lapsed']);
    expect(await isFree(at('10:00'))).toBe(true);
    expect((await entryOf(api, all[0])).state).toBe('waiting');
  });

  it('has five minutes when the start is less than three hours away', async () => {
    const { date, at, ten } = await fullDay();
    await api.db.setNow(at('07:30'));
    const one = await join(api, date, 'Soon');
    await cancel(ten.reference);
    await sweep(api);
    const offer = (await entryOf(api, one)).offers[0];
    expect(minutesBetween(at('07:30'), offer?.expiresAt)).toBe(5);
  });

  it('is found again however often the queue is lost, and a worker that died blocks nothing', async () => {
    const { date, at, ten } = await fullDay();
    await join(api, date, 'Lost');
    await cancel(ten.reference);
    await sweep(api);
    await api.db.advance('PT16M');
    // Nobody swept: the hold has died by itself a minute after its wave.
    expect(await isFree(at('10:00'))).toBe(true);
    const held = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00')) });
    expect(held.status).toBe(201);
    await sweep(api);
    const left = await api.db.asOwner('SELECT id FROM waitlist_gap WHERE done_at IS NULL');
    expect(left).toEqual([]);
  });

  it('at night waits for the morning, kept meanwhile; a time of the next hours does not', async () => {
    const { date, at, ten, today } = await fullDay();
    const one = await join(api, date, 'Night');
    await api.db.setNow(`${today}T22:00:00Z`);
    await cancel(ten.reference);
    await sweep(api);
    const [mail] = (await mailsTo(api, one.email)).slice(-1);
    expect(mail?.kind).toBe('waitlist_offer');
    expect(Math.round(mail?.wait ?? 0)).toBe(600);
    expect(await isFree(at('10:00'))).toBe(false);
    const early = await fullDay();
    const two = await join(api, early.date, 'Early');
    await api.db.setNow(`${early.date}T00:30:00Z`);
    await cancel(early.ten.reference);
    await sweep(api);
    expect((await mailsTo(api, two.email)).at(-1)).toMatchObject({ wait: 0 });
  });
});

describe('accepting', () => {
  it('books the very time with one press; pressed twice it is one booking', async () => {
    const { date, at, ten } = await fullDay();
    const [one, two] = await four(date);
    await cancel(ten.reference);
    await sweep(api);
    const accepted = await accept(api, one);
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect((await accept(api, one)).body.booked).toEqual(accepted.body.booked);
    const { reference = '' } = accepted.body.booked ?? {};
    const token = await manage(reference);
    const booking = await api.call<BookingView>('GET', `bookings/${reference}?token=${token}`);
    expect(booking.body).toMatchObject({
      ...{ status: 'confirmed', startsAt: at('10:00').replace('Z', '.000Z') },
      ...{ durationMin: 60, price: { amount: 7000 }, therapist: { id: ana } },
    });
    expect(await entryOf(api, one)).toMatchObject({ state: 'booked', booked: { reference } });
    expect(await statesOf(api, two)).toEqual(['taken']);
    expect((await entryOf(api, two)).state).toBe('waiting');
    expect(await kindsTo(two.email)).toContain('waitlist_taken');
    expect(await kindsTo(one.email)).toContain('booking_confirmation');
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });

  it('of three who press at the same instant exactly one wins', async () => {
    for (let round = 0; round < 5; round++) {
      const { date, ten } = await fullDay();
      const three = (await four(date)).slice(0, 3);
      await cancel(ten.reference);
      await sweep(api);
      const tokens = await Promise.all(three.map((each) => offerTokenOf(api, each)));
      const answers = await Promise.all(
        tokens.map((token) =>
          api.call<{ code?: string }>('POST', `waitlist-offers/${token}/accept`, {
            body: { screening: [], healthData: true },
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const lost = answers.filter(({ status }) => status === 409);
      expect(lost.map(({ body }) => body.code)).toEqual(['OFFER_TAKEN', 'OFFER_TAKEN']);
      expect((await statesOf(api, ...three)).sort()).toEqual(['accepted', 'taken', 'taken']);
      const booked = await api.db.asOwner(
        `SELECT 1 FROM booking WHERE starts_at = $1 AND status <> 'cancelled'`,
        [`${date}T10:00:00Z`],
      );
      expect(booked).toHaveLength(1);
      expect(await overlapsIn(api)).toEqual([]);
    }
  });

  it('too late is told as that and books nothing, even before the sweep has come', async () => {
    const { date, ten } = await fullDay();
    const one = await join(api, date, 'Late');
    await cancel(ten.reference);
    await sweep(api);
    await api.db.advance('PT15M');
    expect(await accept(api, one)).toMatchObject({ status: 409, body: { code: 'OFFER_ENDED' } });
    expect((await entryOf(api, one)).offers[0]?.state).toBe('lapsed');
  });

  it('what the set-up has taken since is told as over, and books nothing', async () => {
    const { date, ten } = await fullDay();
    const one = await join(api, date, 'Gone');
    await cancel(ten.reference);
    await sweep(api);
    const leave = { kind: 'leave', therapistId: ana, from: date, to: date };
    expect((await post(api, fay, 'time-off', leave)).status).toBe(201);
    expect(await accept(api, one)).toMatchObject({ status: 409, body: { code: 'OFFER_ENDED' } });
    expect((await entryOf(api, one)).booked).toBeNull();
  });

  it('needs the red-flag answers and the consent; a refusal leaves the offer open', async () => {
    const { date, ten } = await fullDay();
    const one = await join(api, date, 'Asked');
    await cancel(ten.reference);
    await sweep(api);
    expect(await accept(api, one, {})).toMatchObject({
      ...{ status: 422, body: { code: 'VALIDATION_FAILED', errors: [{ path: 'screening' }] } },
    });
    const unsaid = await accept(api, one, { screening: [] });
    expect(unsaid).toMatchObject({ status: 422, body: { code: 'CONSENT_REQUIRED' } });
    const ill = await accept(api, one, { screening: ['dark_urine'], healthData: true });
    expect(ill).toMatchObject({ status: 422, body: { code: 'SCREENING_REFUSED' } });
    expect(await statesOf(api, one)).toEqual(['open']);
    expect((await accept(api, one)).status).toBe(200);
  });

  it('takes the own session out of what was kept for longer ones; the rest is offered on', async () => {
    const { date, at, ten } = await fullDay();
    const short = await join(api, date, 'Short', { durationMin: 30 });
    const long = await join(api, date, 'Long');
    const other = await join(api, date, 'Other', {
      durationMin: 30,
      windows: [{ from: date, to: date, startTime: '10:45', endTime: '11:15' }],
    });
    await cancel(ten.reference);
    await sweep(api);
    expect(await statesOf(api, short, long, other)).toEqual(['open', 'open', null]);
    expect((await accept(api, short)).body.state).toBe('accepted');
    const rows = await api.db.asOwner<{ minutes: number }>(
      `SELECT (ends_min - starts_min) AS minutes FROM occupancy
        WHERE booking_id IS NOT NULL AND status <> 'released' AND lower(during) = $1`,
      [at('10:00')],
    );
    expect(rows.map(({ minutes }) => minutes)).toEqual([30, 30]);
    await sweep(api);
    expect(await statesOf(api, long, other)).toEqual(['taken', 'open']);
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});

describe('saying no', () => {
  it('by all of a wave brings the next at once; the place on the list stays', async () => {
    const { date, ten } = await fullDay();
    const [one, two, three, last] = await four(date);
    await cancel(ten.reference);
    await sweep(api);
    await decline(api, one);
    await decline(api, two);
    await sweep(api);
    expect(await statesOf(api, one, two, three, last)).toEqual([
      ...['declined', 'declined', 'open', null],
    ]);
    const left = await decline(api, three, { leave: true });
    expect(left.body).toMatchObject({ state: 'declined', stillWaiting: false });
    await sweep(api);
    expect(await statesOf(api, last)).toEqual(['open']);
    expect((await entryOf(api, one)).state).toBe('waiting');
    expect((await entryOf(api, three)).state).toBe('left');
  });
});

describe('a visit that should move earlier', () => {
  it('moves with one press, keeps its reference and price, and its old time is offered on', async () => {
    const { date, at, ten } = await fullDay();
    const two = await bookTrained(api, at('14:00'), ana, {
      ...{ email: `two-${date}@example.com`, rested: true },
    });
    const token = await manage(two.reference);
    const joined = await api.call<Parameters<typeof joinedOf>[0]>(
      'POST',
      `bookings/${two.reference}/waitlist?token=${token}`,
      { body: { windows: [{ from: date, to: date, startTime: '09:00', endTime: '13:00' }] } },
    );
    expect(joined).toMatchObject({ status: 201, body: { entry: { moves: two && {} } } });
    const mover = joinedOf(joined.body);
    const again = await api.call('POST', `bookings/${two.reference}/waitlist?token=${token}`, {
      body: { windows: [{ from: date, to: date, startTime: '09:00', endTime: '13:00' }] },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_WAITING' } });
    const afternoon = await join(api, date, 'Afternoon', {
      windows: [{ from: date, to: date, startTime: '14:00', endTime: '15:00' }],
    });
    await cancel(ten.reference);
    await sweep(api);
    expect(await statesOf(api, mover, afternoon)).toEqual(['open', null]);
    const accepted = await accept(api, mover, {});
    expect(accepted).toMatchObject({ status: 200, body: { booked: { reference: two.reference } } });
    const booking = await api.call<BookingView>('GET', `bookings/${two.reference}?token=${token}`);
    expect(booking.body).toMatchObject({ revision: 2, moving: { left: 2 } });
    expect(Date.parse(booking.body.startsAt)).toBeLessThan(Date.parse(at('13:00')));
    await sweep(api);
    expect(await statesOf(api, afternoon)).toEqual(['open']);
    expect(await isFree(at('14:00'))).toBe(false);
    expect((await auditOf(api, 'booking.moved')).at(-1)).toMatchObject({ subject: two.id });
  });

  it('is never offered a later time, nor anything once it is cancelled', async () => {
    const { date, at, ten } = await fullDay();
    const nine = await bookTrained(api, at('12:00'), ana, {
      ...{ email: `noon-${date}@example.com`, rested: true },
    });
    const late = await bookTrained(api, at('15:00'), ana, {
      ...{ email: `late-${date}@example.com`, rested: true },
    });
    const window = [{ from: date, to: date, startTime: '09:00', endTime: '17:00' }];
    const path = `bookings/${nine.reference}/waitlist?token=${await manage(nine.reference)}`;
    const { body } = await api.call<Parameters<typeof joinedOf>[0]>('POST', path, {
      body: { windows: window },
    });
    const mover = joinedOf(body);
    await cancel(late.reference);
    await sweep(api);
    expect(await statesOf(api, mover)).toEqual([null]);
    await cancel(nine.reference);
    await cancel(ten.reference);
    await sweep(api);
    expect(await statesOf(api, mover)).toEqual([null]);
  });
});

describe('nothing is offered', () => {
  it('to whoever left, was removed, has expired, wants more notice, or somebody else', async () => {
    const { date, today, ten } = await fullDay();
    const left = await join(api, date, 'Left');
    await api.call('POST', `waitlist/${left.token}/leave`);
    const removed = await join(api, date, 'Removed');
    const gone = await api.call('DELETE', `desk/waitlist/${removed.id}`, {
      ...asPerson(fay, { 'if-match': '"1"' }),
    });
    expect(gone.status).toBe(200);
    const expired = await join(api, date, 'Expired', { expiresOn: today });
    const slow = await join(api, date, 'Slow', { noticeMin: 2 * 24 * 60 });
    const one = await join(api, date, 'Patient');
    const elsewhere = await join(api, date, 'Noon', {
      windows: [{ from: date, to: date, startTime: '10:15', endTime: '12:00' }],
      durationMin: 30,
    });
    await api.db.setNow(`${date}T00:30:00Z`);
    await cancel(ten.reference);
    await sweep(api);
    expect(await statesOf(api, left, removed, expired, slow, one)).toEqual([
      ...[null, null, null, null, 'open'],
    ]);
    expect((await entryOf(api, expired)).state).toBe('expired');
    // Another start of the same gap, after what is kept now: nothing of it is left.
    expect(await statesOf(api, elsewhere)).toEqual([null]);
  });

  it('twice at once to one person, and never the same start again', async () => {
    const { date, at, ten } = await fullDay();
    const two = await bookTrained(api, at('14:00'), ana, {
      ...{ email: `also-${date}@example.com`, rested: true },
    });
    const windows = [
      { from: date, to: date, startTime: '10:00', endTime: '11:00' },
      { from: date, to: date, startTime: '14:00', endTime: '15:00' },
    ];
    const one = await join(api, date, 'Single', { windows });
    await cancel(ten.reference);
    await cancel(two.reference);
    await sweep(api);
    const { offers } = await entryOf(api, one);
    expect(offers).toHaveLength(1);
    await decline(api, one);
    await sweep(api);
    // The other time came free as well, while they were being offered this one.
    expect((await entryOf(api, one)).offers.map(({ state }) => state)).toEqual([
      ...['open', 'declined'],
    ]);
    await decline(api, one);
    await sweep(api);
    const rebooked = await bookTrained(api, offers[0]?.startsAt ?? '', ana, {
      ...{ email: `back-${date}@example.com`, rested: true },
    });
    await cancel(rebooked.reference);
    await sweep(api);
    expect((await entryOf(api, one)).offers).toHaveLength(2);
  });

  it('while staff can still undo: three minutes, and undone it never is', async () => {
    const { date, ten } = await fullDay();
    const one = await join(api, date, 'Settled');
    const cancelled = await api.call('POST', `desk/bookings/${ten.reference}/cancel`, {
      ...asPerson(fay, { 'if-match': '"1"' }),
      body: { reason: 'other', notify: 'settle' },
    });
    expect(cancelled.status).toBe(200);
    await sweep(api);
    expect(await statesOf(api, one)).toEqual([null]);
    const undone = await api.call('POST', `desk/bookings/${ten.reference}/undo-cancel`, {
      ...asPerson(fay, { 'if-match': '"2"' }),
    });
    expect(undone.status).toBe(200);
    await api.db.advance('PT3M');
    await sweep(api);
    expect(await statesOf(api, one)).toEqual([null]);
    await api.call('POST', `desk/bookings/${ten.reference}/cancel`, {
      ...asPerson(fay, { 'if-match': '"3"' }),
      body: { reason: 'other', notify: 'settle' },
    });
    await api.db.advance('PT3M');
    await sweep(api);
    expect(await statesOf(api, one)).toEqual(['open']);
  });
});
