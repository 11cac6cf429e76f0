import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { root } from './ensure-install.mjs';

const STAMP = join(root, 'node_modules/.cache/limber/built');
const ROOMS = ['apps', 'libs', 'migrations'];
const SETTINGS = ['tools/rolldown.base.mjs', 'tsconfig.base.json', 'nx.json', 'package-lock.json'];

/** What a build reads, as it stands now. */
export function sources() {
  return fingerprint([...ROOMS, ...SETTINGS], (file) => !isBuiltFile(file));
}

/** Whether what was built last is what these sources give, and nobody has touched it since. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp(sources());
}

/** Everything has just been built from these sources. */
export function noteBuilt(from) {
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, stamp(from));
}

function stamp(from) {
  return `${from}\n${fingerprint(ROOMS, isBuiltFile)}\n`;
}

function isBuiltFile(file) {
  return file.includes(`${sep}dist${sep}`);
}

/** Name, size and time of every file: reading them all would take as long as asking nx. */
function fingerprint(names, counts) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(join(root, name))).filter(counts)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\n${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
