/** G1 one search, G2 how it grows, G3 many day views: free times of any therapist. */
import { closedLoop, getRequest, median, openWires } from '../wire.mjs';
import { CELLS, dateOf, FIRST_MS, oracle, workload } from '../workload.mjs';

export const searchOf = (clinic, firstDay, days) =>
  `/api/v1/clinics/${clinic.slug}/availability?serviceId=${clinic.serviceId}&durationMin=60` +
  `&from=${dateOf(firstDay)}&to=${dateOf(firstDay + days - 1)}`;

const floorOf = (therapists, firstDay, days) =>
  `/starts?therapists=${therapists}&day=${firstDay}&days=${days}`;

/** Start minute -> therapists, as one of ours answers. */
function readOurs(body) {
  const slots = JSON.parse(body).days.flatMap((day) => day.slots);
  return new Map(
    slots.map(({ startsAt, therapistIds }) => [minuteOf(startsAt), therapistIds.length]),
  );
}

const readFloor = (body) =>
  new Map(
    JSON.parse(body).map(({ startsAt, therapists }) => [minuteOf(startsAt), therapists.length]),
  );

const minuteOf = (instant) => (Date.parse(instant) - FIRST_MS) / 60_000;

const isSame = (a, b) => a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

/** Both answer exactly what the oracle says, or the run counts for nothing. */
export async function assertAnswers(house, therapists, firstDay, days) {
  const expected = oracle(workload(therapists), days, firstDay);
  const asked = [
    ['ours', house.apis[0].port, searchOf(house.clinics[therapists], firstDay, days), readOurs],
    ['floor', house.floor.port, floorOf(therapists, firstDay, days), readFloor],
  ];
  for (const [whose, port, path, read] of asked) {
    const { wires, close } = await openWires([port], 1);
    const { status, body } = await wires[0].send(getRequest(path));
    close();
    if (status === 200 && isSame(read(body), expected)) continue;
    throw new Error(
      `${whose}: ${therapists} x ${days} from day ${firstDay} is not what the oracle says`,
    );
  }
}

async function load(port, paths, connections, seconds) {
  const requests = paths.map(getRequest);
  const { wires, close } = await openWires([port], connections);
  const turn = async (wire, n) => {
    const { status, ms } = await wire.send(requests[n % requests.length]);
    if (status !== 200) throw new Error(`a search was answered with ${status}`);
    return ms;
  };
  const warm = await closedLoop({ wires, turns: 20 * connections, turn });
  const measured = await closedLoop({ wires, seconds: Math.max(seconds, warm.p50 / 50), turn });
  close();
  return measured;
}

export const g1 = {
  goal: 'G1',
  title: '20 therapists, 30 days, one client: p50 of a search',
  unit: 'ms',
  /** At most so many times the floor; lower is better. */
  most: 3,
  recordedFloor: 4.5,
  peers: { 'Easy!Appointments': 1101, 'Cal.com engine': 1247 },
  prepare: (house) => assertAnswers(house, 20, 0, 30),
  ours: async (house, { seconds }) =>
    load(house.apis[0].port, [searchOf(house.clinics[20], 0, 30)], 1, seconds),
  floor: async (house, { seconds }) => load(house.floor.port, [floorOf(20, 0, 30)], 1, seconds),
  value: ({ p50 }) => p50,
  /** One slow search of a noisy round says nothing of the others: medians of both over the rounds. */
  alsoOfAll: (rounds) => {
    const times = median(rounds.map(({ p99 }) => p99)) / median(rounds.map(({ p50 }) => p50));
    return [[`p99 ${times.toFixed(1)}x the p50, at most 3 (medians of the rounds)`, times <= 3]];
  },
};

export const g2 = {
  goal: 'G2',
  title: 'all nine cells right; 80 x 60 against 20 x 30: growth of p50',
  unit: 'ms',
  most: Infinity,
  recordedFloor: 32.7,
  peers: { 'Easy!Appointments': 8141, 'Cal.com engine': 7008 },
  prepare: async (house) => {
    for (const [n, d] of CELLS) await assertAnswers(house, n, 0, d);
  },
  ours: async (house, { seconds }) => {
    const one = async (n, d) =>
      load(house.apis[0].port, [searchOf(house.clinics[n], 0, d)], 1, seconds);
    const small = await one(20, 30);
    const large = await one(80, 60);
    return { ...large, growth: large.p50 / small.p50 };
  },
  floor: async (house, { seconds }) => load(house.floor.port, [floorOf(80, 0, 60)], 1, seconds),
  value: ({ p50 }) => p50,
  also: ({ p50, growth }) => [
    [`growth ${growth.toFixed(1)}, at most 10`, growth <= 10],
    ['80 x 60 in at most 100 ms', p50 <= 100],
  ],
};

const WORKDAYS = Array.from({ length: 30 }, (_, day) => day).filter((day) => day % 7 !== 6);

export const g3 = {
  goal: 'G3',
  title: 'one day, any of 20 therapists, 8 clients: searches per second',
  unit: '/s',
  least: 0.4,
  recordedFloor: 2527,
  peers: { 'Easy!Appointments': 40 },
  prepare: async (house) => {
    for (const day of WORKDAYS) await assertAnswers(house, 20, day, 1);
  },
  ours: async (house, { seconds }) => {
    const paths = WORKDAYS.map((day) => searchOf(house.clinics[20], day, 1));
    return load(house.apis[0].port, paths, 8, seconds);
  },
  floor: async (house, { seconds }) => {
    const paths = WORKDAYS.map((day) => floorOf(20, day, 1));
    return load(house.floor.port, paths, 8, seconds);
  },
  value: ({ perSecond }) => perSecond,
};

export const g10 = {
  goal: 'G10',
  title: 'health route, 32 clients: requests per second',
  unit: '/s',
  least: 0.4,
  recordedFloor: 58_325,
  peers: { 'NestJS on Express': 5304 },
  ours: async (house, { seconds }) => load(house.apis[0].port, ['/healthz'], 32, seconds),
  floor: async (house, { seconds }) => load(house.floor.port, ['/hello'], 32, seconds),
  value: ({ perSecond }) => perSecond,
};
