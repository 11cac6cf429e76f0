import type { ClinicView, DeskBookingDetail, DeskPolicies } from '@limber/contracts';
import { Message, MessageSources } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { bookOnline, holdBody } from './api.testing.ts';
import { asPerson } from './desk.testing.ts';
import { phoneBody, post } from './desk-ops.testing.ts';
import { type SetupWorld, startSetup } from './setup.testing.ts';
import { join } from './waitlist.testing.ts';

/** Quiet at an hour that nobody takes for the default. */
const SIESTA = { quietFrom: '11:00', quietUntil: '14:15' };
const ALL = { healthData: true, checkIns: true, marketing: true };

let world: SetupWorld;
beforeAll(async () => {
  world = await startSetup({ therapists: 5, rooms: 5, policies: SIESTA });
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
    const yes = (is: boolean) =>
      world.db.asOwner('UPDATE service SET needs_confirmation = $2 WHERE id = $1', [
        ...[world.clinic.serviceId, is],
      ]);
    await yes(true);
    const { reference, client } = await book('2027-01-13T14:00:00Z');
    await yes(false);
    expect(await waits(client.email)).toEqual(OF_TWO_TO_THREE.slice(1));
    const confirmed = await world.call<DeskBookingDetail>(
      ...(['POST', `desk/bookings/${reference}/confirm`] as const),
      { headers: { ...asPerson(world.frontDesk).headers, 'if-match': '"1"' } },
    );
    expect(confirmed.status).toBe(200);
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
    const save = (change: object) =>
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
      const answer = await save(change);
      expect([change, answer.status, answer.body.code]).toEqual([change, 422, code]);
      expect(answer.body.errors?.map((each) => each.path)).toEqual([path]);
    }
    const { body: after } = await world.as<DeskPolicies>(world.owner, 'GET', 'policies');
    expect(after).toEqual(body);
  });
});
