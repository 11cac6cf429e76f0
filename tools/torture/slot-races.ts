import { expectTally, insist, type Scenario, together } from './scenario.ts';
import type { World } from './world.ts';

const CLIENTS = 50;

/** A therapist and a day of the big clinic that no other round touches: twenty a day. */
class Cells {
  private day = '';
  private next = 0;

  take(world: World): { day: string; therapistId: string } {
    const { therapistIds } = world.big;
    if (this.next % therapistIds.length === 0) this.day = world.freshDay();
    const therapistId = therapistIds[this.next % therapistIds.length] ?? '';
    this.next += 1;
    return { day: this.day, therapistId };
  }
}

function sameSlot(): Scenario {
  const cells = new Cells();
  return {
    name: 'same-slot',
    promise: '50 at one slot: exactly 1 wins',
    rounds: 200,
    small: 2,
    async play(world) {
      const { day, therapistId } = cells.take(world);
      const answers = await together(CLIENTS, () =>
        world.hold(world.big, `${day}T10:00:00Z`, therapistId),
      );
      expectTally(answers, { 201: 1, '409 SLOT_TAKEN': CLIENTS - 1 });
    },
  };
}

function overlapping(): Scenario {
  const cells = new Cells();
  const starts = ['12:00', '12:15', '12:30', '12:45', '13:00'];
  return {
    name: 'overlapping',
    promise: '50 at five starts a quarter apart: exactly 1 wins',
    rounds: 200,
    small: 2,
    async play(world) {
      const { day, therapistId } = cells.take(world);
      const answers = await together(CLIENTS, (n) =>
        world.hold(world.big, `${day}T${starts[n % starts.length]}:00Z`, therapistId),
      );
      expectTally(answers, { 201: 1, '409 SLOT_TAKEN': CLIENTS - 1 });
    },
  };
}

const anyTherapist: Scenario = {
  name: 'any-therapist',
  promise: '50 for anybody with 20 free: exactly 20 win, all different',
  rounds: 50,
  small: 1,
  async play(world) {
    const startsAt = `${world.freshDay()}T10:00:00Z`;
    const answers = await together(CLIENTS, () => world.hold(world.big, startsAt));
    expectTally(answers, { 201: 20, '409 SLOT_TAKEN': CLIENTS - 20 });
    const rows = await world.db.asOwner<{ therapists: number; rooms: number }>(
      `SELECT count(DISTINCT therapist_id)::int AS therapists, count(DISTINCT room_id)::int AS rooms
         FROM hold WHERE starts_at = $1`,
      [startsAt],
    );
    insist(rows[0]?.therapists === 20 && rows[0].rooms === 20, JSON.stringify(rows));
  },
};

function expired(): Scenario {
  const cells = new Cells();
  return {
    name: 'expired-hold',
    promise: 'over an expired hold whose owner comes back: exactly 1 wins',
    rounds: 100,
    small: 2,
    async play(world, round) {
      const { day, therapistId } = cells.take(world);
      const startsAt = `${day}T15:00:00Z`;
      const headers = { cookie: `limber_visit=${'v'.repeat(40)}${1000 + round}` };
      const dead = await world.hold(world.big, startsAt, therapistId, { headers });
      insist(dead.status === 201, dead.text);
      await world.db.advance('PT11M');
      const back =
        round % 2 === 0
          ? world.confirm(world.big, dead)
          : world.hold(world.big, startsAt, therapistId, { headers });
      const others = together(9, () => world.hold(world.big, startsAt, therapistId));
      const won = [await back, ...(await others)].filter(({ status }) => status === 201);
      insist(won.length === 1, `${won.length} winners`);
    },
  };
}

const mixed: Scenario = {
  name: 'mixed',
  promise: 'lengths, gaps and too few rooms: rules hold, and who lost could not have won',
  rounds: 40,
  small: 2,
  async play(world) {
    const { small, dice } = world;
    const day = world.freshDay();
    const wishes = Array.from({ length: 30 }, () => {
      const minutes = dice.below(13) * 15;
      const hour = 10 + Math.floor(minutes / 60);
      return {
        startsAt: `${day}T${hour}:${String(minutes % 60).padStart(2, '0')}:00Z`,
        therapistId: dice.below(3) === 0 ? undefined : dice.pick(small.therapistIds),
        durationMin: dice.pick([30, 60]),
      };
    });
    const ask = ({ startsAt, therapistId, durationMin }: (typeof wishes)[number]) =>
      world.hold(small, startsAt, therapistId, { durationMin });
    const answers = await Promise.all(wishes.map(ask));
    insist(
      answers.some(({ status }) => status === 201),
      'nobody won',
    );
    const losers = wishes.filter((_, n) => answers[n]?.status !== 201);
    // Holds only ever add up here: a time refused a moment ago must still be refused.
    const again = await Promise.all(losers.map(ask));
    insist(
      again.every(({ status, body }) => status === 409 && body.code === 'SLOT_TAKEN'),
      'somebody was refused a time that was free',
    );
  },
};

const visitor: Scenario = {
  name: 'one-visitor',
  promise: 'five tabs of one visitor: no tab breaks, one time is kept',
  rounds: 40,
  small: 2,
  async play(world, round) {
    const day = world.freshDay();
    const headers = { cookie: `limber_visit=${'t'.repeat(40)}${1000 + round}` };
    const answers = await together(5, (n) =>
      world.hold(world.big, `${day}T1${n}:00:00Z`, world.big.therapistIds[n], { headers }),
    );
    expectTally(answers, { 201: 5 });
  },
};

export const slotRaces = (): Scenario[] => [
  sameSlot(),
  overlapping(),
  anyTherapist,
  expired(),
  mixed,
  visitor,
];
