/**
 * Makes a fresh clone runnable: every command of ours calls this before it touches a package. Uses nothing
 * but node itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];

/** Costs a few milliseconds when everything is in place. Ends the process when it cannot help. */
export function ensureInstalled({ quiet = false } = {}) {
  refuseOldNode();
  if (isUpToDate()) return;
  if (!quiet) console.error('Installing packages (npm ci), about a minute ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    // Standard output belongs to the command that asked.
    stdio: ['ignore', quiet ? 'ignore' : 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.status === 0) return;
  console.error(`npm ci failed${run.error ? `: ${run.error.message}` : ''}`);
  process.exit(1);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Limber needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}`);
  process.exit(1);
}

/**
 * npm keeps what it installed in node_modules/.package-lock.json: all of it must be what the lock says.
 * Optional packages may be missing, they are for other platforms.
 */
function isUpToDate() {
  const installed = readPackages('node_modules/.package-lock.json');
  const wanted = readPackages('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true; // the workspace itself
    const found = installed[path];
    return found ? found.version === version && existsSync(join(root, path)) : optional === true;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
