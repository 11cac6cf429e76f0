import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram, countDeadlocks } from '@limber/testing';
import { playScenario, scenarios } from './run.ts';
import { World } from './world.ts';

/** The small form of `npm run torture`: the same scenarios, two real api processes, a few rounds each. */
let script: string;
let world: World;
beforeAll(async () => {
  script = bundleProgram(join(__dirname, '../../apps/api/src/main.ts'));
  world = await World.open(script, 20_261_124);
});
afterAll(async () => {
  await world.close();
  rmSync(script, { force: true });
});

describe('two api processes on one database', () => {
  it.each(scenarios().map((scenario) => [scenario.name, scenario.promise, scenario] as const))(
    '%s: %s',
    async (_name, _promise, scenario) => {
      const report = await playScenario(world, scenario, scenario.small);
      expect(report).toMatchObject({ faults: [], passed: scenario.small });
    },
    120_000,
  );

  it('never wait for each other in a circle', async () => {
    await Promise.all(world.apis.map((api) => api.stop()));
    expect(await countDeadlocks(world.db)).toBe(0);
  });
});
