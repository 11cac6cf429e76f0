import { onOwnPostgres } from '../own-postgres.ts';
import { type Experiment, lineOf, measure } from './experiment.ts';
import { experiments } from './experiments.ts';
import { MailWorld, type Programs } from './mail-world.ts';

export interface ProofOptions {
  programs: Programs;
  seed: number;
  quick: boolean;
  /** Names; all of them when left out. */
  only: string[] | undefined;
}

/** Every experiment on a durable PostgreSQL of its own. True when every promise held. */
export async function proof({ programs, seed, quick, only }: ProofOptions): Promise<boolean> {
  const all = experiments(process.env['TEST_REDIS_URL']);
  const chosen = all.filter(({ name }) => only?.includes(name) ?? true);
  if (chosen.length === 0) {
    throw new Error(`No such experiment. There are ${all.map(({ name }) => name).join(', ')}.`);
  }
  return onOwnPostgres('proof', async () => {
    console.log(`seed ${seed}: real workers, a real mail server, one PostgreSQL\n`);
    let held = true;
    for (const experiment of chosen) {
      const report = await play(experiment, { programs, seed, quick });
      held &&= report.faults.length === 0;
      console.log(lineOf(report));
    }
    return held;
  });
}

async function play(
  experiment: Experiment,
  { programs, seed, quick }: Pick<ProofOptions, 'programs' | 'seed' | 'quick'>,
) {
  const mail = await MailWorld.open(programs, seed, experiment.settings);
  try {
    return await measure(experiment, mail, quick ? 'quick' : 'whole');
  } finally {
    await mail.close();
  }
}
