/**
 * `npm test`: everything we check, in one run, on a fresh clone too. All steps run even when one fails,
 * so that one sees the whole of it; the last line counts tests and steps.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './ensure-install.mjs';

const bin = (name) => join(root, 'node_modules', name);
const PRETTIER = bin('prettier/bin/prettier.cjs');
const ESLINT = bin('eslint/bin/eslint.js');
const TSC = bin('typescript/lib/tsc.js');
const JEST = bin('jest/bin/jest.js');

/** A step that takes longer hangs: it counts as failed, and the others still run. */
const STEP_LIMIT_MS = 15 * 60_000;

// By itself Jest leaves one processor idle; PostgreSQL and the browser need the other one less than tests do.
const BOTH = '--maxWorkers=2';
const CLIENTS = 'client\\.e2e-spec';

const unit = (zone, ...options) => ({
  ...{ name: `unit, ${zone.replace(/.*\//, '').replace('_', ' ')}`, jest: true },
  ...{ run: [JEST, ...options, '--selectProjects=unit'], env: { TZ: zone } },
});

/** Neither fills both processors: side by side, each lane in its order. */
const lanes = [
  [{ name: 'lint and boundaries', run: [ESLINT, '.', '--max-warnings=0'] }],
  [
    { name: 'format', run: [PRETTIER, '--check', '--log-level=warn', '.'] },
    // Three programs instead of one a room, which would each read the shared rooms again.
    { name: 'types, servers', run: [TSC, '-p', 'tsconfig.server.json'] },
    { name: 'types, pages', run: [TSC, '-p', 'apps/web'] },
    { name: 'types, journeys', run: [TSC, '-p', 'apps/e2e'] },
    unit('UTC', '--runInBand'),
  ],
];

/**
 * After them, in this order. `jest: true` counts the tests inside; every other step counts as one.
 * A new check is a new line.
 */
const suites = [
  unit('America/New_York', BOTH),
  {
    name: 'integration',
    jest: true,
    run: [JEST, BOTH, '--selectProjects=integration'],
    env: { TZ: 'UTC' },
  },
  // One at a time: a browser and the product fill both processors, and two of them only wait for each other.
  {
    name: 'journeys, clients',
    jest: true,
    run: [JEST, CLIENTS, '--selectProjects=journeys', '--runInBand'],
    env: { JOURNEYS: 'client' },
  },
  {
    name: 'journeys, the rest',
    jest: true,
    run: [
      ...[JEST, '--selectProjects=journeys', '--runInBand'],
      ...['--testPathIgnorePatterns', '/node_modules/', CLIENTS],
    ],
    env: { JOURNEYS: 'desk,operations' },
  },
];

const environment = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  ...(process.env.CI && { NO_COLOR: '1', FORCE_COLOR: undefined }),
};

ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), 'limber-reports-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

const checked = await Promise.all(lanes.map(runInOrder));
const results = [...checked.flat(), ...(await runInOrder(suites))];
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log('\n' + results.map(describe).join('\n') + '\n');
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 ? 1 : 0;

async function runInOrder(steps) {
  const ended = [];
  for (const step of steps) ended.push(await runStep(step));
  return ended;
}

async function runStep({ name, run, env, jest }) {
  console.log(`\n== ${name}`);
  const report = join(reports, `${name}.json`);
  const args = jest
    ? [...run, '--ci', '--passWithNoTests', '--json', `--outputFile=${report}`]
    : run;
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment, ...env },
    // The report goes to its file; without this, Jest would also print it.
    stdio: ['ignore', jest ? 'ignore' : 'inherit', 'inherit'],
    timeout: STEP_LIMIT_MS,
    killSignal: 'SIGKILL', // a test that spins does not hear a polite one
  });
  const [code] = await once(child, 'exit');
  const broken = code !== 0;
  const counts = jest ? countTests(report) : { passed: 0, failed: 0 };
  if (!jest) counts[broken ? 'failed' : 'passed'] = 1;
  else if (broken && counts.failed === 0) counts.failed = 1;
  return { name, seconds: (performance.now() - started) / 1000, ...counts };
}

/** A suite that could not even start has no tests to count: it is one failure. */
function countTests(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
  };
}

function describe({ name, seconds, passed, failed }) {
  const verdict = failed > 0 ? 'FAILED' : 'ok';
  const counts = `${passed} passed, ${failed} failed`;
  return `  ${verdict.padEnd(7)}${name.padEnd(22)}${`${seconds.toFixed(1)} s`.padStart(8)}   ${counts}`;
}
