import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { SUPERUSER, type DataFolder } from './data-folder.ts';

/** What the server writes about itself into its data folder (postmaster.pid). */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const STARTING_UP = '57P03'; // also said while shutting down
const PATIENCE_MS = 60_000;
const PATIENCE_WITHOUT_ANSWER_MS = 2_000;

export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined; // no such file: no server
  }
}

/** The server that a killed process, or a running one, left on this folder. */
export async function findLiveServer(folder: DataFolder): Promise<Postmaster | undefined> {
  const found = readPostmaster(folder.data);
  // A dead server's file is left to PostgreSQL: it also looks for orphaned backends before it goes ahead.
  if (!found || !isAlive(found.pid)) return undefined;
  if (await answersFor(folder, found)) return found;
  // The number now belongs to another program, which PostgreSQL would take for a running server.
  if (isAlive(found.pid)) rmSync(join(folder.data, 'postmaster.pid'), { force: true });
  return undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // there, but another user's
  }
}

export async function waitUntilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

export function superuserUrl(port: number, password: string, database: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Asks the server itself, since a number and a port can have passed to someone else. */
async function answersFor(folder: DataFolder, { pid, port }: Postmaster): Promise<boolean> {
  const started = performance.now();
  while (isAlive(pid)) {
    const answer = await askDataDirectory(superuserUrl(port, folder.password, 'postgres'));
    if (answer.directory) return realpathSync(folder.data) === realpathSync(answer.directory);
    const patience = answer.code === STARTING_UP ? PATIENCE_MS : PATIENCE_WITHOUT_ANSWER_MS;
    if (answer.code === 'refused' || performance.now() - started > patience) return false;
    await sleep(50);
  }
  return false;
}

async function askDataDirectory(url: string): Promise<{ directory?: string; code?: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // told by the promise below
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return { directory: rows[0]?.data_directory };
  } catch (error) {
    if (!(error instanceof DatabaseError)) return {};
    return { code: error.code === STARTING_UP ? STARTING_UP : 'refused' };
  } finally {
    await client.end().catch(() => undefined);
  }
}
