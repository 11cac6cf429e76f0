import { loseQueue } from '@limber/testing';
import { Redis } from 'ioredis';
import { bookApart } from './bookings.ts';
import type { Experiment, Measured, Size } from './experiment.ts';
import { about, delivery } from './judge.ts';
import type { MailWorld } from './mail-world.ts';

const VISITS: Record<Size, number> = { whole: 80, quick: 20, small: 15 };
/** When so much of it is out, the queue is lost. */
const LOST_AFTER = 0.2;
const FIRST_DAY = 10;

type Lose = (mail: MailWorld) => Promise<void>;

/** Mails of six kinds wait; while they go out the queue is lost with all it held, under two running workers. */
async function run(mail: MailWorld, size: Size, lose: Lose): Promise<Measured> {
  const { world, catcher } = mail;
  const since = await mail.now();
  const clinic = await mail.freshClinic();
  await bookApart(world, clinic, { count: VISITS[size], from: since, firstDay: FIRST_DAY });
  const begun = catcher.accepted.length;
  const due = await world.db.asOwner(
    `UPDATE message SET due_at = app_now(), next_attempt_at = app_now()
      WHERE state = 'planned' AND created_at >= $1 RETURNING id`,
    [since],
  );
  const workers = await Promise.all([mail.startWorker(), mail.startWorker()]);
  await catcher.untilAccepted(begun + Math.ceil(due.length * LOST_AFTER));
  await lose(mail);
  await mail.untilIdle();
  await Promise.all(workers.map((worker) => mail.stop(worker)));
  const found = await delivery(world.db, catcher.accepted.slice(begun), since);
  const faults = [...found.lost.map(about), ...found.strange];
  if (found.again.length > 0) faults.push(`${found.again.length} mails went out again`);
  if (found.givenUp > 0) faults.push(`${found.givenUp} mails were given up`);
  return {
    figures: `${found.mails} mails, the queue lost after ${Math.ceil(due.length * LOST_AFTER)}: ${found.lost.length} lost, ${found.again.length} sent again`,
    bound: '0 lost, 0 again',
    faults,
  };
}

export const lostSchema: Experiment = {
  name: 'schema',
  promise: 'all goes out although the schema of the queue is dropped while mails wait',
  run: (mail, size) =>
    run(mail, size, async ({ world: { db } }) => {
      const { bringBack } = await loseQueue(db);
      await bringBack();
    }),
};

/** `url` names a database of a Redis that is this experiment's alone. */
export const lostRedis = (url: string): Experiment => ({
  name: 'redis',
  promise: 'all goes out although the Redis of the queue is emptied while mails wait',
  settings: { QUEUE_URL: url },
  run: (mail, size) =>
    run(mail, size, async () => {
      const redis = new Redis(url);
      const held = await redis.dbsize();
      await redis.flushdb();
      await redis.quit();
      if (held === 0) throw new Error('the queue was not on this Redis');
    }),
});
