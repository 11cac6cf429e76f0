import { at, median } from './wire.mjs';

const DISCLOSURE = `
How to read it. Medians of the rounds [lowest-highest]; ours and the floor take turns in one run, client,
servers and PostgreSQL on the same cores, all on the loopback. The floor is raw node:http and pg, written here,
without validation, tenancy or audit. A peer's figure for today is its recorded figure times the floor now over
the floor then: Easy!Appointments 1.5.2 was measured end to end, with vendor libraries stubbed and mail,
calendars and rate limits off, which is in its favour; of Cal.com only the slot engine was measured, in process,
without database and HTTP, so it is a lower bound. A booking is ours whole: hold, then confirmation with client,
screening, consents, audit, mails and follow-ups; the floor's and Easy!Appointments' booking is one request.
A run counts as a measurement only with less than 0.3 foreign cores.`;

const round = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));
const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return `${round(median(values))} [${round(sorted[0])}-${round(sorted.at(-1))}]`;
};

/** One goal's rounds as one result. `runs` are [{ours, floor, foreign}]. */
export function resultOf(goal, runs, oracle) {
  const floorValue = goal.floorValue ?? goal.value;
  const ours = runs.map((run) => goal.value(run.ours));
  const floor = runs.map((run) => floorValue(run.floor));
  const ratio = median(ours) / median(floor);
  // Of what else must hold, the middle run or the medians of all speak; of what may never happen, every run.
  const medians = goal.alsoOfAll?.(runs.map((run) => run.ours)) ?? [];
  const checks = [...medians, ...alsoOf(goal, runs)];
  const isWithin = 'least' in goal ? ratio >= goal.least : !(ratio > goal.most);
  return {
    goal: goal.goal,
    title: goal.title,
    unit: goal.unit,
    ours: median(ours),
    floor: median(floor),
    ratio,
    target: targetOf(goal),
    pass: isWithin && checks.every(([, isMet]) => isMet),
    oracle,
    spread: { ours: spread(ours), floor: spread(floor) },
    p99: median(runs.map((run) => run.ours.p99 ?? NaN)),
    checks,
    peers: impliedPeers(goal, median(ours), median(floor)),
    foreign: runs.some(({ foreign }) => foreign === null)
      ? null
      : Math.max(...runs.map(({ foreign }) => foreign)),
  };
}

const targetOf = (goal) => {
  if ('least' in goal) return `at least ${goal.least}x floor`;
  return Number.isFinite(goal.most) ? `at most ${goal.most}x floor` : 'as listed';
};

function alsoOf(goal, runs) {
  if (!goal.also) return [];
  const sorted = [...runs].sort((a, b) => goal.value(a.ours) - goal.value(b.ours));
  const middle = goal.also(at(sorted, 0.5).ours);
  const always = runs.flatMap((run) => goal.also(run.ours)).filter(isUnforgivable);
  return [...middle, ...always.filter(([words]) => !middle.some(([known]) => known === words))];
}

const isUnforgivable = ([words, isMet]) =>
  !isMet && /overlaps by SQL|deadlocks|winners/.test(words);

function impliedPeers({ peers, recordedFloor, least }, ours, floor) {
  return Object.entries(peers ?? {}).map(([name, recorded]) => {
    const today = recordedFloor ? (recorded * floor) / recordedFloor : recorded;
    return { name, today, ratio: least === undefined ? today / ours : ours / today };
  });
}

export function printResult(result, goal) {
  const { spread: text } = result;
  console.log(`\n${result.goal}  ${result.title}`);
  console.log(
    `    ours ${text.ours} ${result.unit}   floor ${text.floor} ${result.unit}   ` +
      `ratio ${round(result.ratio)} (${result.target})   p99 ${round(result.p99)} ms   ` +
      `${result.pass ? 'met' : 'NOT MET'}`,
  );
  for (const [words, isMet] of result.checks) console.log(`    ${isMet ? 'yes' : 'NO '}  ${words}`);
  for (const { name, today, ratio } of result.peers) {
    console.log(
      `    ${name}, implied today ${round(today)} ${result.unit}: ${round(ratio)}x better`,
    );
  }
  if (goal.peersInWords) console.log(`    ${goal.peersInWords}`);
  if (result.foreign !== null && result.foreign >= 0.3) {
    console.log(`    noisy: other programs used ${result.foreign.toFixed(1)} cores`);
  }
}

export const printEnd = () => console.log(DISCLOSURE);

export function printJson({ goal, ours, unit, floor, ratio, target, pass, oracle }) {
  console.log(JSON.stringify({ goal, ours, unit, floor, ratio, target, pass, oracle }));
}
