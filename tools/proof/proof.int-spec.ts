import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from '@limber/testing';
import { measure } from './experiment.ts';
import { experiments } from './experiments.ts';
import { MailWorld } from './mail-world.ts';

/**
 * The small form of `npm run proof`: the same experiments, a few of each, one after the other in one database. The
 * hours of the zones are pure and have their own suites in booking and evidence.
 */
const chosen = experiments(process.env['TEST_REDIS_URL']).filter(({ name }) => name !== 'zones');
const apps = join(__dirname, '../../apps');
let programs: string[] = [];
let mail: MailWorld;

beforeAll(async () => {
  programs = ['api', 'worker'].map((app) => bundleProgram(join(apps, app, 'src/main.ts')));
  const [api = '', worker = ''] = programs;
  mail = await MailWorld.open({ api, worker, catcher: join(__dirname, 'catcher.mjs') }, 20_261_128);
}, 300_000);
afterEach(async () => {
  // What one left for later would fall due in the next.
  await mail.world.db.asOwner(`UPDATE message SET state = 'cancelled' WHERE state = 'planned'`);
});
afterAll(async () => {
  await mail.close();
  for (const program of programs) rmSync(program, { force: true });
});

describe('real workers and a real mail server', () => {
  it.each(chosen.map((experiment) => [experiment.name, experiment.promise, experiment] as const))(
    '%s: %s',
    async (_name, _promise, experiment) => {
      mail.settings = experiment.settings ?? {};
      expect(await measure(experiment, mail, 'small')).toMatchObject({ faults: [] });
    },
    300_000,
  );
});
