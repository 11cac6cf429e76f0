/** G4 nothing is sold twice, G5 and quickly: 50 clients at once, two api processes. */
import { at, median, openWires } from '../wire.mjs';
import { warmUp } from './bookings.mjs';
import { countOverlaps, disjointStarts, emptyBook, floorRequest, holdRequest } from './slots.mjs';

const CLIENTS = 50;
const STEPS = [0, 15, 30, 45, 60];

/** Times of day that leave room for five overlapping starts, inside the shift and beside the round before. */
const WIDE = [540, 840, 990];

/** What the n-th client of a round asks for, how many may win, and when on a day a round can be. */
const KINDS = {
  same: { winners: 1, ask: (start) => ({ start, therapist: 0 }) },
  overlap: {
    winners: 1,
    timesOfDay: WIDE,
    ask: (start, n) => ({ start: start + STEPS[n % STEPS.length], therapist: 1 }),
  },
  any: { winners: 20, ask: (start) => ({ start, therapist: undefined }) },
};

async function playRound(wires, requests) {
  const begun = performance.now();
  const answers = await Promise.all(wires.map((wire, n) => wire.send(requests[n])));
  return { ms: performance.now() - begun, statuses: answers.map(({ status }) => status) };
}

async function playKind(wires, kind, rounds, requestOf) {
  const { ask, winners, timesOfDay } = KINDS[kind];
  const nextStart = disjointStarts(timesOfDay);
  const times = [];
  const faults = [];
  for (let round = 0; round < rounds; round++) {
    const start = nextStart();
    const requests = wires.map((_, n) => requestOf(ask(start, n)));
    const { ms, statuses } = await playRound(wires, requests);
    times.push(ms);
    const won = statuses.filter((status) => status === 201).length;
    const lost = statuses.filter((status) => status === 409).length;
    if (won !== winners || won + lost !== CLIENTS) {
      faults.push(`${kind} round ${round}: ${won} winners, ${CLIENTS - won - lost} other answers`);
    }
  }
  times.sort((a, b) => a - b);
  return { p50: median(times), p99: at(times, 0.99), faults };
}

const deadlocksOf = async ({ owner }) => {
  await owner.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await owner.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return rows[0].deadlocks;
};

/** Played once for both goals: they look at the same rounds. */
async function ours(house, { rounds }) {
  house.contention ??= contend(house, rounds);
  return house.contention;
}

async function contend(house, rounds) {
  const ports = house.apis.map(({ port }) => port);
  const { wires, close } = await openWires(ports, CLIENTS);
  const requestOf = ({ start, therapist }) => holdRequest(house.clinics.open, start, therapist);
  const played = { overlaps: 0, faults: [] };
  const deadlocksBefore = await deadlocksOf(house);
  for (const kind of Object.keys(KINDS)) {
    await emptyBook(house);
    const count = kind === 'any' ? Math.ceil(rounds / 4) : rounds;
    // Who loses goes another way than who books, and has not been that way yet as often.
    await playKind(wires, kind, Math.ceil(count / 2), requestOf);
    await emptyBook(house);
    played[kind] = await playKind(wires, kind, count, requestOf);
    played.faults.push(...played[kind].faults);
    played.overlaps += await countOverlaps(house);
  }
  await emptyBook(house);
  close();
  return { ...played, deadlocks: (await deadlocksOf(house)) - deadlocksBefore };
}

/** The floor knows no "any therapist"; its round is the same slot. */
async function floor(house, { rounds }) {
  await emptyBook(house);
  const { wires, close } = await openWires([house.floor.port], CLIENTS);
  const same = await playKind(wires, 'same', rounds, ({ start, therapist }) =>
    floorRequest(start, therapist),
  );
  close();
  return same;
}

export const g4 = {
  warm: warmUp,
  goal: 'G4',
  title: 'rounds of 50 at one slot, overlapping, any of 20: winners 1, 1, 20, two processes',
  unit: 'faults',
  most: Infinity,
  rounds: 1,
  ours,
  floor,
  value: ({ faults }) => faults.length,
  peersInWords: 'Easy!Appointments, measured: up to 8 winners of 1, 50 of 20',
  also: (run) => [
    [run.faults[0] ?? 'every round had exactly its winners', run.faults.length === 0],
    [`${run.overlaps} overlaps by SQL`, run.overlaps === 0],
    [`${run.deadlocks} deadlocks`, run.deadlocks === 0],
  ],
};

export const g5 = {
  warm: warmUp,
  goal: 'G5',
  title: 'the same rounds, all 50 answered: p99 of same and overlap',
  unit: 'ms',
  most: Infinity,
  rounds: 1,
  recordedFloor: null,
  peers: { 'Easy!Appointments (slowest of 5 rounds)': 266 },
  ours,
  floor,
  value: ({ same, overlap }) => Math.max(same.p99, overlap.p99),
  floorValue: ({ p99 }) => p99,
  also: ({ same, overlap, any }) => [
    [`same p99 ${same.p99.toFixed(0)}, at most 80 ms`, same.p99 <= 80],
    [`overlap p99 ${overlap.p99.toFixed(0)}, at most 80 ms`, overlap.p99 <= 80],
    [`any p99 ${any.p99.toFixed(0)}, at most 300 ms`, any.p99 <= 300],
    [`same p50 ${same.p50.toFixed(0)}, any p50 ${any.p50.toFixed(0)} ms`, true],
  ],
};
