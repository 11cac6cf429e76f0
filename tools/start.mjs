/** `npm start`: installs what is missing, builds what has changed, then becomes the demo clinic itself. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { buildApps } from './build-apps.mjs';
import { ensureInstalled, root } from './ensure-install.mjs';

const LOCK = join(root, 'node_modules/.cache/limber/build.lock');
const parent = process.ppid;

ensureInstalled();
await alone(() => buildApps());
// npm was killed while we were busy: nobody would be there to stop what comes now.
if (process.env.npm_lifecycle_event && process.ppid !== parent) process.exit(1);
// In this process, not in another: two waiting ones would only cost memory.
await import(pathToFileURL(join(root, 'apps/local/dist/main.js')).href);

/** Two starts at the same moment must not write the same files. */
async function alone(work) {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!take()) await sleep(100);
  const free = () => rmSync(LOCK, { force: true });
  process.once('exit', free);
  await work();
  process.off('exit', free);
  free();
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isRunning(holder())) rmSync(LOCK, { force: true });
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, 'utf8'));
  } catch {
    return 0;
  }
}

function isRunning(pid) {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
