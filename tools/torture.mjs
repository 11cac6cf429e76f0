/**
 * `npm run torture`: races, cut sockets and killed processes against two real api processes on a durable
 * PostgreSQL of its own, over HTTP, judged by SQL. Ends with 1 when a promise was broken.
 *   --only same-slot,model   some scenarios only     --rounds 5   instead of each scenario's own number
 *   --seed 42                the same throws again; printed by every run
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApps } from './build-apps.mjs';
import { ensureInstalled, root } from './ensure-install.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string' },
  },
});

ensureInstalled();
await buildApps(['@limber/api']);
const { torture } = await loadTypeScript('tools/torture/main.ts');
const held = await torture({
  script: join(root, 'apps/api/dist/main.js'),
  seed: wholeNumber('seed') ?? Math.floor(Math.random() * 2 ** 31),
  rounds: wholeNumber('rounds'),
  only: asked.only?.split(','),
});
process.exit(held ? 0 : 1);

function wholeNumber(name) {
  const text = asked[name];
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} is a whole number`);
  process.exit(2);
}
