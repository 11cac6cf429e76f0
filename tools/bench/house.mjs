import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { root } from '../ensure-install.mjs';
import { loadTypeScript } from '../load-typescript.mjs';
import { seedClinics, seedFloor } from './seed.mjs';

const PASSWORD = 'bench';
const DATABASE = 'limber';
const READY_MS = 60_000;
/** Like the machine on which the others were measured; durable as in production. */
const SETTINGS = { shared_buffers: '256MB' };

/**
 * Everything a bench runs, started in order; `stop` takes all of it back, whatever happened. It is told to
 * `whenInterrupted` before anything starts.
 */
export async function openHouse({ apis, whenInterrupted = () => {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'limber-bench-'));
  const closers = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  whenInterrupted(stop);
  try {
    const { startEmbeddedPostgres } = await loadTypeScript('libs/embedded-postgres/src/index.ts');
    const dataDir = join(folder, 'postgres');
    const postgres = await startEmbeddedPostgres({ dataDir, durable: true, settings: SETTINGS });
    // As root its files lie somewhere else than in the folder.
    closers.push(() => postgres.destroy());
    const env = environmentOf(postgres);
    await runToEnd('apps/local/dist/prepare.js', env.prepare);
    const owner = new Client({ connectionString: postgres.superuserUrl(DATABASE) });
    await owner.connect();
    closers.push(() => owner.end());
    const clinics = await seedClinics(owner);
    await seedFloor(owner);
    const floor = await startServer('tools/bench/floor.mjs', env.service);
    closers.push(floor.stop);
    const servers = [];
    for (let n = 0; n < apis; n++) {
      const api = await startServer('apps/api/dist/main.js', env.service);
      closers.push(api.stop);
      servers.push(api);
    }
    return { owner, clinics, floor, apis: servers, folder, env: env.service, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environmentOf(postgres) {
  const app = `postgres://limber_app:${PASSWORD}@127.0.0.1:${postgres.port}/${DATABASE}`;
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME };
  const keyring = JSON.stringify({ 1: randomBytes(32).toString('base64') });
  return {
    prepare: {
      ...inherited,
      DATABASE_ADMIN_URL: postgres.superuserUrl('postgres'),
      DATABASE_NAME: DATABASE,
      OWNER_PASSWORD: PASSWORD,
      APP_PASSWORD: PASSWORD,
      FIELD_KEYRING: keyring,
    },
    service: {
      ...inherited,
      NODE_ENV: 'production',
      DATABASE_URL: app,
      FLOOR_DATABASE_URL: app,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      LINK_SECRET: randomBytes(32).toString('hex'),
      FIELD_KEYRING: keyring,
    },
  };
}

async function runToEnd(script, env) {
  const child = fork(join(root, script), {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} failed:\n${said}`);
}

/** A Node program that says 'ready' over its channel and ends when the channel does. */
async function startServer(script, env) {
  const port = await freePort();
  const child = fork(join(root, script), {
    cwd: root,
    env: { ...env, PORT: String(port) },
    execArgv: ['--import', join(root, 'tools/bench/stall-probe.mjs')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(forced);
  };
  const heard = (matches) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${script} does not answer`)), READY_MS);
      const listen = (message) => {
        if (!matches(message)) return;
        clearTimeout(late);
        child.off('message', listen);
        resolve(message);
      };
      child.on('message', listen);
      void ended.then(() => reject(new Error(`${script} has ended`)));
    });
  await heard((message) => message === 'ready');
  const probe = () => {
    const answer = heard((message) => typeof message === 'object' && 'longestMs' in message);
    child.send('stall?');
    return answer;
  };
  return { port, pid: child.pid, stop, probe };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
