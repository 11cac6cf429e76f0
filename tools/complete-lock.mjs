/**
 * Run after every change of dependencies: `npm install && node tools/complete-lock.mjs`.
 *
 * A registry (a mirror, say) may lack the packages that others publish for foreign platforms. npm then
 * leaves them out of package-lock.json, and `npm ci` refuses such a lock on every machine. This adds the
 * missing optional entries with name, version, os and cpu, and takes out every address of a registry:
 * the lock must work with whichever one a machine is set up for.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const SYSTEMS = 'darwin win32 windows linux freebsd android openharmony sunos aix netbsd openbsd';
const PROCESSORS = 'arm64 x64 ia32 ppc64 s390x riscv64 loong64 wasm32 arm';

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const added = addMissingPlatforms(lock.packages);
const addresses = dropAddresses(lock.packages);
lock.packages = sortByPath(lock.packages);
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} entries added, ${addresses} addresses removed`);

function addMissingPlatforms(packages) {
  let count = 0;
  for (const [path, dependent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
      if (resolves(packages, path, name)) continue;
      const entry = platformEntry(name, version, dependent);
      if (!entry) {
        console.warn(`left out, not a package of one platform: ${name}@${version} (of ${path})`);
        continue;
      }
      packages[`node_modules/${name}`] = entry;
      count += 1;
    }
  }
  return count;
}

/** Node's own search: the nearest node_modules upwards from the dependent. */
function resolves(packages, path, name) {
  for (
    let folder = path;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

function platformEntry(name, version, dependent) {
  const tail = name.slice(name.indexOf('/') + 1);
  const words = tail.split(/[-_.]/);
  const os = SYSTEMS.split(' ').filter((system) => words.includes(system));
  const cpu = PROCESSORS.split(' ').find((processor) => tail.includes(processor));
  if (!EXACT_VERSION.test(version) || (!cpu && os.length === 0)) return undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dependent.dev && { dev: true }),
    ...(dependent.license && { license: dependent.license }),
    optional: true,
    ...(os.length > 0 && { os: os.map((system) => (system === 'windows' ? 'win32' : system)) }),
    ...(tail.includes('musl') && { libc: ['musl'] }),
    ...(tail.endsWith('-gnu') && { libc: ['glibc'] }),
  };
}

function dropAddresses(packages) {
  let count = 0;
  for (const entry of Object.values(packages)) {
    if (!/^(https?|git\+)/.test(entry.resolved ?? '')) continue;
    delete entry.resolved;
    count += 1;
  }
  return count;
}

function sortByPath(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
}
