import type { MailWorld } from './mail-world.ts';

export interface Measured {
  /** What came out, in words with figures. */
  figures: string;
  /** What was promised. */
  bound: string;
  /** What broke the promise, one line each; empty when it held. */
  faults: string[];
}

/** How much of it: the whole, a smoke test of it, or what runs beside the other tests. */
export type Size = 'whole' | 'quick' | 'small';

export interface Experiment {
  name: string;
  promise: string;
  /** Settings of its workers. */
  settings?: Record<string, string>;
  run(mail: MailWorld, size: Size): Promise<Measured>;
}

export interface ExperimentReport extends Measured {
  name: string;
  seconds: number;
}

export async function measure(
  experiment: Experiment,
  mail: MailWorld,
  size: Size,
): Promise<ExperimentReport> {
  const began = performance.now();
  const measured = await experiment.run(mail, size).catch((error: unknown): Measured => ({
    ...{ figures: 'not measured', bound: experiment.promise },
    faults: [error instanceof Error ? error.message : String(error)],
  }));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { name: experiment.name, ...measured, seconds };
}

export const lineOf = ({ name, figures, bound, faults, seconds }: ExperimentReport): string =>
  [
    `${faults.length === 0 ? 'ok' : 'FAILED'} ${name}: ${figures} (${bound}) ${seconds} s`,
    ...faults.map((fault) => `  ${fault}`),
  ].join('\n');
