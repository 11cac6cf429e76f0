import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceProcess, TestDatabase } from '@limber/testing';
import type { Accepted } from './catcher.ts';
import type { Experiment, Measured, Size } from './experiment.ts';
import { about, delivery } from './judge.ts';
import type { MailWorld } from './mail-world.ts';
import { bookApart } from './bookings.ts';

/**
 * `again`: few kills are no statistics, so there each may find one mail under way, the most there can be. The small
 * form runs beside other tests, on a machine of which no number of seconds can be asked.
 */
const SIZES: Record<Size, { kills: number; mails: number; again: number; withinMs: number }> = {
  whole: { kills: 50, mails: 2_000, again: 10, withinMs: 15_000 },
  quick: { kills: 5, mails: 200, again: 5, withinMs: 15_000 },
  small: { kills: 3, mails: 36, again: 3, withinMs: Infinity },
};
/** Confirmation, two reminders, aftercare, check-in and the note after a week. */
const MAILS_OF_A_VISIT = 6;
/** Far enough that nothing of it falls due by itself. */
const FIRST_DAY = 10;
/** How far after the mail that was waited for the kill strikes. */
const WITHIN_MS = 40;

/**
 * Mails fall due in as many portions as there are kills. In the midst of each portion, at a throw of the dice, the
 * worker is killed, and another takes over.
 */
async function run(mail: MailWorld, size: Size): Promise<Measured> {
  const { world, catcher } = mail;
  const { kills, mails, again, withinMs } = SIZES[size];
  const since = await mail.now();
  const visits = Math.ceil(mails / MAILS_OF_A_VISIT);
  const clinic = await mail.freshClinic();
  await bookApart(world, clinic, { count: visits, from: since, firstDay: FIRST_DAY });
  const portion = Math.ceil(mails / kills);
  const begun = catcher.accepted.length;
  let last: ServiceProcess | undefined;
  let recoveredMs = 0;
  for (let n = 0; n < kills; n += 1) {
    const worker = await mail.startWorker();
    // The last victim has one beside it that lives, as every worker of a real clinic should.
    if (n + 1 === kills) last = await mail.startWorker();
    const before = catcher.accepted.length;
    const released = await release(mail, since, portion);
    await catcher.untilAccepted(before + 1 + world.dice.below(Math.max(1, released - 1)));
    await sleep(world.dice.next() * WITHIN_MS);
    await mail.kill(worker);
    if (last) recoveredMs = await untilTakenUp(mail);
  }
  await release(mail, since, mails);
  await mail.untilIdle();
  if (last) await mail.stop(last);
  return judged(mail, { since, begun, kills, most: again, recoveredMs, withinMs });
}

/** Until whatever is claimed at this moment has been written down or claimed anew; answers how long it took. */
async function untilTakenUp(mail: MailWorld): Promise<number> {
  const killed = performance.now();
  const left = await mail.world.db.asOwner<{ id: string; attempts: number }>(
    `SELECT id, attempts FROM message WHERE state = 'sending'`,
  );
  await mail.until(
    `SELECT NOT EXISTS (SELECT FROM message m JOIN unnest($1::uuid[], $2::int[]) AS claim (id, attempts)
         ON m.id = claim.id AND m.attempts = claim.attempts WHERE m.state = 'sending') AS met`,
    [left.map(({ id }) => id), left.map(({ attempts }) => attempts)],
  );
  return performance.now() - killed;
}

/** So many of the mails that wait fall due now. */
async function release({ world: { db } }: MailWorld, since: Date, count: number): Promise<number> {
  const rows = await db.asOwner(
    `UPDATE message SET due_at = app_now(), next_attempt_at = app_now() WHERE id IN (
       SELECT id FROM message WHERE state = 'planned' AND next_attempt_at > app_now() AND created_at >= $1
        ORDER BY md5(id::text) LIMIT $2) RETURNING id`,
    [since, count],
  );
  await db.asOwner(`SELECT pg_notify('limber_wake', 'proof')`);
  return rows.length;
}

async function judged(
  { world: { db }, catcher }: MailWorld,
  {
    since,
    begun,
    kills,
    most,
    recoveredMs,
    withinMs,
  }: Record<'begun' | 'kills' | 'most' | 'recoveredMs' | 'withinMs', number> & { since: Date },
): Promise<Measured> {
  const found = await delivery(db, catcher.accepted.slice(begun), since);
  const { mails, lost, again, twice, givenUp, strange } = found;
  const windowMs = await untilWritten(db, catcher.accepted.slice(begun));
  const seconds = (recoveredMs / 1_000).toFixed(1);
  const faults = [...lost.map(about), ...strange];
  if (again.length > most) faults.push(`${again.length} mails went out again`);
  if (twice.length > 0) faults.push(`${twice.length} went out again of a kind sent at most once`);
  if (recoveredMs > withinMs)
    faults.push(`what the last one had in hand was taken up after ${seconds} s`);
  return {
    figures:
      `${kills} kills, ${mails} mails: ${lost.length} lost, ${again.length} sent again under the same Message-ID, ` +
      `${twice.length} of a kind sent at most once (${givenUp} given up); what the last one had in hand taken up after ${seconds} s; ` +
      `a yes was written down after ${windowMs.toFixed(1)} ms`,
    bound: `0 lost, at most ${most} again, 0 of at most once, within 15 s`,
    faults,
  };
}

/** From the mail server's yes to our own word, in the middle: what a kill has to hit for a mail to go out again. */
async function untilWritten(db: TestDatabase, accepted: readonly Accepted[]): Promise<number> {
  const written = await db.asOwner<{ id: string; at: number }>(
    `SELECT id, extract(epoch FROM sent_at - (app_now() - clock_timestamp()))::float8 * 1000 AS at
       FROM message WHERE id = ANY ($1) AND state = 'sent' AND attempts = 1`,
    [accepted.map(({ id }) => id)],
  );
  const at = new Map(written.map((row) => [row.id, row.at]));
  const took = accepted.map(({ id, at: yes }) => (at.get(id) ?? NaN) - yes).filter(Number.isFinite);
  return took.sort((a, b) => a - b)[took.length >> 1] ?? NaN;
}

export const kills: Experiment = {
  name: 'kills',
  promise: 'a killed worker loses no mail and hardly ever sends one again',
  run,
};
