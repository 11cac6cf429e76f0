import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const READY_WITHIN_MS = 240_000;
/** Lines kept of what a process said, for whoever has to find out why it broke. */
const LINES_KEPT = 200;

export interface ServiceProcess {
  /** Lines of its log at level error and above, oldest first. */
  errors(): string[];
  /** kill -9: no good-bye, no roll-back but the database's own. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end and waits. */
  stop(): Promise<void>;
}

export interface ApiProcess extends ServiceProcess {
  readonly port: number;
  readonly url: string;
}

/**
 * A real api process on a free port of this machine. `script` is apps/api/dist/main.js or a bundle of
 * apps/api/src/main.ts; `environment` comes from TestDatabase.environment.
 */
export async function startApiProcess(
  script: string,
  environment: Record<string, string>,
): Promise<ApiProcess> {
  const port = await freePort();
  const api = await startService('api', script, {
    ...{ HOST: '127.0.0.1', PORT: String(port), DEMO_MODE: '1' },
    ...environment,
  });
  return { ...api, port, url: `http://127.0.0.1:${port}` };
}

/** The same of a worker: apps/worker/dist/main.js or a bundle of apps/worker/src/main.ts. */
export const startWorkerProcess = (
  script: string,
  environment: Record<string, string>,
): Promise<ServiceProcess> => startService('worker', script, environment);

async function startService(
  name: string,
  script: string,
  environment: Record<string, string>,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = listen(child);
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  void gone.then(() => process.off('exit', orphaned));
  await ready(name, child, lines);
  return {
    errors: () => lines.filter((line) => /"level":(50|60)/.test(line) || !line.startsWith('{')),
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  };
}

function listen(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.filter((line) => line !== ''));
      lines.splice(0, lines.length - LINES_KEPT);
    });
  }
  return lines;
}

function ready(name: string, child: ChildProcess, lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (how: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`the ${name} ${how}:\n${lines.join('\n')}`));
    };
    const patience = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS);
    const early = (code: number | null): void => {
      clearTimeout(patience);
      fail(`ended with ${code} before it was ready`);
    };
    child.once('exit', early);
    child.once('message', () => {
      clearTimeout(patience);
      child.off('exit', early);
      resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('port')),
      );
    });
  });
}
