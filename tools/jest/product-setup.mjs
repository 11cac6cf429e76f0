/** The whole product, started as a user starts it, one for each suite, with its own port and data folder. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../ensure-install.mjs';

const BROWSERS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** Each on a product of its own: they move its clock and fill its days. JOURNEYS names those that will run. */
const SUITES = process.env.JOURNEYS?.split(',') ?? ['client', 'desk', 'operations'];
const READY_WITHIN_MS = 180_000;
const HOUR_MS = 3_600_000;
/** What a clinic offers and mails depends on the hour: every run has the same, whenever it is. */
const FROM = process.env.JOURNEYS_FROM ?? nextTuesdayAtTen();

export default async function startProducts() {
  if (!BROWSERS.some((path) => path && existsSync(path))) {
    throw new Error(
      'The browser journeys need Chromium: apt install chromium, or name one in CHROMIUM.',
    );
  }
  globalThis.limberProducts = [];
  // With it a journey hands in returned mail, as a clinic's own mail server would.
  process.env.MAIL_REPORT_SECRET = 'known to the mail server of a journey only';
  // Journeys serve calendars from this machine, as nobody else may.
  process.env.CALENDAR_TRUSTED_HOSTS = '127.0.0.1';
  // The first one builds; the others find it built.
  const first = await startProduct();
  const urls = [first, ...(await Promise.all(SUITES.slice(1).map(startProduct)))];
  process.env.LIMBER_URLS = JSON.stringify(
    Object.fromEntries(SUITES.map((suite, n) => [suite, urls[n]])),
  );
}

async function startProduct() {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'limber-journeys-'));
  const product = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: root,
    // As a user starts it: Jest's NODE_ENV would make it another build.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      PORT: String(port),
      LIMBER_DATA: data,
      DEMO_FROM: FROM,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  globalThis.limberProducts.push({ product, data });
  await untilReady(product);
  const url = `http://localhost:${port}`;
  const { now } = await (await fetch(`${url}/api/v1/demo/clock`)).json();
  if (new Date(now) < new Date(FROM)) throw new Error(`The clinic says ${now}, before ${FROM}.`);
  return url;
}

/** In London, where the demo clinic is. */
function nextTuesdayAtTen() {
  const weekdayAndHour = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
  });
  let hour = new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS);
  while (!/^Tue\D+10$/.test(weekdayAndHour.format(hour))) hour = new Date(hour.getTime() + HOUR_MS);
  return hour.toISOString();
}

function untilReady(product) {
  return new Promise((resolve, reject) => {
    let said = '';
    const give = setTimeout(
      () => reject(new Error(`Limber was not ready in time:\n${said}`)),
      READY_WITHIN_MS,
    );
    const listen = (chunk) => {
      said = (said + chunk).slice(-4000);
      if (!said.includes('Limber is ready')) return;
      clearTimeout(give);
      resolve();
    };
    product.stdout.on('data', listen);
    product.stderr.on('data', listen);
    product.once('exit', (code) => {
      clearTimeout(give);
      reject(new Error(`Limber ended with ${code} before it was ready:\n${said}`));
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
