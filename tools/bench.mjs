/**
 * `npm run bench`: our server beside our floor, on one embedded PostgreSQL, in one run.
 *   --only G1,G3   some goals only        --quick   one short round: a smoke test, not a measurement
 *   --json         one line a goal
 */
import { parseArgs } from 'node:util';
import { watchCpu } from './bench/cpu.mjs';
import { g6, g7 } from './bench/goals/bookings.mjs';
import { g4, g5 } from './bench/goals/contention.mjs';
import { g9 } from './bench/goals/mails.mjs';
import { g8 } from './bench/goals/mixed.mjs';
import { g1, g10, g2, g3 } from './bench/goals/searches.mjs';
import { openHouse } from './bench/house.mjs';
import { printEnd, printJson, printResult, resultOf } from './bench/report.mjs';
import { assertWorkload } from './bench/workload.mjs';
import { buildApps } from './build-apps.mjs';
import { ensureInstalled } from './ensure-install.mjs';

const GOALS = [g1, g2, g3, g4, g5, g6, g7, g8, g9, g10];
const WHOLE = {
  rounds: 5,
  seconds: 3,
  contention: 200,
  mixedSeconds: 60,
  mails: 20_000,
  warm: 2_000,
};
const QUICK = { rounds: 1, seconds: 0.5, contention: 8, mixedSeconds: 3, mails: 2_000, warm: 40 };

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const only = asked.only?.toUpperCase().split(',');
const goals = GOALS.filter(({ goal }) => !only || only.includes(goal));
if (goals.length === 0) {
  console.error(`No such goal. There are ${GOALS.map(({ goal }) => goal).join(', ')}.`);
  process.exit(2);
}

ensureInstalled();
await buildApps(['@limber/api', '@limber/local']);
assertWorkload();
const say = asked.json ? () => {} : (text) => console.log(text);
say('Starting PostgreSQL, two api processes and the floor, and seeding the workload...');
const house = await openHouse({
  apis: 2,
  whenInterrupted: (stop) => {
    const interrupt = () => void stop().finally(() => process.exit(130));
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  },
});
try {
  const { residentMb } = await house.apis[0].probe();
  say(`An api process at rest holds ${residentMb.toFixed(0)} MB.`);
  const results = [];
  for (const goal of goals) results.push(await play(goal));
  if (!asked.json) printEnd();
  process.exitCode = results.every(({ pass }) => pass) ? 0 : 1;
} finally {
  await house.stop();
}

/** Ours and the floor take turns, so that a noisy minute hits both. */
async function play(goal) {
  const size = asked.quick ? QUICK : WHOLE;
  const options = { ...size, rounds: size.contention };
  await goal.prepare?.(house);
  await goal.warm?.(house, size.warm);
  const runs = [];
  for (let n = 0; n < Math.min(goal.rounds ?? size.rounds, size.rounds); n++) {
    const foreignCpu = watchCpu();
    const floor = await goal.floor(house, options);
    const ours = await goal.ours(house, options);
    runs.push({ ours, floor, foreign: foreignCpu() });
  }
  // Whatever was asked of the oracle in `prepare` would have thrown.
  const result = resultOf(goal, runs, true);
  if (asked.json) printJson(result);
  else printResult(result, goal);
  return result;
}
