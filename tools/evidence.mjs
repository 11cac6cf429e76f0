/**
 * `npm run -s evidence -- recommend | followups`: one JSON input a line on stdin, one JSON result a line on
 * stdout, nothing else there. With --explain each answer is a block to read: the gates and rules that were
 * asked, what they looked at and what they decided. Exit status 2 for a malformed line or a wrong call. Builds itself when a
 * source is newer than what was built.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './ensure-install.mjs';

const COMMANDS = ['recommend', 'followups'];
const EXIT_WRONG = 2;
const SOURCES = ['libs/evidence/src', 'libs/kernel/src'].map((folder) => join(root, folder));
const ENTRY = join(root, 'libs/evidence/src/cli/evidence-cli.ts');
const BUILT = join(root, 'libs/evidence/dist/evidence-cli.mjs');

const EXPLAIN = '--explain';
const given = process.argv.slice(2);
const isExplained = given.includes(EXPLAIN);
const [command, ...others] = given.filter((argument) => argument !== EXPLAIN);
if (!COMMANDS.includes(command) || others.length > 0) {
  const usage = `${COMMANDS.join(' | ')} [${EXPLAIN}]`;
  console.error(`Usage: npm run -s evidence -- ${usage}   (JSON lines on stdin)`);
  process.exit(EXIT_WRONG);
}

if (isStale()) {
  ensureInstalled();
  await build();
}
const { answerStream } = await import(pathToFileURL(BUILT).href);
// The reader left (such as `head`): nobody wants the rest.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.stdin.setEncoding('utf8');
const isWellFormed = await answerStream(command, process.stdin, write, isExplained);
if (!isWellFormed) process.exitCode = EXIT_WRONG;

/** Waits while the reader is slower than we are. */
function write(block) {
  if (process.stdout.write(block)) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}

function isStale() {
  const built = statSync(BUILT, { throwIfNoEntry: false });
  return !built || SOURCES.some((folder) => hasNewer(folder, built.mtimeMs));
}

function hasNewer(folder, mtimeMs) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return hasNewer(path, mtimeMs);
    return !entry.name.endsWith('.spec.ts') && statSync(path).mtimeMs > mtimeMs;
  });
}

/** Written beside and moved into place, so two at once never read half a file. */
async function build() {
  const started = new Date();
  const { build: bundle } = await import('rolldown');
  const file = join(dirname(BUILT), `.evidence-cli.${process.pid}.mjs`);
  mkdirSync(dirname(BUILT), { recursive: true });
  try {
    await bundle({
      input: ENTRY,
      platform: 'node',
      tsconfig: join(root, 'libs/evidence/tsconfig.json'),
      logLevel: 'silent',
      output: { file, format: 'esm' },
    });
    // A source saved while we were building counts as newer.
    utimesSync(file, started, started);
    renameSync(file, BUILT);
  } finally {
    rmSync(file, { force: true });
  }
}
