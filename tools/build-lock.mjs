import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './ensure-install.mjs';

const LOCK = join(root, 'node_modules/.cache/limber/build.lock');

/** Two starts at the same moment must not write the same files. */
export async function alone(work) {
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
