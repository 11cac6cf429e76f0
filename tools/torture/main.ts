import { countDeadlocks } from '@limber/testing';
import { onOwnPostgres } from '../own-postgres.ts';
import { playScenario, type Report, scenarios } from './run.ts';
import type { Scenario } from './scenario.ts';
import { World } from './world.ts';

export interface TortureOptions {
  /** The built api. */
  script: string;
  seed: number;
  /** Instead of each scenario's own number. */
  rounds: number | undefined;
  /** Names; all of them when left out. */
  only: string[] | undefined;
}

/** The whole torture on a durable PostgreSQL of its own. True when every promise held. */
export async function torture(options: TortureOptions): Promise<boolean> {
  const chosen = scenarios().filter(({ name }) => options.only?.includes(name) ?? true);
  if (chosen.length === 0) {
    throw new Error(
      `No such scenario. There are ${scenarios()
        .map((s) => s.name)
        .join(', ')}.`,
    );
  }
  return onOwnPostgres('torture', async () => {
    console.log(`seed ${options.seed}: two api processes on one PostgreSQL\n`);
    const played: Played[] = [];
    for (const scenario of chosen) {
      const ended = await play(options, scenario);
      played.push(ended);
      console.log(lineOf(ended.report, scenario.promise));
    }
    return sum(played);
  });
}

interface Played {
  report: Report;
  deadlocks: number;
}

/** In a world of its own: each round takes a day, and all of them together need more than a clinic's year. */
async function play({ script, seed, rounds }: TortureOptions, scenario: Scenario): Promise<Played> {
  const world = await World.open(script, seed);
  try {
    const report = await playScenario(world, scenario, rounds ?? scenario.rounds);
    // The count is exact only when whoever could have met one has ended.
    await Promise.all(world.apis.map((api) => api.stop()));
    return { report, deadlocks: await countDeadlocks(world.db) };
  } finally {
    await world.close();
  }
}

function sum(played: readonly Played[]): boolean {
  const reports = played.map(({ report }) => report);
  const deadlocks = played.reduce((total, one) => total + one.deadlocks, 0);
  const serverErrors = reports
    .flatMap(({ answers }) => Object.entries(answers))
    .filter(([name]) => name.startsWith('5'))
    .reduce((total, [, count]) => total + count, 0);
  const faults = reports.flatMap((report) => report.faults).length;
  console.log();
  for (const report of reports) console.log(JSON.stringify(report));
  const requests = reports.reduce((total, report) => total + report.requests, 0);
  console.log(
    `\n${requests} requests: ${faults} broken promises, ${serverErrors} answers of 5xx, ` +
      `${deadlocks} deadlocks in pg_stat_database`,
  );
  return faults === 0 && serverErrors === 0 && deadlocks === 0;
}

function lineOf(report: Report, promise: string): string {
  const { scenario, rounds, passed, requests, p99Ms, seconds, faults, remarks } = report;
  const verdict = faults.length === 0 ? 'ok' : 'BROKEN';
  const head = [
    verdict.padEnd(7),
    scenario.padEnd(18),
    `${passed}/${rounds} rounds`.padStart(15),
    `${requests} requests`.padStart(16),
    `p99 ${p99Ms} ms`.padStart(13),
    `${seconds.toFixed(1)} s`.padStart(9),
  ].join(' ');
  const told = [promise, remarks, ...faults].filter((line) => line !== '');
  return [head, ...told.map((line) => `        ${line}`)].join('\n');
}
