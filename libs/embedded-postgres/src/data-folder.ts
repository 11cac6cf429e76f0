import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { binary } from './binaries.ts';
import { canEnter, giveTo, type ServerUser } from './server-user.ts';

export const SUPERUSER = 'postgres';

/** The files of one server. All but `data` lie beside the folder the caller asked for. */
export interface DataFolder {
  data: string;
  log: string;
  owner: string;
  password: string;
}

interface Preparation {
  dataDir: string;
  native: string;
  user: ServerUser | undefined;
  durable: boolean;
}

/** Finds the data folder, or creates it with a new password. */
export function prepareDataFolder({ dataDir, native, user, durable }: Preparation): DataFolder {
  const asked = resolve(dataDir);
  mkdirSync(dirname(asked), { recursive: true });
  const data = canEnter(user, dirname(asked)) ? asked : moveAside(asked, durable);
  const password = readOrCreatePassword(`${asked}.password`, isCluster(data));
  if (!isCluster(data)) createCluster(data, { native, user, password, durable });
  return { data, log: `${asked}.log`, owner: `${asked}.owner`, password };
}

export function removeDataFolder(dataDir: string): void {
  const asked = resolve(dataDir);
  const moved = movedTo(asked);
  if (moved) rmSync(dirname(moved), { recursive: true, force: true });
  for (const suffix of ['', '.log', '.owner', '.password']) {
    rmSync(asked + suffix, { recursive: true, force: true });
  }
}

const isCluster = (directory: string): boolean => existsSync(join(directory, 'PG_VERSION'));

/**
 * As root inside a private home, the server's user cannot reach the folder. The cluster then lives in a
 * temporary place, and the folder only remembers where: deleting it still means starting afresh.
 */
function moveAside(asked: string, durable: boolean): string {
  const known = movedTo(asked);
  if (known) return known;
  const parent = durable && existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const place = mkdtempSync(join(parent, 'limber-data-'));
  spawnSync('chmod', ['711', place]);
  mkdirSync(asked, { recursive: true });
  writeFileSync(join(asked, 'moved-to'), `${join(place, 'data')}\n`);
  return join(place, 'data');
}

function movedTo(asked: string): string | undefined {
  const note = join(asked, 'moved-to');
  if (!existsSync(note)) return undefined;
  const place = readFileSync(note, 'utf8').trim();
  return existsSync(dirname(place)) ? place : undefined;
}

function readOrCreatePassword(file: string, mustExist: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (mustExist) throw new Error(`The database's password file is missing: ${file}`);
  const password = randomBytes(18).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Builds in a draft folder first: an initdb that was killed leaves no half cluster behind. */
function createCluster(
  data: string,
  { native, user, password, durable }: Omit<Preparation, 'dataDir'> & { password: string },
): void {
  refuseForeignFolder(data);
  const draft = mkdtempSync(`${data}.draft-`);
  const secrets = mkdtempSync(join(tmpdir(), 'limber-initdb-'));
  const passwordFile = join(secrets, 'password');
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    for (const path of [draft, secrets, passwordFile]) giveTo(user, path);
    initdb(native, user, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`], durable);
    if (existsSync(data)) rmdirSync(data);
    renameSync(draft, data);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function refuseForeignFolder(data: string): void {
  if (existsSync(data) && readdirSync(data).length > 0) {
    throw new Error(`Not a PostgreSQL data folder, and not empty: ${data}`);
  }
}

function initdb(
  native: string,
  user: ServerUser | undefined,
  where: string[],
  durable: boolean,
): void {
  const how = [
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own Unicode rules: the same order and case on every operating system.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  const args = [...where, ...how, ...(durable ? [] : ['--no-sync'])];
  const run = spawnSync(binary(native, 'initdb'), args, { ...user, cwd: '/', encoding: 'utf8' });
  if (run.status !== 0) {
    throw new Error(`initdb failed: ${run.stderr}${run.stdout}`, { cause: run.error });
  }
}
