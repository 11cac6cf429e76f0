import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { readPostmaster, type Postmaster } from './postmaster.ts';
import type { ServerUser } from './server-user.ts';

interface Launch {
  native: string;
  user: ServerUser | undefined;
  folder: DataFolder;
  durable: boolean;
  settings?: Record<string, string | number>;
}

const ATTEMPTS = 10;

/** Another program took the port just now, or a killed server's last backends are still leaving. */
const PASSING = /could not create any TCP\/IP sockets|pre-existing shared memory block/;

const COMMON = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  log_min_messages: 'fatal',
};

/** Starts the server and resolves when it takes connections. */
export async function launch(options: Launch): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawnServer(options, port);
    const failure = await settle(child, options.folder);
    if (!failure && child.pid) return { pid: child.pid, port, ready: true };
    if (attempt === ATTEMPTS || !PASSING.test(failure ?? '')) {
      throw new Error(`PostgreSQL did not start: ${failure}`);
    }
    await sleep(300);
  }
}

function spawnServer(
  { native, user, folder, durable, settings }: Launch,
  port: number,
): ChildProcess {
  const all = { ...COMMON, ...(durable ? {} : FORGETFUL), ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A file, not a pipe: the server must be able to write when we are busy, or dead.
  const log = openSync(folder.log, 'w', 0o600);
  const child = spawn(binary(native, 'postgres'), ['-D', folder.data, '-p', `${port}`, ...flags], {
    ...user,
    cwd: '/',
    detached: true, // Ctrl-C is for us alone: we stop the server last
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Undefined when ready, else what went wrong. */
async function settle(child: ChildProcess, folder: DataFolder): Promise<string | undefined> {
  let spawnError: Error | undefined;
  child.once('error', (error) => (spawnError = error));
  for (;;) {
    await sleep(15);
    if (spawnError) return spawnError.message;
    if (child.exitCode !== null || child.signalCode !== null) {
      return `exit ${child.exitCode ?? child.signalCode}. ${readFileSync(folder.log, 'utf8').slice(-4_000)}`;
    }
    const postmaster = readPostmaster(folder.data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return undefined;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
