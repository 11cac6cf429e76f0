import { isDeepStrictEqual } from 'node:util';
import { type Answer, tally } from './client.ts';
import type { World } from './world.ts';

export interface Scenario {
  name: string;
  /** What must come out, every round. */
  promise: string;
  /** In the whole run. */
  rounds: number;
  /** In the small one, beside the other tests. */
  small: number;
  /** One round; throws when the promise is broken. */
  play(world: World, round: number): Promise<void>;
  /** Counts that only some scenarios have. */
  remarks?(): string;
  /** A killed process answers nobody: then a broken connection is no fault. */
  cutsConnections?: boolean;
}

export function expectTally(answers: readonly Answer[], expected: Record<string, number>): void {
  const counts = tally(answers);
  if (!isDeepStrictEqual(sorted(counts), sorted(expected))) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(counts)}`);
  }
}

const sorted = (counts: Record<string, number>): [string, number][] =>
  Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));

export function insist(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** So many at the same moment. */
export const together = <Value>(
  count: number,
  each: (n: number) => Promise<Value>,
): Promise<Value[]> => Promise.all(Array.from({ length: count }, (_, n) => each(n)));
