import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StartRefused } from './start-refused.ts';

interface Holder {
  pid: number;
  /** When that process began, in the system's own words: a number alone is used again after a reboot. */
  began: string;
}

/** Makes the folder ours until the returned function is called, or this process is gone. */
export function lockFolder(folder: string, file: string): () => void {
  const self: Holder = { pid: process.pid, began: beganAt(process.pid) };
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    if (create(file, self)) return () => release(file, self);
    const holder = read(file);
    if (holder && isRunning(holder)) {
      throw new StartRefused(
        `Limber is already running on ${folder} (process ${holder.pid}): stop it first, or give this one another folder with LIMBER_DATA.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new StartRefused(`Limber cannot lock ${folder}: is another one starting at this moment?`);
}

/** Whether the last one to lock it was killed: what it had started may still be on its way out. */
export function isAbandoned(file: string): boolean {
  const holder = read(file);
  return holder !== undefined && !isRunning(holder);
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function release(file: string, self: Holder): void {
  if (read(file)?.pid === self.pid) rmSync(file, { force: true });
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined; // gone in the meantime, or never written to its end
  }
}

function isRunning({ pid, began }: Holder): boolean {
  // In a container every start may get the same number: a file with ours is an earlier start's.
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return beganAt(pid) === began;
}

/** Linux tells; elsewhere every process looks alike and the number alone decides. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold anything, so count from its closing bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
