import { RequestService } from '@limber/booking';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { hire, type Person } from './desk.testing.ts';
import { phoneBody, post } from './desk-ops.testing.ts';

/** What SQL says of the schedule after the desk's own ways: answers to requests, and rules broken with a reason. */
let api: ApiWorld;
let fay: Person;
let day = 11;
beforeEach(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
  fay = await hire(api, 'fay@clinic.example');
  day += 1;
});
afterEach(() => api.close());

const at = (time: string): string => `2027-01-${day}T${time}:00Z`;

const act = (reference: string, path: string, revision: number, body: unknown = {}) =>
  post(api, fay, `bookings/${reference}/${path}`, body, { 'if-match': `"${revision}"` });

async function phoned(time: string, codes: string[] = []): Promise<string> {
  const override = codes.length > 0 && { override: { codes, reason: 'therapist_agreed' } };
  const wish = phoneBody(api, at(time), {
    client: { name: 'Bo Lind', email: `bo-${time.replace(':', '')}@example.com` },
    ...override,
  });
  const made = await post(api, fay, 'bookings', wish);
  if (made.status !== 201) throw new Error(made.text);
  return made.body.reference;
}

async function requested(time: string): Promise<{ reference: string; id: string }> {
  const held = await api.call<Held>('POST', 'holds', { body: holdBody(api.clinic, at(time)) });
  const client = {
    name: 'Cy',
    email: `cy-${time.replace(':', '')}@example.com`,
    phone: '07700 900123',
  };
  const made = await api.call<{ reference: string; status: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client }),
    headers: { 'hold-token': held.body.token },
  });
  expect(made.body.status).toBe('requested');
  const [row] = await api.db.asOwner<{ id: string }>(
    'SELECT id FROM booking WHERE reference = $1',
    [made.body.reference],
  );
  return { reference: made.body.reference, id: row?.id ?? '' };
}

describe('no rule of the schedule is broken', () => {
  it('by the three answers to a request', async () => {
    await api.db.asOwner('UPDATE service SET needs_confirmation = true');
    const [yes, no, late] = [
      await requested('09:00'),
      await requested('11:00'),
      await requested('13:00'),
    ];
    expect((await act(yes.reference, 'confirm', 1)).status).toBe(200);
    expect((await act(no.reference, 'decline', 1)).status).toBe(200);
    await api.db.advance('P5D');
    await api.app.get(RequestService, { strict: false }).expire(api.clinic.clinicId, late.id);
    const states = await api.db.asOwner(
      'SELECT status, cancel_cause FROM booking ORDER BY starts_at',
    );
    expect(states).toEqual([
      { status: 'confirmed', cancel_cause: null },
      { status: 'cancelled', cancel_cause: 'declined' },
      { status: 'cancelled', cancel_cause: 'unanswered' },
    ]);
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });

  it('by a cancellation that is taken back, and taken back again', async () => {
    const reference = await phoned('09:00');
    const reason = { reason: 'booked_by_mistake', notify: 'settle' };
    for (const revision of [1, 3]) {
      expect((await act(reference, 'cancel', revision, reason)).status).toBe(200);
      expect((await act(reference, 'undo-cancel', revision + 1)).status).toBe(200);
      expect(await scheduleBreaches(api.db)).toEqual([]);
    }
  });
});

describe('a rule that staff break with a reason', () => {
  it('is allowed to be broken where they named it, when booking and when moving', async () => {
    await phoned('09:00');
    await phoned('10:00', ['REST']);
    const moved = await phoned('13:00');
    await phoned('15:00');
    const override = { codes: ['REST'], reason: 'client_asked' };
    expect((await act(moved, 'move', 1, { startsAt: at('14:00'), override })).status).toBe(200);
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });

  it('is no leave for another rule', async () => {
    await phoned('10:00');
    await phoned('11:17', ['OFF_GRID']);
    expect(await scheduleBreaches(api.db)).toEqual([]);
    await needMoreRest();
    expect(await scheduleBreaches(api.db)).toEqual([
      expect.stringContaining('the longer of the two gaps'),
    ]);
  });

  it('is no leave for the place it went to afterwards', async () => {
    await phoned('09:00');
    const reference = await phoned('10:00', ['REST']);
    await needMoreRest();
    expect(await scheduleBreaches(api.db)).toEqual([]);
    await api.db.asOwner('UPDATE occupancy SET after_min = 15');
    expect((await act(reference, 'move', 1, { startsAt: at('10:15') })).status).toBe(200);
    await needMoreRest();
    expect(await scheduleBreaches(api.db)).toEqual([
      expect.stringContaining('the longer of the two gaps'),
    ]);
  });
});

/** As if somebody had got past every check: a quarter of an hour between two is too little now. */
const needMoreRest = (): Promise<object[]> =>
  api.db.asOwner('UPDATE occupancy SET after_min = 60 WHERE session_type IS NOT NULL');
