import { apart, bookFollowed, each } from './bookings.ts';
import type { Experiment, Measured, Size } from './experiment.ts';
import type { MailWorld } from './mail-world.ts';

/** `aDay`: so that some visits are over after three days, some have begun, and many are still to come. */
const SIZES: Record<Size, { visits: number; aDay: number; perMinute: number }> = {
  whole: { visits: 150, aDay: 15, perMinute: 60 },
  quick: { visits: 30, aDay: 4, perMinute: 10 },
  small: { visits: 30, aDay: 4, perMinute: 15 },
};
const SLOTS_A_DAY = 100;

interface Sent {
  /** Later than its not_after. */
  stale: number;
  /** Most that one minute of catching up saw start. */
  most: number;
  sent: number;
  skipped: number;
  /** Not out and not listed as skipped or dropped. */
  left: number;
}

/** Three days without a worker, over which visits come and go; then one starts, and time runs on. */
async function run(mail: MailWorld, size: Size): Promise<Measured> {
  const { world, catcher } = mail;
  const { visits, aDay, perMinute } = SIZES[size];
  const since = await mail.now();
  const clinic = await mail.freshClinic();
  const days = thinned(apart(clinic, since, 1), Math.floor(SLOTS_A_DAY / aDay));
  await each(days, visits, async (visit) => {
    const { booked, held } = await bookFollowed(world, clinic, visit);
    if (!booked) throw new Error(`could not book: ${held.text}`);
  });
  await world.db.advance('P3D');
  const worker = await mail.startWorker({ MAIL_CATCH_UP_PER_MIN: String(perMinute) });
  const until = await mail.now();
  for (let left = await lateOnes(mail, until, since); left > 0;) {
    // A minute's worth is out, or all that is left; then the next minute begins.
    const { length: before } = catcher.accepted;
    await mail.until(
      `SELECT count(*) FILTER (WHERE started_at > app_now() - interval '1 minute') >= $1
              OR NOT EXISTS (SELECT FROM message WHERE state = 'planned' AND next_attempt_at <= app_now()) AS met
         FROM message_send`,
      [perMinute],
    );
    await mail.until(`SELECT NOT EXISTS (SELECT FROM message WHERE state = 'sending') AS met`);
    await world.db.advance('PT61S');
    const now = await lateOnes(mail, until, since);
    if (now === left && catcher.accepted.length === before)
      throw new Error('catching up stands still');
    left = now;
  }
  await mail.untilIdle();
  await mail.stop(worker);
  return judged(await look(mail, since, until), perMinute);
}

function* thinned<Item>(items: Iterable<Item>, every: number): Generator<Item> {
  let n = 0;
  for (const item of items) if (n++ % every === 0) yield item;
}

async function lateOnes({ world: { db } }: MailWorld, until: Date, since: Date): Promise<number> {
  const [row] = await db.asOwner<{ left: number }>(
    `SELECT count(*)::int AS left FROM message
      WHERE state IN ('planned', 'sending') AND next_attempt_at <= $1 AND created_at >= $2`,
    [until, since],
  );
  return row?.left ?? 0;
}

async function look(
  { world: { db }, catcher }: MailWorld,
  since: Date,
  until: Date,
): Promise<Sent> {
  const ids = [...new Set(catcher.accepted.map(({ id }) => id))];
  const [row] = await db.asOwner<Omit<Sent, 'most'>>(
    `SELECT count(*) FILTER (WHERE id = ANY ($1) AND sent_at > not_after)::int AS stale,
            count(*) FILTER (WHERE id = ANY ($1))::int AS sent,
            count(*) FILTER (WHERE state = 'skipped_stale')::int AS skipped,
            count(*) FILTER (WHERE due_at <= $3 AND NOT id = ANY ($1)
                               AND state NOT IN ('skipped_stale', 'dropped'))::int AS left
       FROM message WHERE created_at >= $2`,
    [ids, since, until],
  );
  const [most] = await db.asOwner<{ most: number }>(
    `SELECT coalesce(max(n), 0)::int AS most FROM (
       SELECT count(*) OVER (ORDER BY s.started_at RANGE BETWEEN interval '1 minute' PRECEDING AND CURRENT ROW) AS n
         FROM message_send s JOIN message m ON m.clinic_id = s.clinic_id AND m.id = s.message_id
        WHERE m.created_at >= $1 AND m.due_at <= $2) AS minutes`,
    [since, until],
  );
  return { stale: 0, sent: 0, skipped: 0, left: 0, ...row, most: most?.most ?? 0 };
}

function judged({ stale, most, sent, skipped, left }: Sent, perMinute: number): Measured {
  const faults: string[] = [];
  if (stale > 0) faults.push(`${stale} mails went out past their time`);
  if (most > perMinute) faults.push(`${most} mails started within one minute`);
  if (left > 0) faults.push(`${left} mails are neither out nor listed`);
  if (skipped === 0 || sent === 0) faults.push('nothing was late, or nothing was sent');
  return {
    figures: `three days off: ${sent} sent, ${stale} of them past their time, ${skipped} skipped and listed, at most ${most} a minute`,
    bound: `0 past their time, at most ${perMinute} a minute`,
    faults,
  };
}

export const daysOff: Experiment = {
  name: 'off',
  promise: 'after three days off nothing goes out past its time, the rest at a walk',
  run,
};
