import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { alone } from './build-lock.mjs';
import { isBuilt, noteBuilt, sources } from './build-stamp.mjs';
import { root } from './ensure-install.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PLAIN_NX = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };

/**
 * Builds what has changed, as production runs it. Silent unless it fails, and then the process is over.
 * What is built already is left untouched: without its daemon nx would lay every file anew, under the
 * feet of a clinic that runs from them.
 * @param {string[]} [projects] names of nx projects; all of them when left out
 */
export function buildApps(projects) {
  return alone(async () => {
    if (isBuilt()) return;
    const from = sources();
    await build(projects);
    if (!projects) noteBuilt(from);
  });
}

async function build(projects) {
  const nx = createRequire(join(root, 'package.json')).resolve('nx/bin/nx.js');
  const which = projects ? ['-p', projects.join(',')] : [];
  const flags = ['run-many', '-t', 'build', ...which, '--outputStyle=static'];
  const child = spawn(process.execPath, [nx, ...flags], {
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
