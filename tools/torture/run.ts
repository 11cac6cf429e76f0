import { scheduleBreaches } from '@limber/testing';
import { tally } from './client.ts';
import { deskRaces } from './desk-races.ts';
import { killedApi } from './killed-api.ts';
import { modelRun } from './model-run.ts';
import { moveRaces } from './move-races.ts';
import type { Scenario } from './scenario.ts';
import { slotRaces } from './slot-races.ts';
import type { World } from './world.ts';

export interface Report {
  scenario: string;
  rounds: number;
  passed: number;
  requests: number;
  /** 99th percentile of one request, in milliseconds, on the machine as it was. */
  p99Ms: number;
  answers: Record<string, number>;
  /** What went wrong, one line each; empty when every promise held. */
  faults: string[];
  seconds: number;
  remarks: string;
}

/** In the order of the run: what kills processes comes last. */
export const scenarios = (): Scenario[] => [
  ...slotRaces(),
  ...moveRaces(),
  ...deskRaces(),
  modelRun(),
  killedApi(),
];

const FAULTS_KEPT = 5;

/** Plays one scenario and asks SQL afterwards. A broken round is noted, and the next one played. */
export async function playScenario(
  world: World,
  scenario: Scenario,
  rounds: number,
): Promise<Report> {
  const began = performance.now();
  const faults: string[] = [];
  let passed = 0;
  world.http.takeTally();
  for (let round = 0; round < rounds; round += 1) {
    try {
      await scenario.play(world, round);
      passed += 1;
    } catch (error) {
      faults.push(`round ${round}: ${error instanceof Error ? error.message : String(error)}`);
      if (faults.length === FAULTS_KEPT) break;
    }
  }
  const answers = world.http.takeTally();
  const counts = tally(answers);
  for (const [name, count] of Object.entries(counts)) {
    const isCut = name === '0' && scenario.cutsConnections;
    if (/^[05]/.test(name) && !isCut) faults.push(`${count} times ${name}`);
  }
  if (faults.some((fault) => fault.includes('500 '))) {
    faults.push(...world.apis.flatMap((api) => api.errors().slice(-FAULTS_KEPT)));
  }
  faults.push(...(await scheduleBreaches(world.db)));
  return {
    scenario: scenario.name,
    ...{ rounds, passed, requests: answers.length },
    p99Ms: percentile(
      answers.filter(({ status }) => status !== 0).map(({ ms }) => ms),
      0.99,
    ),
    ...{ answers: counts, faults },
    seconds: Math.round((performance.now() - began) / 100) / 10,
    remarks: scenario.remarks?.() ?? '',
  };
}

function percentile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
