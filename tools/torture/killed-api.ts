import { setTimeout as sleep } from 'node:timers/promises';
import { scheduleBreaches } from '@limber/testing';
import type { Answer } from './client.ts';
import { insist, type Scenario } from './scenario.ts';
import type { Booked, World } from './world.ts';

const MOVES = 4;
const CONFIRMS = 4;

/** Everything that one process has in hand when it is killed. */
interface InHand {
  day: string;
  booked: Booked[];
  held: Answer[];
}

async function prepare(world: World): Promise<InHand> {
  const { big } = world;
  const day = world.freshDay();
  const ids = big.therapistIds;
  const booked = await Promise.all(
    ids.slice(0, MOVES).map((id) => world.book(big, `${day}T10:00:00.000Z`, id)),
  );
  const held = await Promise.all(
    ids.slice(MOVES, MOVES + CONFIRMS).map((id) => world.hold(big, `${day}T10:00:00.000Z`, id)),
  );
  return { day, booked, held };
}

const newStart = ({ day }: InHand): string => `${day}T14:00:00.000Z`;

const fire = (world: World, inHand: InHand, at: number): Promise<Answer[]>[] => [
  Promise.all(inHand.booked.map((each) => world.move(world.big, each, newStart(inHand), { at }))),
  Promise.all(inHand.held.map((each) => world.confirm(world.big, each, { at }))),
];

/** Every booking old xor new; what was answered has happened. Counts what was cut: before, or after its commit. */
async function judge(
  world: World,
  inHand: InHand,
  [moves = [], confirms = []]: Answer[][],
): Promise<{ undone: number; done: number }> {
  const cut = { undone: 0, done: 0 };
  for (const [n, { reference, startsAt }] of inHand.booked.entries()) {
    const [row] = await world.db.asOwner<{ at: Date; revision: number }>(
      'SELECT starts_at AS at, revision FROM booking WHERE reference = $1',
      [reference],
    );
    const state = `${row?.at.toISOString()} ${row?.revision}`;
    const isNew = state === `${newStart(inHand)} 2`;
    insist(isNew || state === `${startsAt} 1`, `${reference} is neither old nor new: ${state}`);
    const status = moves[n]?.status ?? 0;
    insist(status === 0 || (status === 200 && isNew), `answered ${status}, is ${state}`);
    if (status === 0) cut[isNew ? 'done' : 'undone'] += 1;
  }
  for (const [n, held] of inHand.held.entries()) {
    const [row] = await world.db.asOwner<{ status: string; bookings: number }>(
      `SELECT status, (SELECT count(*)::int FROM booking b WHERE b.therapist_id = h.therapist_id
                          AND b.starts_at = h.starts_at) AS bookings FROM hold h WHERE id = $1`,
      [held.body['id']],
    );
    const state = `${row?.status} ${row?.bookings}`;
    const isNew = state === 'used 1';
    insist(isNew || state === 'live 0', `a hold is neither old nor new: ${state}`);
    const status = confirms[n]?.status ?? 0;
    insist(status === 0 || (status === 201 && isNew), `answered ${status}, is ${state}`);
    if (status === 0) cut[isNew ? 'done' : 'undone'] += 1;
  }
  return cut;
}

export function killedApi(): Scenario {
  const cut = { undone: 0, done: 0 };
  /** How long the work takes when nobody is killed; kills are spread over it. */
  let usual = 0;
  return {
    name: 'killed-api',
    promise:
      'kill -9 in the middle of moves and confirms: old xor new, the other process serves on',
    rounds: 30,
    small: 1,
    cutsConnections: true,
    remarks: () => `cut before commit ${cut.undone}, after ${cut.done}`,
    async play(world, round) {
      await world.revive();
      if (usual === 0) {
        const began = performance.now();
        await Promise.all(fire(world, await prepare(world), 0));
        usual = performance.now() - began;
      }
      const victim = round % 2;
      const inHand = await prepare(world);
      const fired = fire(world, inHand, victim);
      await sleep(world.dice.next() * usual);
      const meanwhile = world.hold(world.big, `${inHand.day}T16:00:00Z`, undefined, {
        at: victim + 1,
      });
      await world.kill(victim);
      const answers = await Promise.all(fired);
      insist((await meanwhile).status === 201, 'the other process did not serve on');
      await world.untilQuiet();
      const counted = await judge(world, inHand, answers);
      cut.undone += counted.undone;
      cut.done += counted.done;
      const breaches = await scheduleBreaches(world.db);
      insist(breaches.length === 0, breaches.join('\n'));
      // What was cut before its commit can simply be done by the other one.
      const again = await Promise.all(fire(world, inHand, victim + 1));
      insist(
        again.flat().every(({ status, body }) => status < 300 || body.code === 'HOLD_USED'),
        'what was cut could not be done again',
      );
      await world.revive();
    },
  };
}
