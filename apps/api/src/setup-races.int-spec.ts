import { StrandedService } from '@limber/booking';
import type { DeskShift } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import { eventually } from '@limber/testing';
import { type Answer, bookingBody, type Held, holdBody } from './api.testing.ts';
import { type Refused, type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesdays, one a test. */
const DAYS = ['2027-01-13', '2027-01-20', '2027-01-27'] as const;

let world: SetupWorld;
let ana: string;
let shift: DeskShift;

beforeAll(async () => {
  world = await startSetup();
  [ana = ''] = world.clinic.therapistIds;
  const { body } = await world.as<DeskShift[]>(world.owner, 'GET', `shifts?therapistId=${ana}`);
  const found = body.find(({ weekday }) => weekday === 3);
  if (!found) throw new Error('no such shift');
  shift = found;
});
afterAll(() => world.close());

const keep = async (date: string): Promise<Held> => {
  const held = await world.call<Held>('POST', 'holds', {
    body: holdBody(world.clinic, `${date}T10:00:00Z`, ana),
  });
  if (held.status !== 201) throw new Error(held.text);
  return held.body;
};
const confirm = (held: Held) =>
  world.call<{ code?: string; reference?: string }>('POST', 'bookings', {
    body: bookingBody(held.id),
    headers: { 'hold-token': held.token },
  });
/** Somebody stands in the queue of an advisory lock. */
const someoneWaits = () =>
  eventually(async () => {
    const waiting = await world.db.asOwner(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(waiting).toHaveLength(1);
  });
const takeOut = (tx: Transaction, date: string) =>
  tx.query(
    `INSERT INTO shift_exception (clinic_id, id, batch_id, therapist_id, on_date, kind, breaks, version)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), $2, $3, 'off', '[]', 1)`,
    [tx.clinicId, ana, date],
  );
const occupancyOf = (hold: Held) =>
  world.db.asOwner<{ status: string }>(
    `SELECT DISTINCT o.status FROM occupancy o JOIN hold h ON h.therapist_id = o.resource_id
        AND lower(o.during) = h.starts_at WHERE h.id = $1`,
    [hold.id],
  );

describe('a booking and a change of the set-up at the same time', () => {
  it('the change came first: the booking waits, and its time is no longer to be had', async () => {
    const held = await keep(DAYS[0]);
    let booking: ReturnType<typeof confirm> | undefined;
    const how = { preview: false, acceptStranded: 0, asked: null };
    const changed = await world.app
      .get(StrandedService, { strict: false })
      .change(world.clinic.clinicId, how, async (tx) => {
        await takeOut(tx, DAYS[0]);
        booking = confirm(held);
        await someoneWaits();
      });
    expect(changed).toEqual({ saved: undefined });
    expect(await booking).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
    expect(await occupancyOf(held)).toEqual([{ status: 'released' }]);
    expect(await world.db.asOwner('SELECT 1 FROM booking')).toEqual([]);
  });

  it('the booking came first: the change waits, and lists it', async () => {
    const held = await keep(DAYS[1]);
    let booking: ReturnType<typeof confirm> | undefined;
    let change: Promise<Answer<Refused>> | undefined;
    await world.db.runner.run(world.clinic.clinicId, async (tx) => {
      // The booking stops at its hold's row, with the set-up already shared.
      await tx.query('SELECT FROM hold WHERE id = $1 FOR UPDATE', [held.id]);
      booking = confirm(held);
      await eventually(async () => {
        const shared = await world.db.asOwner(
          `SELECT 1 FROM pg_locks WHERE granted AND locktype = 'advisory' AND mode = 'ShareLock'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        expect(shared).toHaveLength(1);
      });
      change = world.as<Refused>(world.owner, 'POST', 'shift-exceptions', {
        body: { kind: 'off', therapistIds: [ana], dates: [DAYS[1]] },
      });
      await someoneWaits();
    });
    const booked = await booking;
    expect(booked?.status).toBe(201);
    const answer = await change;
    if (!answer) throw new Error('no answer');
    expect(answer).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
    expect(stranded(answer)).toEqual([`${booked?.body.reference ?? ''} SHIFT`]);
  });

  it('ten times over, whoever wins, none is booked where nobody works and nobody was told', async () => {
    for (let round = 0; round < 10; round += 1) {
      const held = await keep(DAYS[2]);
      const [booked, changed] = await Promise.all([
        confirm(held),
        world.as<{ id: string; version: number }[]>(world.owner, 'POST', 'shift-exceptions', {
          body: { kind: 'off', therapistIds: [ana], dates: [DAYS[2]] },
        }),
      ]);
      expect([
        [201, 409],
        [409, 201],
      ]).toContainEqual([booked.status, changed.status]);
      await world.db.asOwner(
        `UPDATE occupancy SET status = 'released' WHERE booking_id IN
           (SELECT id FROM booking WHERE starts_at::date = $1)`,
        [DAYS[2]],
      );
      await world.db.asOwner(
        `UPDATE booking SET status = 'cancelled', cancelled_at = app_now(), cancelled_by = 'clinic'
          WHERE starts_at::date = $1 AND status <> 'cancelled'`,
        [DAYS[2]],
      );
      if (changed.status === 201) {
        for (const { id, version } of changed.body) {
          await world.as(world.owner, 'DELETE', `shift-exceptions/${id}`, { version });
        }
      }
    }
  });
});

describe('two changes of the set-up at the same time', () => {
  it('of one shift: one is saved, the other is told', async () => {
    const path = `shifts/${shift.id}`;
    const to = (endsAt: string) =>
      world.as<DeskShift>(world.owner, 'PUT', path, {
        body: {
          ...{ locationId: shift.location.id, weekday: 3, startsAt: '09:00', endsAt },
          ...{ validFrom: shift.validFrom, acceptStranded: 0 },
        },
        version: shift.version,
      });
    const answers = await Promise.all(['18:00', '18:30', '19:00'].map(to));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('that put one person in two places: one is saved, the other is told', async () => {
    const extra = (startsAt: string, endsAt: string) =>
      world.as(world.frontDesk, 'POST', 'shift-exceptions', {
        body: {
          ...{ kind: 'extra', therapistIds: [ana], dates: ['2027-02-01'] },
          hours: { locationId: shift.location.id, startsAt, endsAt },
        },
      });
    const answers = await Promise.all([extra('17:00', '19:00'), extra('18:00', '20:00')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});
