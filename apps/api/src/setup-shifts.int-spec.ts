import type { DeskShift } from '@limber/contracts';
import { bookTrained } from './desk.testing.ts';
import { type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesday. */
const DAY = '2027-01-13';
const HOURS = { roomId: null, startsAt: '09:00', endsAt: '17:00', breaks: [] };

let world: SetupWorld;
let ana: string;
let tom: string;
let reference: string;

beforeAll(async () => {
  world = await startSetup();
  [ana = '', tom = ''] = world.clinic.therapistIds;
  ({ reference } = await bookTrained(world, `${DAY}T10:00:00Z`, ana, { rested: true }));
});
afterAll(() => world.close());

const list = async (therapistId = ana) =>
  (await world.as<DeskShift[]>(world.owner, 'GET', `shifts?therapistId=${therapistId}`)).body;
const shiftOn = async (weekday: number, therapistId = ana): Promise<DeskShift> => {
  const shift = (await list(therapistId)).find((each) => each.weekday === weekday);
  if (!shift) throw new Error('no such shift');
  return shift;
};
const bodyOf = (shift: DeskShift, change: object = {}) => ({
  locationId: shift.location.id,
  roomId: shift.room?.id ?? null,
  weekday: shift.weekday,
  startsAt: shift.startsAt,
  endsAt: shift.endsAt,
  breaks: shift.breaks,
  validFrom: shift.validFrom,
  validTo: shift.validTo,
  ...change,
});
const newShift = (change: object = {}) => ({
  ...{ therapistId: ana, locationId: world.clinic.locationId, ...HOURS },
  ...{ weekdays: [3], validFrom: '2027-01-11', ...change },
});

describe('weekly shifts', () => {
  it('are listed with the names of what they point to, to a therapist their own only', async () => {
    expect(await list()).toHaveLength(7);
    expect(await shiftOn(3)).toMatchObject({
      therapist: { id: ana, name: 'Ana Reyes' },
      location: { name: 'The Arches' },
      ...{ room: null, startsAt: '09:00', endsAt: '17:00', validTo: null, version: 1 },
    });
    const own = await world.as<DeskShift[]>(world.tom, 'GET', `shifts?therapistId=${ana}`);
    expect(new Set(own.body.map(({ therapist }) => therapist.id))).toEqual(new Set([tom]));
  });

  it('begin to be sold the moment they are saved, and end so', async () => {
    const early = { weekdays: [4, 5], startsAt: '08:00', endsAt: '09:00' };
    expect(await world.freeOn('2027-01-14', ana)).not.toContain('08:00');
    const made = await world.as<DeskShift[]>(world.frontDesk, 'POST', 'shifts', {
      body: newShift(early),
    });
    expect(made.status).toBe(201);
    expect(made.body.map(({ weekday }) => weekday)).toEqual([4, 5]);
    expect(await world.freeOn('2027-01-14', ana)).toContain('08:00');
    for (const { id, version } of made.body) {
      const gone = await world.as(world.frontDesk, 'DELETE', `shifts/${id}`, { version });
      expect(gone.status).toBe(204);
    }
    expect(await world.freeOn('2027-01-14', ana)).not.toContain('08:00');
    expect(await world.auditOf(made.body[0]?.id ?? '')).toMatchObject([
      { actor: `staff:${world.frontDesk.userId}`, action: 'shift.created' },
      { action: 'shift.ended' },
    ]);
  });

  it('are made once for one Idempotency-Key', async () => {
    const sent = {
      body: newShift({ weekdays: [1], startsAt: '17:00', endsAt: '18:00' }),
      key: 'once',
    };
    const first = await world.as<DeskShift[]>(world.owner, 'POST', 'shifts', sent);
    const again = await world.as<DeskShift[]>(world.owner, 'POST', 'shifts', sent);
    expect(again.text).toBe(first.text);
    expect((await list()).filter(({ startsAt }) => startsAt === '17:00')).toHaveLength(1);
    await world.as(world.owner, 'DELETE', `shifts/${first.body[0]?.id ?? ''}`, { version: 1 });
  });

  it('ask for the version that was seen', async () => {
    const shift = await shiftOn(6);
    const path = `shifts/${shift.id}`;
    const body = bodyOf(shift, { endsAt: '16:00' });
    expect(await world.as(world.owner, 'PUT', path, { body })).toMatchObject({
      ...{ status: 428, body: { code: 'PRECONDITION_REQUIRED' } },
    });
    const saved = await world.as<DeskShift>(world.owner, 'PUT', path, { body, version: 1 });
    expect(saved).toMatchObject({ status: 200, body: { endsAt: '16:00', version: 2 } });
    expect(saved.headers.get('etag')).toBe('"2"');
    expect(await world.as(world.owner, 'PUT', path, { body, version: 1 })).toMatchObject({
      ...{ status: 412, body: { code: 'PRECONDITION_FAILED' } },
    });
    expect(await world.as(world.owner, 'DELETE', path, { version: 1 })).toMatchObject({
      status: 412,
    });
    expect((await shiftOn(6)).endsAt).toBe('16:00');
  });

  it.each([
    ['ends before it starts', { endsAt: '08:00' }, 'SHIFT_ENDS_BEFORE_START', 'endsAt'],
    ['ends when it starts', { endsAt: '09:00' }, 'SHIFT_ENDS_BEFORE_START', 'endsAt'],
    [
      'has a break outside',
      { breaks: [{ startsAt: '08:30', endsAt: '09:30' }] },
      'BREAK_OUTSIDE_SHIFT',
      'breaks.0',
    ],
    [
      'has breaks over each other',
      {
        breaks: [
          { startsAt: '12:00', endsAt: '13:00' },
          { startsAt: '12:30', endsAt: '13:30' },
        ],
      },
      'BREAKS_OVERLAP',
      'breaks.1',
    ],
    ['ends its validity first', { validTo: '2027-01-10' }, 'RANGE_REVERSED', 'validTo'],
    ['lies over another', {}, 'SHIFT_OVERLAP', 'startsAt'],
    [
      'is of nobody',
      { therapistId: '00000000-0000-4000-8000-00000000dead' },
      'UNKNOWN',
      'therapistId',
    ],
    ['is nowhere', { locationId: '00000000-0000-4000-8000-00000000dead' }, 'UNKNOWN', 'locationId'],
    ['is in no room', { roomId: '00000000-0000-4000-8000-00000000dead' }, 'UNKNOWN', 'roomId'],
    ['begins in the next century', { validFrom: '2101-01-01' }, 'TOO_FAR_AHEAD', 'validFrom'],
  ])('are refused by name when one %s', async (_, change, code, path) => {
    const answer = await world.as(world.owner, 'POST', 'shifts', { body: newShift(change) });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
    expect(answer.body.code).toBe(
      ['UNKNOWN', 'TOO_FAR_AHEAD'].includes(code) ? 'VALIDATION_FAILED' : code,
    );
  });

  it('say which other shift they lie over', async () => {
    const { body } = await world.as(world.owner, 'POST', 'shifts', { body: newShift() });
    expect(body.detail).toBe(
      'Ana Reyes already works on Wednesday, 13 January 2027 from 09:00 to 17:00 at The Arches. Nothing was changed; change one of the two.',
    );
  });
});

describe('a change of a shift that strands a booking', () => {
  const later = async () => bodyOf(await shiftOn(3), { startsAt: '12:00' });

  it('is shown first, and a preview writes nothing', async () => {
    const { id, version } = await shiftOn(3);
    const before = await world.db.asOwner('SELECT count(*) FROM audit_log');
    const path = `shifts/${id}?preview=true`;
    const preview = await world.as(world.owner, 'PUT', path, { body: await later(), version });
    expect(preview.status).toBe(200);
    expect(preview.body.stranded).toEqual([
      {
        reference,
        startsAt: `${DAY}T10:00:00.000Z`,
        endsAt: `${DAY}T11:00:00.000Z`,
        timeZone: 'Europe/London',
        clientName: 'Ada Hill',
        service: 'Sports massage',
        therapist: 'Ana Reyes',
        location: 'The Arches',
        room: 'Room',
        why: ['SHIFT'],
      },
    ]);
    expect(await shiftOn(3)).toMatchObject({ version, startsAt: '09:00' });
    expect(await world.db.asOwner('SELECT count(*) FROM audit_log')).toEqual(before);
  });

  it.each([0, 2])('is refused when the person saw %d of them', async (acceptStranded) => {
    const { id, version } = await shiftOn(3);
    const body = { ...(await later()), acceptStranded };
    const answer = await world.as(world.owner, 'PUT', `shifts/${id}`, { body, version });
    expect(answer).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
    expect(stranded(answer)).toEqual([`${reference} SHIFT`]);
    expect(await shiftOn(3)).toMatchObject({ version, startsAt: '09:00' });
  });

  it('is saved with the number that was seen, and leaves the booking where it is', async () => {
    const { id, version } = await shiftOn(3);
    const body = { ...(await later()), acceptStranded: 1 };
    const saved = await world.as(world.owner, 'PUT', `shifts/${id}`, { body, version });
    expect(saved).toMatchObject({ status: 200, body: { startsAt: '12:00' } });
    expect((await world.freeOn(DAY, ana))[0]).toBe('12:00');
    const [booking] = await world.db.asOwner('SELECT status FROM booking WHERE reference = $1', [
      reference,
    ]);
    expect(booking).toEqual({ status: 'confirmed' });
  });

  it('does not list again what was stranded before', async () => {
    const shift = await shiftOn(3);
    const path = `shifts/${shift.id}?preview=true`;
    const body = bodyOf(shift, { startsAt: '13:00' });
    const preview = await world.as(world.owner, 'PUT', path, { body, version: shift.version });
    expect(preview.body.stranded).toEqual([]);
    const back = { ...bodyOf(shift, { startsAt: '09:00' }), acceptStranded: 0 };
    const saved = await world.as(world.owner, 'PUT', `shifts/${shift.id}`, {
      ...{ body: back, version: shift.version },
    });
    expect(saved.status).toBe(200);
  });

  it('keeps the past when it applies from a date on', async () => {
    const shift = await shiftOn(3);
    const body = { ...bodyOf(shift, { startsAt: '11:00' }), applyFrom: '2027-01-20' };
    const saved = await world.as<DeskShift>(world.owner, 'PUT', `shifts/${shift.id}`, {
      ...{ body, version: shift.version },
    });
    expect(saved).toMatchObject({
      ...{ status: 200, body: { startsAt: '11:00', validFrom: '2027-01-20' } },
    });
    const ofDay = (await list()).filter(({ weekday }) => weekday === 3);
    expect(ofDay).toMatchObject([
      { id: shift.id, startsAt: '09:00', validTo: '2027-01-19' },
      { id: saved.body.id, startsAt: '11:00', validTo: null },
    ]);
    expect((await world.freeOn('2027-01-20', ana))[0]).toBe('11:00');
  });

  it('ends on a day: the days before stay on record', async () => {
    const shift = await shiftOn(3);
    const path = `shifts/${shift.id}?from=${DAY}`;
    const { version } = shift;
    const preview = await world.as(world.owner, 'DELETE', `${path}&preview=true`, { version });
    expect(stranded(preview)).toEqual([`${reference} SHIFT`]);
    expect(await world.as(world.owner, 'DELETE', path, { version })).toMatchObject({ status: 409 });
    const ended = await world.as(world.owner, 'DELETE', `${path}&acceptStranded=1`, { version });
    expect(ended.status).toBe(204);
    const [row] = await world.db.asOwner(
      'SELECT valid_to::text AS "validTo" FROM shift WHERE id = $1',
      [shift.id],
    );
    expect(row).toEqual({ validTo: '2027-01-12' });
    expect(await world.freeOn(DAY, ana)).toEqual([]);
  });
});
