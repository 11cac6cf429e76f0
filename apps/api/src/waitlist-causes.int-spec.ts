import { RequestService, WaitlistWaveService } from '@limber/booking';
import type { DeskPolicies, DeskTherapist } from '@limber/contracts';
import { bookingBody, type Held, holdBody } from './api.testing.ts';
import { asPerson } from './desk.testing.ts';
import { type SetupWorld, startSetup } from './setup.testing.ts';
import { accept, entryOf, join, type Joined, statesOf, sweep } from './waitlist.testing.ts';

/** Whatever frees a time, who waits for it is asked; the ways that are not a cancelled visit. */
let world: SetupWorld;
let day = 12;
let date = '';
beforeAll(async () => {
  world = await startSetup({ therapists: 2, rooms: 1, policies: { noticeMin: 0 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  day += 1;
  date = `2027-01-${day}`;
  await world.db.setNow(`${date}T08:00:00Z`);
  await world.db.asOwner('UPDATE service SET needs_confirmation = false');
});

/** A booking at ten in the only room there is; a request where the service needs the clinic's yes. */
async function takeTen(): Promise<{ reference: string; id: string }> {
  const held = await world.call<Held>('POST', 'holds', {
    body: holdBody(world.clinic, `${date}T10:00:00Z`),
  });
  const client = { name: 'Ada Hill', email: `ada-${date}@example.com`, phone: '07700 900123' };
  const made = await world.call<{ reference: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client }),
    headers: { 'hold-token': held.body.token },
  });
  const { reference } = made.body;
  const [row] = await world.db.asOwner<{ id: string }>(
    'SELECT id FROM booking WHERE reference = $1',
    [reference],
  );
  return { reference, id: row?.id ?? '' };
}

/** Somebody waits for ten o'clock, which is not to be had; then it is. */
async function isOfferedAfter(free: () => Promise<unknown>): Promise<Joined> {
  // What other days have left to look at.
  await sweep(world);
  const one = await join(world, date, 'One');
  expect(await sweep(world)).toBe(0);
  expect(await statesOf(world, one)).toEqual([null]);
  await free();
  expect(await sweep(world)).toBeGreaterThan(0);
  expect(await statesOf(world, one)).toEqual(['open']);
  return one;
}

const sayNo = (reference: string) =>
  ok(
    world.call('POST', `desk/bookings/${reference}/decline`, {
      ...asPerson(world.frontDesk, { 'if-match': '"1"' }),
    }),
  );

const letLapse = async (reference: string) => {
  const [row] = await world.db.asOwner<{ id: string }>(
    'UPDATE booking SET answer_by = app_now() WHERE reference = $1 RETURNING id',
    [reference],
  );
  await world.app
    .get(RequestService, { strict: false })
    .expire(world.clinic.clinicId, row?.id ?? '');
};

const ok = async (answer: Promise<{ status: number }>): Promise<void> => {
  expect((await answer).status).toBeLessThan(300);
};

describe('who waits is offered the time', () => {
  it('of a request that the clinic declines', async () => {
    await world.db.asOwner('UPDATE service SET needs_confirmation = true');
    const { reference } = await takeTen();
    await isOfferedAfter(() => sayNo(reference));
  });

  it('of a request that nobody answered in time', async () => {
    await world.db.asOwner('UPDATE service SET needs_confirmation = true');
    const { reference } = await takeTen();
    await isOfferedAfter(() => letLapse(reference));
  });

  it('of a new shift', async () => {
    await world.db.asOwner(`UPDATE shift SET starts_at = '12:00'`);
    const body = {
      ...{ therapistId: world.clinic.therapistIds[0], locationId: world.clinic.locationId },
      ...{ roomId: null, startsAt: '09:00', endsAt: '11:30', breaks: [] },
      ...{ weekdays: [new Date(date).getUTCDay() || 7], validFrom: date },
    };
    await isOfferedAfter(() => ok(world.as(world.owner, 'POST', 'shifts', { body })));
  });

  it('of time off that is given back', async () => {
    await world.db.asOwner(`UPDATE shift SET starts_at = '09:00' WHERE starts_at = '12:00'`);
    // The only other one does not work that day.
    await world.db.asOwner('DELETE FROM shift WHERE therapist_id = $1', [
      world.clinic.therapistIds[1],
    ]);
    const asked = await world.as<{ id: string }>(world.ana, 'POST', 'time-off', {
      body: { kind: 'leave', from: date, to: date },
    });
    const path = `time-off/${asked.body.id}`;
    await ok(
      world.as(world.frontDesk, 'POST', `${path}/decision`, {
        ...{ body: { decision: 'approve' }, version: 1 },
      }),
    );
    await isOfferedAfter(() =>
      ok(world.as(world.ana, 'POST', `${path}/withdrawal`, { version: 2 })),
    );
  });

  it('of a block that is taken away', async () => {
    const made = await world.call<{ id: string }>('POST', 'desk/blocks', {
      ...asPerson(world.frontDesk),
      body: {
        resourceIds: world.clinic.therapistIds,
        ...{ startsAt: `${date}T09:00:00Z`, endsAt: `${date}T12:00:00Z`, reason: 'Meeting' },
      },
    });
    await isOfferedAfter(() =>
      ok(
        world.call('DELETE', `desk/blocks/${made.body.id}`, {
          ...asPerson(world.frontDesk, { 'if-match': made.headers.get('etag') ?? '"1"' }),
        }),
      ),
    );
  });

  it('of a therapist who may work more that day', async () => {
    const [id = ''] = world.clinic.therapistIds;
    await world.db.asOwner('UPDATE therapist SET effort_cap_per_day = 1');
    await isOfferedAfter(async () => {
      const seen = await world.as<DeskTherapist[]>(world.owner, 'GET', 'therapists');
      const ana = seen.body.find((each) => each.id === id);
      const { version = 0, id: _, active: __, ...body } = ana ?? {};
      await ok(
        world.as(world.owner, 'PUT', `therapists/${id}`, {
          ...{ body: { ...body, effortCapPerDayTenths: null, active: true }, version },
        }),
      );
    });
  });

  it('of a clinic that sells at shorter notice', async () => {
    await world.db.asOwner(`UPDATE clinic SET policies = policies || '{"noticeMin": 300}'`);
    await isOfferedAfter(async () => {
      const { body } = await world.as<DeskPolicies>(world.owner, 'GET', 'policies');
      await ok(
        world.as(world.owner, 'PUT', 'policies', {
          ...{ body: { ...body.policies, noticeMin: 0 }, version: body.version },
        }),
      );
    });
  });

  const keepTen = () =>
    world.call<Held>('POST', 'holds', { body: holdBody(world.clinic, `${date}T10:00:00Z`) });

  it('of somebody who kept it and let that run out, once', async () => {
    expect((await keepTen()).status).toBe(201);
    const one = await isOfferedAfter(() => world.db.setNow(`${date}T08:11:00Z`));
    expect(await sweep(world)).toBe(0);
    await world.db.setNow(`${date}T08:27:00Z`);
    await sweep(world);
    expect(await statesOf(world, one)).toEqual(['lapsed']);
    // What the wave kept has ended too: its own gap has offered it on, and no other is made of it.
    await world.db.setNow(`${date}T08:42:00Z`);
    expect(await sweep(world)).toBe(0);
    const gaps = await world.db.asOwner(
      `SELECT FROM waitlist_gap WHERE cause = 'hold' AND starts_at = '${date}T10:00:00Z'`,
    );
    expect(gaps).toHaveLength(1);
  });

  it('of somebody who kept it and gave it back', async () => {
    const { body } = await keepTen();
    await isOfferedAfter(() =>
      ok(
        world.call('DELETE', `holds/${body.id}`, {
          headers: { 'hold-token': body.token },
        }),
      ),
    );
  });

  it('not of somebody who kept it and booked it, nor of one that ran out over an hour ago', async () => {
    await sweep(world);
    await takeTen();
    const one = await join(world, date, 'One');
    await world.db.setNow(`${date}T08:30:00Z`);
    expect(await sweep(world)).toBe(0);
    await world.call<Held>('POST', 'holds', { body: holdBody(world.clinic, `${date}T12:00:00Z`) });
    await world.db.setNow(`${date}T09:45:00Z`);
    expect(await sweep(world)).toBe(0);
    expect(await statesOf(world, one)).toEqual([null]);
  });

  it('not while it is still kept: who looked a moment ago may be late', async () => {
    await sweep(world);
    const { body } = await keepTen();
    const one = await join(world, date, 'One');
    const waves = world.app.get(WaitlistWaveService, { strict: false });
    await waves.advance(world.clinic.clinicId, body.id);
    expect(await world.db.asOwner('SELECT FROM waitlist_gap WHERE id = $1', [body.id])).toEqual([]);
    expect(await statesOf(world, one)).toEqual([null]);
  });
});

describe('who accepted a time that needs the clinic’s yes', () => {
  const accepted = async (): Promise<{ one: Joined; reference: string }> => {
    await world.db.asOwner('UPDATE service SET needs_confirmation = true');
    const { reference } = await takeTen();
    const one = await isOfferedAfter(() => sayNo(reference));
    await ok(accept(world, one));
    const { state, booked } = await entryOf(world, one);
    expect(state).toBe('booked');
    return { one, reference: booked?.reference ?? '' };
  };
  const toldToWait = async ({ email }: Joined) =>
    (
      await world.db.asOwner(
        `SELECT FROM message WHERE recipient = $1 AND kind = 'waitlist_joined'`,
        [email],
      )
    ).length;

  it.each([
    ['is told no', sayNo],
    ['hears nothing in time', letLapse],
  ])('and %s, waits on, is told so, and is not offered the same time again', async (_, end) => {
    const { one, reference } = await accepted();
    expect(await toldToWait(one)).toBe(1);
    await end(reference);
    expect(await entryOf(world, one)).toMatchObject({ state: 'waiting', booked: null });
    expect(await toldToWait(one)).toBe(2);
    await sweep(world);
    expect(await statesOf(world, one)).toEqual(['accepted']);
  });

  it('and is told no when they no longer wished to wait, does not', async () => {
    const { one, reference } = await accepted();
    await world.db.asOwner('UPDATE waitlist_entry SET expires_at = app_now() WHERE id = $1', [
      one.id,
    ]);
    await sayNo(reference);
    expect((await entryOf(world, one)).state).toBe('booked');
    expect(await toldToWait(one)).toBe(1);
  });
});
