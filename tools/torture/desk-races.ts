import type { Answer } from './client.ts';
import { insist, type Scenario } from './scenario.ts';
import { bookedFrom } from './world.ts';

const wonBy = (answers: readonly Answer[]): number =>
  answers.filter(({ status }) => status < 300).length;

/** Whoever lost did so because the time was taken, and for no other reason. */
function insistLostFairly(answers: readonly Answer[], code = 'SLOT_TAKEN'): void {
  for (const { status, body, text } of answers) {
    insist(status < 300 || (status === 409 && body.code === code), text);
  }
}

const SINGLES = 18;
const COUPLES = 6;

const couplesAndSingles: Scenario = {
  name: 'couples-and-singles',
  promise: '6 pairs and 18 singles, 20 therapists, 2 rooms for two: who lost could not have won',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big, dice } = world;
    const startsAt = `${world.freshDay()}T10:00:00Z`;
    const sizes = dice.shuffled([
      ...Array.from({ length: COUPLES }, () => 2 as const),
      ...Array.from({ length: SINGLES }, () => 1 as const),
    ]);
    const ask = (size: 1 | 2) =>
      world.hold(big, startsAt, undefined, size === 2 ? { partySize: 2 } : {});
    const answers = await Promise.all(sizes.map(ask));
    insistLostFairly(answers);
    const held = answers.filter(({ status }) => status === 201);
    const hands = held.flatMap(({ body }) => [
      body['therapistId'],
      ...(body['secondTherapistId'] ? [body['secondTherapistId']] : []),
    ]);
    insist(new Set(hands).size === hands.length, 'one therapist for two');
    // Holds only ever add up here: a time refused a moment ago must still be refused.
    const lost = sizes.filter((_, n) => answers[n]?.status !== 201);
    const again = await Promise.all(lost.map(ask));
    insist(wonBy(again) === 0, 'somebody was refused a time that was free');
    const booked = await Promise.all(held.map((each) => world.confirm(big, each)));
    insist(wonBy(booked) === held.length, 'a kept time was not to be booked');
  },
};

const HOLDS = 10;

const deskOrClient: Scenario = {
  name: 'desk-or-client',
  promise: 'moved there, kept free and picked by 10 at once: exactly 1 of them has it',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big } = world;
    const day = world.freshDay();
    const [therapistId = '', other = ''] = big.therapistIds;
    const target = `${day}T14:00:00Z`;
    const booked = await world.book(big, `${day}T10:00:00Z`, other);
    const [moved, blocked, ...holds] = await Promise.all([
      world.atDesk(big, booked, 'move', 1, { startsAt: target, therapistId }),
      world.block(big, target, [therapistId]),
      ...Array.from({ length: HOLDS }, () => world.hold(big, target, therapistId)),
    ]);
    insistLostFairly([moved, ...holds]);
    insistLostFairly([blocked], 'BLOCK_CONFLICT');
    const won = wonBy([moved, blocked, ...holds]);
    insist(won === 1, `${won} winners`);
  },
};

const undoOrClient: Scenario = {
  name: 'undo-or-client',
  promise: 'a cancellation taken back while 10 pick the hour or the next: exactly 1 has the time',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big } = world;
    const day = world.freshDay();
    const [therapistId = ''] = big.therapistIds;
    const booked = await world.book(big, `${day}T10:00:00Z`, therapistId);
    const reason = { reason: 'booked_by_mistake', notify: 'settle' };
    const gone = await world.atDesk(big, booked, 'cancel', 1, reason);
    insist(gone.status === 200, gone.text);
    // Eleven o'clock only lacks the rest after ten: no constraint sees that, only the locks do.
    const answers = await Promise.all([
      world.atDesk(big, booked, 'undo-cancel', 2),
      ...Array.from({ length: HOLDS }, (_, n) =>
        world.hold(big, `${day}T1${n % 2}:00:00Z`, therapistId),
      ),
    ]);
    insistLostFairly(answers);
    insist(wonBy(answers) === 1, `${wonBy(answers)} winners`);
  },
};

const pairOrNeighbour: Scenario = {
  name: 'pair-or-neighbour',
  promise: 'a pair is moved while 10 pick the hour after with the second therapist: exactly 1 wins',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big } = world;
    const day = world.freshDay();
    const held = await world.hold(big, `${day}T09:00:00Z`, undefined, { partySize: 2 });
    const booked = bookedFrom(await world.confirm(big, held), `${day}T09:00:00Z`);
    const second = String(held.body['secondTherapistId']);
    const therapistId = String(held.body['therapistId']);
    const moved = { startsAt: `${day}T13:00:00Z`, therapistId };
    const [move, ...holds] = await Promise.all([
      world.atDesk(big, booked, 'move', 1, moved),
      ...Array.from({ length: HOLDS }, () => world.hold(big, `${day}T14:00:00Z`, second)),
    ]);
    insistLostFairly(holds);
    // Without the rest that lies between, the desk is asked for a reason first.
    insistLostFairly([move], 'OVERRIDE_NEEDED');
    const won = wonBy([move, ...holds]);
    insist(won === 1, `${won} winners`);
  },
};

export const deskRaces = (): Scenario[] => [
  couplesAndSingles,
  deskOrClient,
  undoOrClient,
  pairOrNeighbour,
];
