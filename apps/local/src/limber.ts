import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@limber/embedded-postgres';
import { prepareEnvironment, serviceEnvironment } from './child-environment.ts';
import { startChild, type Child, type Program } from './child.ts';
import type { Closers } from './closers.ts';
import { isAbandoned, lockFolder } from './folder-lock.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { assertPortFree, isAnswering } from './ports.ts';
import { untilReady } from './readiness.ts';
import { readOrCreateSecrets } from './secrets.ts';
import type { StartOptions } from './start-options.ts';
import { StartRefused } from './start-refused.ts';

const DATABASE = 'limber';
const PATIENCE_MS = 90_000;
const WATCH_MS = 2_000;
const ORPHANS_LEAVE_MS = 6_000;

// One clinic on a small machine: collect garbage earlier rather than grow.
const SERVICE_FLAGS = ['--max-old-space-size=256', '--max-semi-space-size=8'];

export interface Limber {
  /** Rejects when a part of it dies. Never resolves. */
  failure: Promise<never>;
}

/** Starts the whole house in order. What has been started stands in `closers`, also when this fails. */
export async function startLimber(
  options: StartOptions,
  closers: Closers,
  signal: AbortSignal,
): Promise<Limber> {
  const { port, dataFolder } = options;
  const lock = join(dataFolder, 'limber.lock');
  await assertPortFree(port, isAbandoned(lock) ? ORPHANS_LEAVE_MS : 0);
  makeFolders(dataFolder);
  closers.add('lock', lockFolder(dataFolder, lock));
  const secrets = readOrCreateSecrets(join(dataFolder, 'secrets.json'));

  const postgres = await startPostgres(dataFolder, closers, signal);
  const mail = await startMailCatcher({
    smtpPort: 0,
    httpPort: 0,
    directory: join(dataFolder, 'mail'),
  });
  closers.add('mail catcher', () => mail.stop());
  signal.throwIfAborted();

  const adminUrl = postgres.superuserUrl('postgres');
  const database = { adminUrl, port: postgres.port, name: DATABASE };
  const surroundings = { port, secrets, database, mail };
  await runToEnd(
    program(options, 'prepare', 'apps/local/dist/prepare.js', {
      env: prepareEnvironment(surroundings, process.env),
    }),
    closers,
    signal,
  );

  const env = serviceEnvironment(surroundings, process.env);
  const services = { env, flags: SERVICE_FLAGS };
  const api = startChild(program(options, 'api', 'apps/api/dist/main.js', services));
  const worker = startChild(program(options, 'worker', 'apps/worker/dist/main.js', services));
  closers.add('services', () => Promise.all([api.stop(), worker.stop()]).then(() => undefined));
  const failure = Promise.race([dies(api), dies(worker), vanishes(postgres, closers)]);
  await Promise.race([bothReady(port, worker, signal), failure]);
  return { failure };
}

function makeFolders(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
    mkdirSync(join(dataFolder, 'logs'), { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = `Limber cannot write to its data folder ${dataFolder} (${code ?? String(cause)}).`;
    throw new StartRefused(`${message} Choose another with LIMBER_DATA.`, { cause });
  }
}

async function startPostgres(
  dataFolder: string,
  closers: Closers,
  signal: AbortSignal,
): Promise<EmbeddedPostgres> {
  const dataDir = join(dataFolder, 'postgres');
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true });
  closers.add('database', () => postgres.stop());
  signal.throwIfAborted();
  return postgres;
}

function program(
  { root, dataFolder }: StartOptions,
  name: string,
  script: string,
  rest: { env: NodeJS.ProcessEnv; flags?: string[] },
): Program {
  const logFile = join(dataFolder, 'logs', `${name}.log`);
  return { name, script: join(root, script), cwd: root, logFile, ...rest };
}

/** A process of its own, so that what it loaded is gone from memory when the clinic is open. */
async function runToEnd(what: Program, closers: Closers, signal: AbortSignal): Promise<void> {
  const child = startChild(what);
  closers.add(what.name, () => child.stop());
  const { ok, how } = await child.ended;
  signal.throwIfAborted();
  if (!ok) throw new StartRefused(epitaph(child, how));
}

async function bothReady(port: number, worker: Child, signal: AbortSignal): Promise<void> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () =>
      reject(new StartRefused('Limber was not ready in time; its logs are in the data folder.')),
    );
  });
  const ready = worker.says((saying) => /worker ready/i.test(saying) || saying === 'ready');
  await Promise.race([Promise.all([untilReady(port, late), ready]), tooLate]);
}

async function dies(child: Child): Promise<never> {
  const { how } = await child.ended;
  throw new StartRefused(epitaph(child, how));
}

function epitaph(child: Child, how: string): string {
  const said = child.lastLines().map((line) => `  ${line}`);
  return [`The ${child.name} ${how}. The last it said:`, ...said].join('\n');
}

/** The server is no child that could be waited for: it may have been taken over from a killed start. */
function vanishes(postgres: EmbeddedPostgres, closers: Closers): Promise<never> {
  return new Promise((_, reject) => {
    const watch = setInterval(() => {
      void isAnswering(postgres.port).then((answering) => {
        if (!answering) reject(new StartRefused('The database has stopped.'));
      });
    }, WATCH_MS);
    closers.add('watch', () => clearInterval(watch));
  });
}
