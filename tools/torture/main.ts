import { countDeadlocks } from '@limber/testing';
import { onOwnPostgres } from '../own-postgres.ts';
import { playScenario, type Report, scenarios } from './run.ts';
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
    const world = await World.open(options.script, options.seed);
    try {
      console.log(`seed ${options.seed}: two api processes on one PostgreSQL\n`);
      const reports: Report[] = [];
      for (const scenario of chosen) {
        const report = await playScenario(world, scenario, options.rounds ?? scenario.rounds);
        reports.push(report);
        console.log(lineOf(report, scenario.promise));
      }
      return await sum(world, reports);
    } finally {
      await world.close();
    }
  });
}

/** The count of deadlocks is exact only when whoever could have met one has ended. */
async function sum(world: World, reports: Report[]): Promise<boolean> {
  await Promise.all(world.apis.map((api) => api.stop()));
  const deadlocks = await countDeadlocks(world.db);
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
