/**
 * G9 mails that are due: ours is the worker's own sender with queue and sweep, every mail empty and the mail server
 * a file; the floor is a batched outbox of our own, which claims fifty rows and marks them done, four at a time.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { bundleTypeScript } from '../../load-typescript.mjs';
import { at } from '../wire.mjs';

const KINDS = ['booking_confirmation', 'reminder_24h', 'reminder_2h', 'aftercare', 'checkin_24'];
const LANES = 4;
const BATCH = 50;
const IDLE_SAMPLES = 50;
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 25;

/** Due in a minute's time, so that nobody begins before all are there. */
async function plan(house, mails) {
  await house.owner.query('TRUNCATE message, message_send');
  await add(house, mails);
  await house.owner.query('VACUUM ANALYZE message');
}

async function add({ owner, clinics }, mails) {
  await owner.query(
    `INSERT INTO message (clinic_id, id, family, kind, subject_key, revision, recipient, time_zone, due_at, state,
                          attempts, next_attempt_at, created_at)
     SELECT $1, gen_random_uuid(), 'subject', ($2::text[])[1 + n % 5], gen_random_uuid(), 1, 'c' || n || '@example.com',
            'Europe/Berlin', app_now() + interval '1 minute', 'planned', 0, app_now() + interval '1 minute', app_now()
       FROM generate_series(1, $3::int) n`,
    [clinics.open.clinicId, KINDS, mails],
  );
}

/** Their minute comes. Not by touching the rows, which would be measured too, and leave each of them behind dead. */
async function release({ owner }) {
  await owner.query(
    `WITH moved AS (UPDATE app_clock SET ahead = ahead + interval '1 minute' RETURNING ahead)
     SELECT pg_notify('limber_wake', 'bench') FROM moved`,
  );
}

/** A sender of its own; `lines` is what its mail server, a file, has seen. */
async function startSender({ env, folder }) {
  const program = await bundleTypeScript('libs/messaging/src/batch-sender.testing.ts');
  const file = join(folder, `sent-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, '');
  const start = async () => {
    const child = fork(program, {
      env: { ...env, SENT_FILE: file },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the sender ended with ${code}`)));
    });
    return child;
  };
  const sent = () =>
    readFileSync(file, 'latin1')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' '))
      .map(([messageId, ms]) => ({ messageId, at: Number(ms) }));
  return { start, sent, countSent: lineCounter(file) };
}

/** How many lines a growing file has; reads what is new of it. */
function lineCounter(file) {
  const open = openSync(file);
  const part = Buffer.alloc(1 << 16);
  let lines = 0;
  return () => {
    for (;;) {
      const length = readSync(open, part);
      if (length === 0) return lines;
      for (let n = 0; n < length; n++) if (part[n] === 10) lines += 1;
    }
  };
}

async function end(child, signal) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

async function until(met) {
  const begun = performance.now();
  while (!(await met())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error('the mails did not go out');
    await sleep(LOOK_EVERY_MS);
  }
}

/** Asked of the small index: read whole, the table would cost more than what is measured. */
const allSent = async ({ owner, clinics }) => {
  const { rows } = await owner.query({
    name: 'all_sent',
    text: `SELECT FROM message WHERE clinic_id = $1 AND is_open AND next_attempt_at > '-infinity' LIMIT 1`,
    values: [clinics.open.clinicId],
  });
  return rows.length === 0;
};

/** Each mail exactly once, at a mail server that knows a Message-ID again. */
function checkEach(sent, mails) {
  const distinct = new Set(sent.map(({ messageId }) => messageId)).size;
  return { lost: mails - distinct, again: sent.length - distinct };
}

/** By a sender that has been at work before, as a worker has that runs all day: its compiler has seen every path. */
async function batch(house, mails, warm) {
  await plan(house, warm);
  const sender = await startSender(house);
  const child = await sender.start();
  await release(house);
  await until(() => allSent(house));
  await add(house, mails);
  await house.owner.query('VACUUM ANALYZE message');
  const begun = performance.now();
  await release(house);
  // The database is asked once the mail server has them all: before, every look would be at the sender's expense.
  await until(() => sender.countSent() === warm + mails);
  await until(() => allSent(house));
  const perSecond = mails / ((performance.now() - begun) / 1000);
  const found = checkEach(sender.sent(), warm + mails);
  await end(child, 'SIGTERM');
  if (found.lost !== 0 || found.again !== 0) {
    throw new Error(`of ${mails} mails ${found.lost} were lost and ${found.again} sent again`);
  }
  return perSecond;
}

/** The same, with the sender killed when half of it is out. */
async function killed(house, mails) {
  await plan(house, mails);
  const sender = await startSender(house);
  const child = await sender.start();
  await release(house);
  await until(() => sender.sent().length >= mails / 2);
  await end(child, 'SIGKILL');
  const next = await sender.start();
  await until(() => allSent(house));
  await end(next, 'SIGTERM');
  return checkEach(sender.sent(), mails);
}

/** From the commit of one mail, with nothing else to do, to its start. */
async function idle(house) {
  await plan(house, 0);
  const sender = await startSender(house);
  const child = await sender.start();
  const times = [];
  for (let n = 0; n < IDLE_SAMPLES; n++) {
    await add(house, 1);
    const begun = performance.timeOrigin + performance.now();
    await release(house);
    await until(() => sender.sent().length > n);
    times.push(sender.sent()[n].at - begun);
    await until(() => allSent(house));
  }
  await end(child, 'SIGTERM');
  return at(
    times.sort((a, b) => a - b),
    0.99,
  );
}

async function ours(house, { mails, warm }) {
  const perSecond = await batch(house, mails, warm);
  return { perSecond, ...(await killed(house, mails)), p99: await idle(house) };
}

async function floor({ owner, env }, { mails }) {
  await owner.query(`
    DROP TABLE IF EXISTS floor_mail;
    CREATE TABLE floor_mail (id bigint PRIMARY KEY, due_at timestamptz NOT NULL, done_at timestamptz);
    CREATE INDEX floor_mail_due ON floor_mail (due_at) WHERE done_at IS NULL;
    GRANT SELECT, UPDATE ON floor_mail TO limber_app`);
  await owner.query(
    'INSERT INTO floor_mail SELECT n, now(), NULL FROM generate_series(1, $1::int) n',
    [mails],
  );
  await owner.query('VACUUM ANALYZE floor_mail');
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: LANES });
  const seen = new Set();
  const lane = async () => {
    const client = await pool.connect();
    for (;;) {
      await client.query('BEGIN');
      const { rows } = await client.query({
        name: 'take',
        text: `SELECT id FROM floor_mail WHERE done_at IS NULL AND due_at <= now()
                ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      });
      for (const { id } of rows) seen.add(id);
      await client.query({
        name: 'done',
        text: 'UPDATE floor_mail SET done_at = now() WHERE id = ANY ($1::bigint[])',
        values: [rows.map(({ id }) => id)],
      });
      await client.query('COMMIT');
      if (rows.length === 0) break;
    }
    client.release();
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: LANES }, lane));
  const perSecond = mails / ((performance.now() - begun) / 1000);
  await pool.end();
  if (seen.size !== mails) throw new Error(`the floor sent ${seen.size} of ${mails}`);
  return { perSecond };
}

export const g9 = {
  goal: 'G9',
  title: 'mails due at once, no mail server: per second',
  unit: '/s',
  least: 0.3,
  recordedFloor: 35_184,
  peers: { 'pg-boss': 11_446, BullMQ: 16_627, 'graphile-worker': 3_060 },
  ours,
  floor,
  value: ({ perSecond }) => perSecond,
  also: ({ lost, again, p99 }) => [
    [`killed halfway: ${lost} lost, ${again} again under the same Message-ID`, lost === 0],
    [`from commit to start, idle: p99 ${p99.toFixed(0)} ms, at most 1000`, p99 <= 1000],
  ],
};
