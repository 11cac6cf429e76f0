import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './client.ts';
import { expectTally, insist, type Scenario, together } from './scenario.ts';
import type { Booked, World } from './world.ts';

const startOf = async (
  world: World,
  reference: string,
): Promise<{ at: string; status: string }> => {
  const [row] = await world.db.asOwner<{ at: Date; status: string }>(
    'SELECT starts_at AS at, status FROM booking WHERE reference = $1',
    [reference],
  );
  return { at: row?.at.toISOString() ?? '', status: row?.status ?? '' };
};

const movesToOneSlot: Scenario = {
  name: 'moves-to-one-slot',
  promise:
    'four bookings and two strangers want one slot: exactly 1 gets it, losers keep their own',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big } = world;
    const day = world.freshDay();
    const [therapistId = '', ...others] = big.therapistIds;
    const olds = ['09:00', '09:15', '09:30', '09:45'].map((time) => `${day}T${time}:00.000Z`);
    const booked = await Promise.all(olds.map((at, n) => world.book(big, at, others[n])));
    const target = `${day}T14:00:00.000Z`;
    const [moves, holds] = await Promise.all([
      Promise.all(booked.map((each) => world.move(big, each, target, { therapistId }))),
      together(2, () => world.hold(big, target, therapistId)),
    ]);
    const won = [...moves, ...holds].filter(({ status }) => status < 300);
    insist(won.length === 1, `${won.length} winners`);
    for (const [n, { reference }] of booked.entries()) {
      const expected = moves[n]?.status === 200 ? target : olds[n];
      insist((await startOf(world, reference)).at === expected, `${reference} is elsewhere`);
    }
  },
};

const cancelOrMove: Scenario = {
  name: 'cancel-or-move',
  promise: 'cancelled while it moves: cancelled in the end, or moved and then cancelled',
  rounds: 40,
  small: 2,
  async play(world) {
    const { big } = world;
    const day = world.freshDay();
    const booked = await world.book(big, `${day}T10:00:00Z`, big.therapistIds[0]);
    const target = `${day}T13:00:00Z`;
    const [moved, cancelled, held] = await Promise.all([
      world.move(big, booked, target),
      world.cancel(big, booked),
      world.hold(big, `${day}T10:00:00Z`, big.therapistIds[0]),
    ]);
    insist(cancelled.status === 200, cancelled.text);
    insist(moved.status === 200 || moved.body.code === 'ALREADY_CANCELLED', moved.text);
    insist(held.status === 201 || held.body.code === 'SLOT_TAKEN', held.text);
    insist((await startOf(world, booked.reference)).status === 'cancelled', 'it stands');
    // Both times are free again for the next one, but for the stranger who was quick.
    const next = await Promise.all([
      world.hold(big, target, big.therapistIds[0]),
      world.hold(big, `${day}T10:00:00Z`, big.therapistIds[0]),
    ]);
    insist(next[0].status === 201, next[0].text);
    insist((next[1].status === 201) !== (held.status === 201), next[1].text);
  },
};

const swap: Scenario = {
  name: 'swap',
  promise: 'two bookings move into each other’s time: nobody waits in a circle, nobody is lost',
  rounds: 40,
  small: 1,
  async play(world) {
    const { small } = world;
    const day = world.freshDay();
    const [one = '', two = ''] = small.therapistIds;
    const a = await world.book(small, `${day}T10:00:00.000Z`, one);
    const b = await world.book(small, `${day}T13:00:00.000Z`, two);
    const answers = await Promise.all([
      world.move(small, a, b.startsAt, { therapistId: two }),
      world.move(small, b, a.startsAt, { therapistId: one }),
    ]);
    // Each finds the other still there, or gone already.
    insist(
      answers.every((each) => each.status === 200 || each.body.code === 'SLOT_TAKEN'),
      '?',
    );
    for (const [n, each] of [a, b].entries()) {
      const expected = answers[n]?.status === 200 ? [b, a][n]?.startsAt : each.startsAt;
      insist((await startOf(world, each.reference)).at === expected, `${each.reference} is lost`);
    }
  },
};

/** Asks with one key until it has an answer that is not "still running". */
async function settled(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.body.code !== 'IDEMPOTENCY_RUNNING') return answer;
    await sleep(10);
  }
}

async function askFiveTimes(
  ask: (cut?: 'answer' | number) => Promise<Answer>,
  cut: 'answer' | number,
): Promise<Answer> {
  await ask(cut);
  const answers = await Promise.all([1, 2, 3, 4].map(() => settled(() => ask())));
  const texts = new Set(answers.map(({ status, text }) => `${status} ${text}`));
  insist(texts.size === 1, `one key, ${texts.size} answers: ${[...texts].join(' | ')}`);
  const [first] = answers;
  if (!first) throw new Error('no answer');
  return first;
}

const retries: Scenario = {
  name: 'retries',
  promise:
    'asked five times with one key, the socket cut: one effect, the same bytes; another body 422',
  rounds: 40,
  small: 2,
  cutsConnections: true,
  async play(world, round) {
    const { big, dice } = world;
    const day = world.freshDay();
    const [therapistId = ''] = big.therapistIds;
    const startsAt = `${day}T10:00:00.000Z`;
    const [a, b, c] = ['hold', 'book', 'move'].map((what) => ({
      'idempotency-key': `${what}-${round}-${day}`,
    }));
    const cut = () => (dice.below(2) === 0 ? ('answer' as const) : dice.below(60));
    const held = await askFiveTimes(
      (how) =>
        world.hold(big, startsAt, therapistId, { headers: { ...a }, ...(how && { cut: how }) }),
      cut(),
    );
    insist(held.status === 201, held.text);
    const body = bookingBody(held, `retry-${round}@example.com`);
    const confirmed = await askFiveTimes(
      (how) => world.confirm(big, held, { body, headers: { ...b }, ...(how && { cut: how }) }),
      cut(),
    );
    insist(confirmed.status === 201, confirmed.text);
    const link = new URL(String(confirmed.body['manageUrl'])).searchParams.get('token') ?? '';
    const reference = String(confirmed.body['reference']);
    const booked: Booked = { reference, startsAt, headers: { 'link-token': link } };
    const target = `${day}T14:00:00.000Z`;
    const moved = await askFiveTimes(
      (how) => world.move(big, booked, target, { headers: { ...c }, ...(how && { cut: how }) }),
      cut(),
    );
    insist(moved.status === 200 && moved.body['revision'] === 2, moved.text);
    const other = await world.hold(big, `${day}T16:00:00Z`, therapistId, { headers: { ...a } });
    expectTally([other], { '422 IDEMPOTENCY_KEY_REUSED': 1 });
    const [effects] = await world.db.asOwner<{ holds: number; bookings: number }>(
      `SELECT (SELECT count(*)::int FROM hold WHERE starts_at = $1) AS holds,
              (SELECT count(*)::int FROM booking WHERE starts_at = $2) AS bookings`,
      [startsAt, target],
    );
    insist(effects?.holds === 1 && effects.bookings === 1, JSON.stringify(effects));
  },
};

const bookingBody = (held: Answer, email: string) => ({
  holdId: held.body['id'],
  client: { name: 'Ada Hill', email, phone: '07700 900123' },
  screening: [],
  consents: { healthData: true, checkIns: true, marketing: false },
});

export const moveRaces = (): Scenario[] => [movesToOneSlot, cancelOrMove, swap, retries];
