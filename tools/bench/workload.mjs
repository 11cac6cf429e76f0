/**
 * The workload: N therapists for D days from Monday 2026-11-30, Europe/Berlin, about 60 % booked. Every
 * therapist has the same data in every N, and D only cuts. Minutes count from the first local midnight; no
 * clock change falls into the 60 days. The oracle below is brute force and knows nothing of our engine.
 */
export const FIRST_DATE = '2026-11-30';
export const ZONE = 'Europe/Berlin';
/** 00:00 on the first date is 23:00 UTC. */
export const FIRST_MS = Date.UTC(2026, 10, 29, 23);
export const SESSION_MIN = 60;
export const BUFFER_MIN = 15;
export const STEP_MIN = 15;
export const DAY_MIN = 1440;
const SEED = 42;
const DAYS = 60;
const HALVES = [
  [9 * 60, 13 * 60],
  [14 * 60, 19 * 60],
];

export const CELLS = [5, 20, 80].flatMap((n) => [7, 30, 60].map((d) => [n, d]));

/** Printed with the workload's description; a generator that meets other numbers is another workload. */
const EXPECTED = {
  '5x7': [129, 50, 72],
  '5x30': [570, 219, 289],
  '5x60': [1130, 483, 621],
  '20x7': [528, 110, 255],
  '20x30': [2286, 511, 1221],
  '20x60': [4573, 1018, 2388],
  '80x7': [2113, 164, 1029],
  '80x30': [9015, 704, 4646],
  '80x60': [18166, 1408, 8889],
};

/** Mulberry32, a public-domain generator of 32 bits. */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `bookings` are [start, end with the buffer], `away` whole days or 14:00 to 16:00. */
function calendarOf(index) {
  const random = randomFrom(SEED * 1000 + index);
  const bookings = [];
  const away = [];
  for (let day = 0; day < DAYS; day++) {
    if (day % 7 === 6) continue;
    const midnight = day * DAY_MIN;
    const isAway = random() < 1 / 24;
    const isAwayAtTwo = random() < 1 / 12;
    if (isAway) away.push([midnight, midnight + DAY_MIN]);
    else if (isAwayAtTwo) away.push([midnight + 840, midnight + 960]);
    for (const [from, to] of HALVES) {
      for (let minute = from; minute < to;) {
        const isWanted = random() < 0.36;
        const size = random();
        const length = size < 0.2 ? 45 : size < 0.8 ? 75 : 105;
        const isAbsent = isAway || (isAwayAtTwo && minute >= 840 && minute < 960);
        if (isWanted && minute + length <= to && !isAbsent) {
          bookings.push([midnight + minute, midnight + minute + length]);
          minute += length;
        } else minute += STEP_MIN;
      }
    }
  }
  return { bookings, away };
}

export function workload(therapists, days = DAYS) {
  const end = days * DAY_MIN;
  return Array.from({ length: therapists }, (_, index) => {
    const { bookings, away } = calendarOf(index);
    const within = ([start]) => start < end;
    return { bookings: bookings.filter(within), away: away.filter(within) };
  });
}

/** Start minute -> how many therapists could begin there, by trying every start against everything. */
export function oracle(calendars, days, firstDay = 0) {
  const starts = new Map();
  for (const { bookings, away } of calendars) {
    const taken = [...bookings, ...away];
    for (let day = firstDay; day < firstDay + days; day++) {
      if (day % 7 === 6) continue;
      for (const [from, to] of HALVES) {
        for (let m = from; m + SESSION_MIN + BUFFER_MIN <= to; m += STEP_MIN) {
          const start = day * DAY_MIN + m;
          const end = start + SESSION_MIN + BUFFER_MIN;
          if (taken.some(([a, b]) => a < end && b > start)) continue;
          starts.set(start, (starts.get(start) ?? 0) + 1);
        }
      }
    }
  }
  return starts;
}

/** Throws when generator or oracle do not meet the printed sizes. */
export function assertWorkload() {
  for (const [n, d] of CELLS) {
    const calendars = workload(n, d);
    const starts = oracle(calendars, d);
    const sizes = [
      calendars.reduce((sum, { bookings }) => sum + bookings.length, 0),
      starts.size,
      [...starts.values()].reduce((sum, count) => sum + count, 0),
    ];
    const expected = EXPECTED[`${n}x${d}`];
    if (sizes.some((size, i) => size !== expected[i])) {
      throw new Error(`workload ${n}x${d} has the sizes ${sizes}, not ${expected}`);
    }
  }
}

export const dateOf = (day) =>
  new Date(Date.parse(`${FIRST_DATE}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
export const instantOf = (minute) => new Date(FIRST_MS + minute * 60_000).toISOString();
