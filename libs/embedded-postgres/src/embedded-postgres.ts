import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { binary, findBinaries } from './binaries.ts';
import { prepareDataFolder, removeDataFolder, type DataFolder } from './data-folder.ts';
import { findLiveServer, isAlive, superuserUrl, waitUntilGone } from './postmaster.ts';
import { launch } from './launch.ts';
import { serverUser } from './server-user.ts';

export interface EmbeddedPostgresOptions {
  /** Created when missing. Password, log and owner files lie beside it (`<dataDir>.password`, ...). */
  dataDir: string;
  /** False: nothing survives a power cut, everything is faster. For tests. */
  durable: boolean;
  /** PostgreSQL settings on top of ours, as in postgresql.conf. */
  settings?: Record<string, string | number>;
}

export interface EmbeddedPostgres {
  port: number;
  /** The server was already running on this folder. */
  reused: boolean;
  superuserUrl(database: string): string;
  /** Resolves when the server has exited. Leaves a server alone that another live process owns. */
  stop(): Promise<void>;
  /** Stops, and deletes the data folder with the files beside it. */
  destroy(): Promise<void>;
}

/** Runs PostgreSQL from the npm packages: no installation, no container, one folder. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const native = findBinaries(user);
  const folder = prepareDataFolder({ ...options, native, user });

  const running = await findLiveServer(folder);
  const server = running ?? (await launch({ ...options, native, user, folder }));
  const owned = !running || takeOver(folder);
  const interrupt = (): void => requestStop(native, server.pid);
  if (owned) {
    writeFileSync(folder.owner, `${process.pid}\n`);
    process.once('exit', interrupt);
  }

  const stop = async (): Promise<void> => {
    process.off('exit', interrupt);
    if (!owned) return;
    if (isAlive(server.pid)) interrupt();
    await waitUntilGone(server.pid);
    rmSync(folder.owner, { force: true });
  };
  return {
    port: server.port,
    reused: running !== undefined,
    superuserUrl: (database) => superuserUrl(server.port, folder.password, database),
    stop,
    destroy: async () => {
      await stop();
      if (owned) removeDataFolder(options.dataDir);
    },
  };
}

/** A server whose starter was killed becomes ours; one whose starter lives stays its own. */
function takeOver(folder: DataFolder): boolean {
  if (!existsSync(folder.owner)) return true;
  const owner = Number(readFileSync(folder.owner, 'utf8'));
  return !(owner > 0) || owner === process.pid || !isAlive(owner);
}

/** A fast shutdown: open sessions are cut, data is safe. */
function requestStop(native: string, pid: number): void {
  try {
    if (process.platform === 'win32')
      spawnSync(binary(native, 'pg_ctl'), ['kill', 'INT', `${pid}`]);
    else process.kill(pid, 'SIGINT');
  } catch {
    // gone already
  }
}
