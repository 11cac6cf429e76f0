/** `npm start`: installs what is missing, builds what has changed, then becomes the demo clinic itself. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './ensure-install.mjs';

const LOCK = join(root, 'node_modules/.cache/limber/build.lock');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PLAIN_NX = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };
const parent = process.ppid;

ensureInstalled();
await alone(build);
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

/** Silent unless it fails. */
async function build() {
  const nx = createRequire(join(root, 'package.json')).resolve('nx/bin/nx.js');
  const child = spawn(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    // No daemon: it would stay behind when we are done. Always the real build: the cache does not know modes.
    env: { ...process.env, ...PLAIN_NX, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  }
  const pass = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ending) => resolve(ending));
  });
  for (const name of SIGNALS) process.off(name, pass);
  if (code === 0) return;
  if (!signal) console.error(`${said}\nLimber could not be built.`);
  process.exit(1);
}
