import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { complaint } from './log-line.ts';

export interface Program {
  name: string;
  script: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** For Node itself, before the script. */
  flags?: string[];
  logFile: string;
}

export interface Child {
  name: string;
  pid: number | undefined;
  /** Settles when it has ended, for whatever reason, with what to call that. */
  ended: Promise<{ ok: boolean; how: string }>;
  /** Resolves with the first line or message of its own that satisfies. */
  says(matches: (saying: string) => boolean): Promise<void>;
  /** The last lines it wrote. */
  lastLines(): string[];
  stop(): Promise<void>;
}

const LINES_KEPT = 25;
/** Enough for the worker to end the jobs in hand. */
const PATIENCE_MS = 7_000;

/**
 * Starts a Node program of ours. It gets a channel to us, whose end tells it that we are gone, and a
 * group of its own: Ctrl-C is for us alone, who know in which order to stop.
 */
export function startChild(program: Program): Child {
  const { name, script, cwd, env, flags = [], logFile } = program;
  const log = openLog(logFile);
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, script], {
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  const sayings = new Sayings();
  follow(child, { name, log, sayings });
  const ended = ending(child).finally(() => {
    process.off('exit', kill);
    log.end();
  });
  return {
    name,
    pid: child.pid,
    ended,
    says: (matches) => sayings.wait(matches),
    lastLines: () => sayings.last,
    stop: () => stop(child, ended),
  };
}

/** A program's lines and messages, and who waits for one. */
class Sayings {
  readonly last: string[] = [];
  readonly #waiting: ((saying: string) => void)[] = [];

  add(saying: string): void {
    this.last.push(saying);
    if (this.last.length > LINES_KEPT) this.last.shift();
    for (const listen of this.#waiting) listen(saying);
  }

  wait(matches: (saying: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listen = (saying: string): void => {
        if (matches(saying)) resolve();
      };
      this.last.forEach(listen);
      this.#waiting.push(listen);
    });
  }
}

/** The log of the start before this one is kept, so that a crash can still be read after a restart. */
function openLog(file: string): WriteStream {
  if (existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  return createWriteStream(file, { mode: 0o600 });
}

function follow(
  child: ChildProcess,
  { name, log, sayings }: { name: string; log: WriteStream; sayings: Sayings },
): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream];
    if (!input) continue;
    createInterface({ input }).on('line', (line) => {
      log.write(`${line}\n`);
      sayings.add(line);
      const text = complaint(line, stream);
      if (text) console.error(`[${name}] ${text}`);
    });
  }
  child.on('message', (message) => {
    sayings.add(typeof message === 'string' ? message : JSON.stringify(message));
  });
}

function ending(child: ChildProcess): Promise<{ ok: boolean; how: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, how: error.message }));
    // 'close' and not 'exit': its last lines have been read by then
    child.once('close', (code, signal) => {
      resolve({
        ok: code === 0,
        how: signal ? `was killed (${signal})` : `ended with code ${code}`,
      });
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(impatience);
}
