/**
 * `npm run proof`: what is promised of mail, tried on real workers and a real mail server: workers killed, bookings
 * moved and cancelled, three days off, clocks that change, queues lost. Ends with 1 when a promise was broken.
 *   --only kills,zones   some experiments only      --quick   a smoke test of each
 *   --seed 42            the same throws again; printed by every run
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApps } from './build-apps.mjs';
import { ensureInstalled, root } from './ensure-install.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string' },
  },
});
if (asked.seed !== undefined && !/^\d{1,10}$/.test(asked.seed)) {
  console.error('--seed is a whole number');
  process.exit(2);
}

ensureInstalled();
await buildApps(['@limber/api', '@limber/worker']);
const { proof } = await loadTypeScript('tools/proof/main.ts');
const held = await proof({
  programs: {
    api: join(root, 'apps/api/dist/main.js'),
    worker: join(root, 'apps/worker/dist/main.js'),
    catcher: join(root, 'tools/proof/catcher.mjs'),
  },
  seed: asked.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(asked.seed),
  quick: asked.quick,
  only: asked.only?.split(','),
});
process.exit(held ? 0 : 1);
