import type { ClinicView, DeskBookingDetail, DeskLocation, DeskPolicies } from '@limber/contracts';
import { SetupStore } from '@limber/clinic';
import { Message, MessageSources } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { eventually } from '@limber/testing';
import { bookOnline, holdBody } from './api.testing.ts';
import { asPerson } from './desk.testing.ts';
import { phoneBody, post } from './desk-ops.testing.ts';
import { type SetupWorld, startSetup } from './setup.testing.ts';
import { join, sweep } from './waitlist.testing.ts';

/** Quiet at an hour that nobody takes for the default. */
const SIESTA = { quietFrom: '11:00', quietUntil: '14:15' };
const ALL = { healthData: true, checkIns: true, marketing: true };

let world: SetupWorld;
beforeAll(async () => {
  world = await startSetup({ therapists: 5, rooms: 5, policies: { ...SIESTA, horizonDays: 120 } });
});
afterAll(() => world.close());

let people = 0;
const somebody = (zone?: string) => ({
  name: 'Ada Hill',
  email: `reader-${(people += 1)}@example.com`,
  phone: '07700 900123',
  ...(zone && { timeZone: zone }),
});
const emptyRooms = () =>
  world.db.asOwner(
    `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
  );
beforeEach(emptyRooms);

/** What waits for an address: kind and hour, by the second before the dot. */
async function waits(email: string): Promise<[string, string][]> {
  const rows = await world.db.asOwner<{ kind: string; due: Date }>(
    `SELECT kind, due_at AS due FROM message
      WHERE recipient = $1 AND state = 'planned' AND kind NOT LIKE 'booking_%' ORDER BY due_at, kind`,
    [email],
  );
  return rows.map(({ kind, due }) => [kind, due.toISOString().slice(0, 16)]);
}

async function book(startsAt: string, zone?: string) {
  const client = somebody(zone);
  const change = { client, consents: ALL };
  return { ...(await bookOnline(world, holdBody(world.clinic, startsAt), change)), client };
}

/** Asked for only: the clinic has to say yes. */
async function request(startsAt: string) {
  const needsYes = (is: boolean) =>
    world.db.asOwner('UPDATE service SET needs_confirmation = $2 WHERE id = $1', [
      ...[world.clinic.serviceId, is],
    ]);
  await needsYes(true);
  const asked = await book(startsAt);
  await needsYes(false);
  return asked;
}
const confirm = (reference: string) =>
  world.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/confirm`, {
    headers: { ...asPerson(world.frontDesk).headers, 'if-match': '"1"' },
  });

async function save(change: object): Promise<void> {
  const { body } = await world.as<DeskPolicies>(world.owner, 'GET', 'policies');
  const saved = await world.as(world.owner, 'PUT', 'policies', {
    ...{ body: { ...body.policies, ...change }, version: body.version },
  });
  expect(saved.status).toBe(200);
}
/** Kind, state and reason of every reminder that was ever planned for an address. */
const reminders = async (email: string) =>
  world.db.asOwner<{ kind: string; state: string; reason: string | null }>(
    `SELECT kind, state, reason FROM message WHERE recipient = $1 AND kind LIKE 'reminder%'
      ORDER BY kind`,
    [email],
  );

/** Of a visit from two to three: 14:00 and 12:00 are quiet, three hours before the visit is too early to wait. */
const OF_TWO_TO_THREE = [
  ['reminder_2h', '2027-01-13T10:00'],
  ['aftercare', '2027-01-13T16:00'],
  ['checkin_24', '2027-01-14T15:00'],
  ['nudge_7d', '2027-01-20T15:00'],
];

describe('the quiet hours of a clinic', () => {
  it('keep every mail that can wait, however the visit was booked', async () => {
    const online = await book('2027-01-13T14:00:00Z');
    const expected = [['reminder_24h', '2027-01-12T14:15'], ...OF_TWO_TO_THREE];
    expect(await waits(online.client.email)).toEqual(expected);

    await emptyRooms();
    const client = somebody();
    const body = phoneBody(world, '2027-01-13T14:00:00Z', { client, consents: ALL });
    expect((await post(world, world.frontDesk, 'bookings', body)).status).toBe(201);
    expect(await waits(client.email)).toEqual(expected);

    const moved = await book('2027-01-15T10:00:00Z');
    const { reference, headers, client: who } = moved;
    const to = { startsAt: '2027-01-13T14:00:00Z' };
    const { status } = await world.call('POST', `bookings/${reference}/reschedule`, {
      ...{ body: to, headers },
    });
    expect(status).toBe(200);
    expect(await waits(who.email)).toEqual(expected);
  });

  it('keep those of a request once it is confirmed', async () => {
    const { reference, client } = await request('2027-01-13T14:00:00Z');
    expect(await waits(client.email)).toEqual(OF_TWO_TO_THREE.slice(1));
    expect((await confirm(reference)).status).toBe(200);
    expect(await waits(client.email)).toEqual([
      ...[['reminder_24h', '2027-01-12T14:15'], ...OF_TWO_TO_THREE],
    ]);
  });

  it('are named where a client reads of them', async () => {
    const { body } = await world.call<ClinicView>('GET', '');
    expect(body).toMatchObject(SIESTA);
    expect(body.policies).toContain(
      'Reminders and mails after a visit are not sent between 11:00 and 14:15 on your clock.',
    );
    const { email } = await join(world, '2027-01-14', 'Waiting');
    const { clinicId } = world.clinic;
    const sources = world.app.get(MessageSources, { strict: false });
    const looked = await world.app.get(TransactionRunner).run(clinicId, async (tx) => {
      const of = { clinicId, recipient: email, kind: 'waitlist_joined' as const };
      return sources.lastLook(tx, await tx.manager.findOneByOrFail(Message, of));
    });
    expect(looked).toMatchObject({ send: SIESTA });
  });

  it('are refused without a length or off the quarter hour, each by its field', async () => {
    const { body } = await world.as<DeskPolicies>(world.owner, 'GET', 'policies');
    const ask = (change: object) =>
      world.as(world.owner, 'PUT', 'policies', {
        ...{ body: { ...body.policies, ...change }, version: body.version },
      });
    const refused: [object, string, string][] = [
      [{ quietFrom: '08:00', quietUntil: '08:00' }, 'QUIET_HOURS_EMPTY', 'quietUntil'],
      [{ quietFrom: '21:10' }, 'QUIET_HOURS_OFF_GRID', 'quietFrom'],
      [{ quietUntil: '07:59' }, 'QUIET_HOURS_OFF_GRID', 'quietUntil'],
      [{ quietUntil: '24:00' }, 'VALIDATION_FAILED', 'quietUntil'],
      [{ quietFrom: '21:00:30' }, 'VALIDATION_FAILED', 'quietFrom'],
    ];
    for (const [change, code, path] of refused) {
      const answer = await ask(change);
      expect([change, answer.status, answer.body.code]).toEqual([change, 422, code]);
      expect(answer.body.errors?.map((each) => each.path)).toEqual([path]);
    }
    const { body: after } = await world.as<DeskPolicies>(world.owner, 'GET', 'policies');
    expect(after).toEqual(body);
  });
});

describe('other quiet hours, once they are saved', () => {
  const NIGHT = { quietFrom: '21:00', quietUntil: '08:00' };

  it('move whatever waits, each mail once, and back again', async () => {
    const { client } = await book('2027-01-13T14:00:00Z');
    const noon = await book('2027-01-13T11:00:00Z');
    const before = await waits(client.email);
    expect(await waits(noon.client.email)).toContainEqual(['aftercare', '2027-01-13T14:15']);
    await save(NIGHT);
    expect(await waits(client.email)).toEqual([
      ['reminder_24h', '2027-01-12T14:00'],
      ['reminder_2h', '2027-01-13T12:00'],
      ...OF_TWO_TO_THREE.slice(1),
    ]);
    expect(await waits(noon.client.email)).toContainEqual(['aftercare', '2027-01-13T13:00']);
    const [asked] = await world.db.asOwner<{ opens: Date }>(
      `SELECT c.opens_at AS opens FROM check_in c
         JOIN message m ON m.chain_id = c.chain_id AND m.kind = c.kind
        WHERE m.recipient = $1 AND c.kind = 'aftercare'`,
      [noon.client.email],
    );
    expect(asked?.opens.toISOString()).toBe('2027-01-13T13:00:00.000Z');
    await save(SIESTA);
    expect(await waits(client.email)).toEqual(before);
    const rows = await world.db.asOwner('SELECT id FROM message WHERE recipient = $1', [
      client.email,
    ]);
    expect(rows).toHaveLength(before.length + 1);
  });

  it('drop a check-in that they would hold back for too long, and ask it after all', async () => {
    const { client } = await book('2027-01-13T14:00:00Z');
    const before = await waits(client.email);
    const checkIn = async () =>
      world.db.asOwner(
        `SELECT state, reason FROM message WHERE recipient = $1 AND kind = 'checkin_24'`,
        [client.email],
      );
    // But for a quarter of an hour it is always quiet: due at three, it would go out 23 hours later.
    await save({ quietFrom: '14:30' });
    expect(await checkIn()).toEqual([{ state: 'cancelled', reason: 'quiet_hours' }]);
    expect(await waits(client.email)).toContainEqual(['aftercare', '2027-01-14T14:15']);
    const never = await book('2027-01-13T14:00:00Z');
    await save(SIESTA);
    expect(await checkIn()).toEqual([{ state: 'planned', reason: null }]);
    expect(await waits(client.email)).toEqual(before);
    expect(await waits(never.client.email)).toContainEqual(['checkin_24', '2027-01-14T15:00']);
  });

  it('leave what went out, what is on its way and what was called off', async () => {
    const { client, reference } = await book('2027-01-13T14:00:00Z');
    const other = await book('2027-01-14T14:00:00Z');
    const { headers, reference: gone } = other;
    await world.call('POST', `bookings/${gone}/cancel`, { body: { acceptFee: true }, headers });
    const is = (kind: string, state: string) =>
      world.db.asOwner('UPDATE message SET state = $3 WHERE recipient = $1 AND kind = $2', [
        ...[client.email, kind, state],
      ]);
    await is('reminder_24h', 'sent');
    await is('reminder_2h', 'sending');
    await is('aftercare', 'sent');
    const asTheyWere = () =>
      world.db.asOwner(
        `SELECT m.kind, m.state, m.reason, m.due_at, m.next_attempt_at FROM message m
           JOIN booking b ON b.chain_id = m.chain_id
          WHERE b.reference = ANY ($1) AND m.state <> 'planned' ORDER BY m.id`,
        [[reference, gone]],
      );
    const before = await asTheyWere();
    expect(before.length).toBeGreaterThan(5);
    await save(NIGHT);
    expect(await asTheyWere()).toEqual(before);
    await save(SIESTA);
  });

  it('may leave a reminder no hour, and give it one again', async () => {
    const MORNING = { quietFrom: '06:00', quietUntil: '14:00' };
    const today = '2027-01-11T14:00:00Z';
    const before = await book(today);
    await save(MORNING);
    const { client } = await book(today);
    // Six in the morning: the hour before has passed, and two in the afternoon is when the visit begins.
    expect(await reminders(client.email)).toEqual([]);
    expect(await reminders(before.client.email)).toEqual([
      { kind: 'reminder_2h', state: 'cancelled', reason: 'quiet_hours' },
    ]);
    await save(SIESTA);
    for (const { email } of [client, before.client]) {
      expect(await reminders(email)).toEqual([
        { kind: 'reminder_2h', state: 'planned', reason: null },
      ]);
      expect((await waits(email))[0]).toEqual(['reminder_2h', '2027-01-11T10:00']);
    }
  });

  it('count the day before anew where a place is on other clocks', async () => {
    // The clocks go forward in London that night: the same hour of the day before is 23 hours before.
    const { client } = await book('2027-03-28T09:00:00Z');
    expect((await waits(client.email))[0]).toEqual(['reminder_24h', '2027-03-27T10:00']);
    const to = async (timeZone: string) => {
      const [place] = (await world.as<DeskLocation[]>(world.owner, 'GET', 'locations')).body;
      if (!place) throw new Error('no location');
      const { id, version, ...body } = { ...place, timeZone };
      const path = `locations/${id}`;
      const saved = await world.as(world.owner, 'PUT', path, { body, version });
      expect(saved.status).toBe(200);
    };
    await to('UTC');
    expect((await waits(client.email))[0]).toEqual(['reminder_24h', '2027-03-27T09:00']);
    await to('Europe/London');
    expect((await waits(client.email))[0]).toEqual(['reminder_24h', '2027-03-27T10:00']);
  });
});

describe('quiet hours that are just being saved', () => {
  /** Pressed after they were changed and before anybody else can see it. */
  async function whileSaving(press: () => Promise<{ status: number }>): Promise<void> {
    const { clinicId } = world.clinic;
    const ended = await world.app.get(TransactionRunner).run(clinicId, async (tx) => {
      await world.app.get(SetupStore, { strict: false }).lockSchedule(tx);
      await tx.query(`UPDATE clinic SET policies = policies || '{"quietUntil": "13:30"}'`);
      const pressed = press();
      await eventually(async () => {
        const waiting = await world.db.asOwner(
          `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
        );
        expect(waiting).toHaveLength(1);
      });
      return { pressed };
    });
    expect((await ended.pressed).status).toBe(200);
  }
  const visit = (reference: string, state: string) =>
    post(world, world.frontDesk, `bookings/${reference}/visit`, { state });
  const NEXT = '2027-01-13T13:45:00Z';
  const reminded = ['reminder_24h', '2027-01-12T13:45'];

  it('are waited for by whoever moves a visit', async () => {
    const { client, reference, headers } = await book('2027-01-15T10:00:00Z');
    const body = { startsAt: NEXT };
    await whileSaving(() =>
      world.call('POST', `bookings/${reference}/reschedule`, { body, headers }),
    );
    expect(await waits(client.email)).toContainEqual(reminded);
    await save(SIESTA);
    expect((await waits(client.email))[0]).toEqual(['reminder_24h', '2027-01-12T14:15']);
  });

  it('by whoever confirms a request', async () => {
    const { client, reference } = await request(NEXT);
    await whileSaving(() => confirm(reference));
    expect(await waits(client.email)).toContainEqual(reminded);
    await save(SIESTA);
    expect((await waits(client.email))[0]).toEqual(['reminder_24h', '2027-01-12T14:15']);
  });

  it('and by whoever ends a visit', async () => {
    const { client, reference } = await book('2027-01-11T09:00:00Z');
    await world.db.setNow('2027-01-11T10:05:00Z');
    for (const state of ['arrived', 'in_session']) {
      expect((await visit(reference, state)).status).toBe(200);
    }
    await whileSaving(() => visit(reference, 'done'));
    expect(await waits(client.email)).toContainEqual(['aftercare', '2027-01-11T13:30']);
    await save(SIESTA);
    expect(await waits(client.email)).toContainEqual(['aftercare', '2027-01-11T14:15']);
  });
});

describe('an offer that waits for the end of the quiet hours', () => {
  it('goes with them, and so does the time that is kept for it', async () => {
    await world.db.setNow('2027-01-11T11:30:00Z');
    const freed = await book('2027-01-13T10:00:00Z');
    const one = await join(world, '2027-01-13', 'One');
    const { reference, headers } = freed;
    await world.call('POST', `bookings/${reference}/cancel`, {
      body: { acceptFee: true },
      headers,
    });
    await world.db.advance('PT4M');
    await sweep(world);
    const offered = async () => {
      const [row] = await world.db.asOwner<Record<string, Date>>(
        `SELECT w.mail_at AS mail, w.expires_at AS ends, h.expires_at AS held,
                o.expires_at AS kept, m.due_at AS due, m.not_after AS late, g.due_at AS look
           FROM message m JOIN waitlist_offer f ON m.subject_key = 'waitlist-offer:' || f.id
           JOIN waitlist_wave w ON w.id = f.wave_id JOIN hold h ON h.id = w.hold_id
           JOIN occupancy o ON o.hold_id = h.id JOIN waitlist_gap g ON g.id = w.gap_id
          WHERE m.recipient = $1 AND m.state = 'planned'`,
        [one.email],
      );
      return Object.entries(row ?? {}).map(([name, at]) => [name, at.toISOString().slice(11, 16)]);
    };
    const at = (mail: string, ends: string, held: string) => [
      ...[
        ['mail', mail],
        ['ends', ends],
        ['held', held],
        ['kept', held],
      ],
      ...[
        ['due', mail],
        ['late', ends],
        ['look', ends],
      ],
    ];
    expect(await offered()).toEqual(at('14:15', '14:30', '14:31'));
    await save({ quietUntil: '12:45' });
    expect(await offered()).toEqual(at('12:45', '13:00', '13:01'));
    await save({ quietUntil: '16:00' });
    expect(await offered()).toEqual(at('16:00', '16:15', '16:16'));
    await save({ quietFrom: '12:00' });
    expect(await offered()).toEqual(at('11:34', '11:49', '11:50'));
  });
});
