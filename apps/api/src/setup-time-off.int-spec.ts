import type { DeskTimeOff } from '@limber/contracts';
import { bookTrained, type Person } from './desk.testing.ts';
import { type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesday. */
const DAY = '2027-01-13';

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

const ask = (who: Person, change: object = {}, query = '') =>
  world.as<DeskTimeOff>(who, 'POST', `time-off${query}`, {
    body: { kind: 'leave', from: DAY, to: DAY, ...change },
  });
const decide = (id: string, decision: string, change: object = {}, version = 1, query = '') =>
  world.as<DeskTimeOff>(world.frontDesk, 'POST', `time-off/${id}/decision${query}`, {
    ...{ body: { decision, ...change }, version },
  });
const withdraw = (who: Person, id: string, version: number) =>
  world.as<DeskTimeOff>(who, 'POST', `time-off/${id}/withdrawal`, { version });
const taken = () => world.db.asOwner('SELECT reason FROM unavailability');

describe('time off', () => {
  it('is a therapist’s request, which takes nothing until it is approved', async () => {
    const asked = await ask(world.ana, { note: 'A wedding.' });
    expect(asked).toMatchObject({
      status: 201,
      body: {
        ...{ state: 'requested', therapist: { id: ana }, note: 'A wedding.', version: 1 },
        ...{ startsAt: `${DAY}T00:00:00.000Z`, endsAt: '2027-01-14T00:00:00.000Z' },
      },
    });
    expect(await taken()).toEqual([]);
    expect(await world.freeOn(DAY, ana)).not.toEqual([]);
    const { id } = asked.body;
    const preview = await world.as(
      world.frontDesk,
      ...(['POST', `time-off/${id}/decision?preview=true`] as const),
      { body: { decision: 'approve' }, version: 1 },
    );
    expect(stranded(preview)).toEqual([`${reference} BUSY`]);
    expect(await decide(id, 'approve')).toMatchObject({
      ...{ status: 409, body: { code: 'STRANDS_BOOKINGS' } },
    });
    expect(await taken()).toEqual([]);
    const approved = await decide(id, 'approve', { acceptStranded: 1 });
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', version: 2 } });
    expect(await taken()).toEqual([{ reason: 'time_off' }]);
    expect(await world.freeOn(DAY, ana)).toEqual([]);
    expect(await decide(id, 'decline', {}, 2)).toMatchObject({
      ...{ status: 409, body: { code: 'TIME_OFF_DECIDED' } },
    });
    expect(await withdraw(world.ana, id, 2)).toMatchObject({ body: { state: 'withdrawn' } });
    expect(await world.freeOn(DAY, ana)).not.toEqual([]);
    expect(await world.auditOf(id)).toMatchObject([
      { actor: `staff:${world.ana.userId}`, action: 'time_off.requested' },
      { actor: `staff:${world.frontDesk.userId}`, action: 'time_off.approved' },
      { actor: `staff:${world.ana.userId}`, action: 'time_off.withdrawn' },
    ]);
  });

  it('is declined without taking anything', async () => {
    const { id } = (await ask(world.ana)).body;
    expect(await decide(id, 'decline')).toMatchObject({ body: { state: 'declined' } });
    expect(await taken()).toEqual([]);
    expect(await withdraw(world.ana, id, 2)).toMatchObject({ status: 409 });
  });

  it('is approved at once when front desk or owner enter it, sick leave for one', async () => {
    const sick = { kind: 'sick', therapistId: ana };
    expect(
      stranded(
        await world.as(world.owner, 'POST', 'time-off?preview=true', {
          body: { ...sick, from: DAY, to: DAY },
        }),
      ),
    ).toEqual([`${reference} BUSY`]);
    const saved = await ask(world.frontDesk, { ...sick, acceptStranded: 1 });
    expect(saved).toMatchObject({ status: 201, body: { state: 'approved', kind: 'sick' } });
    expect(await world.freeOn(DAY, ana)).toEqual([]);
    const log = JSON.stringify([
      await world.auditOf(saved.body.id),
      await world.db.asOwner('SELECT * FROM unavailability'),
    ]);
    expect(log).not.toMatch(/sick/);
    expect((await withdraw(world.owner, saved.body.id, 1)).status).toBe(200);
  });

  it('can be part of a day, in the wall time of the clinic', async () => {
    const morning = { therapistId: tom, startTime: '09:00', endTime: '12:00', acceptStranded: 0 };
    const saved = await ask(world.frontDesk, morning);
    expect(saved.body).toMatchObject({ startTime: '09:00', endTime: '12:00' });
    expect((await world.freeOn(DAY, tom))[0]).toBe('12:00');
    await withdraw(world.frontDesk, saved.body.id, 1);
  });

  it.each([
    ['ends before it starts', { to: '2027-01-12' }, 'RANGE_REVERSED', 'to'],
    [
      'ends that day before it starts',
      { startTime: '12:00', endTime: '09:00' },
      'RANGE_REVERSED',
      'endTime',
    ],
    ['is longer than two years', { to: '2029-02-01' }, 'RANGE_TOO_LONG', 'to'],
    ['has begun', { from: '2027-01-10' }, 'IN_PAST', 'from'],
    ['is of no known kind', { kind: 'holiday' }, 'INVALID_VALUE', 'kind'],
    ['is in no calendar', { to: '2027-02-30' }, 'INVALID_FORMAT', 'to'],
  ])('that %s is refused by name', async (_, change, code, path) => {
    const answer = await ask(world.ana, change);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code, path }] } });
  });

  it('of somebody else a therapist neither asks for, nor sees, nor withdraws', async () => {
    const { id } = (await ask(world.tom)).body;
    expect((await ask(world.ana, { therapistId: tom })).status).toBe(404);
    const seen = await world.as<DeskTimeOff[]>(world.ana, 'GET', 'time-off');
    expect(seen.body.map(({ therapist }) => therapist.id)).not.toContain(tom);
    for (const version of [1, 2]) expect((await withdraw(world.ana, id, version)).status).toBe(404);
    const all = await world.as<DeskTimeOff[]>(world.owner, 'GET', 'time-off?state=requested');
    expect(all.body.map((each) => each.id)).toEqual([id]);
    expect((await withdraw(world.tom, id, 2)).status).toBe(412);
    expect((await withdraw(world.tom, id, 1)).status).toBe(200);
  });

  it('is asked for once with one Idempotency-Key', async () => {
    const sent = { body: { kind: 'leave', from: '2027-02-01', to: '2027-02-05' }, key: 'february' };
    const first = await world.as<DeskTimeOff>(world.ana, 'POST', 'time-off', sent);
    const again = await world.as<DeskTimeOff>(world.ana, 'POST', 'time-off', sent);
    expect([again.status, again.text]).toEqual([201, first.text]);
    // The same key of somebody else is another key.
    const other = await world.as<DeskTimeOff>(world.tom, 'POST', 'time-off', sent);
    expect(other.body.therapist.id).toBe(tom);
  });

  it('names who it is for when the desk enters it', async () => {
    expect(await ask(world.frontDesk)).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'therapistId', code: 'UNKNOWN' }] } },
    });
  });
});
