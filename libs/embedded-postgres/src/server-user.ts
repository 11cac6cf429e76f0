import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** The account the server runs under, when it cannot be our own: PostgreSQL refuses to run as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** `undefined`: the server runs as ourselves. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: nobody('-u'), gid: nobody('-g') };
}

export function giveTo(user: ServerUser | undefined, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Whether that user gets through every folder on the way to `directory`. */
export function canEnter(user: ServerUser | undefined, directory: string): boolean {
  if (!user) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

function nobody(flag: '-u' | '-g'): number {
  const id = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' });
  return id.status === 0 ? Number(id.stdout) : 65_534;
}
