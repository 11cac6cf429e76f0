import { HOUR, MINUTE } from '@limber/kernel';
import type { WorkingClinic } from '@limber/testing';
import type { Booked } from '../torture/world.ts';
import { bookFollowed, each } from './bookings.ts';
import type { Experiment, Measured, Size } from './experiment.ts';
import type { MailWorld } from './mail-world.ts';

const CHAINS: Record<Size, number> = { whole: 1_000, quick: 100, small: 30 };
/** Booked together, then changed together while the clock runs. */
const WAVE = 50;
const STEPS = 4;
/** By the twentieth wave most of a day is taken. */
const TRIES = 60;
const DAY = 24 * HOUR;

interface Change {
  /** The clinic's clock, read after the answer: by then everybody can know of the change. */
  at: Date;
  revision: number;
  isCancelled: boolean;
}

interface Chain {
  booked: Booked;
  changes: Change[];
}

/** Moved and cancelled at random while its mails fall due and go out. */
class Game {
  readonly chains: Chain[] = [];
  moves = 0;
  cancels = 0;

  constructor(
    private readonly mail: MailWorld,
    private readonly clinic: WorkingClinic,
  ) {}

  async play(count: number): Promise<void> {
    for (let left = count; left > 0; left -= WAVE) await this.wave(Math.min(WAVE, left));
    await this.mail.untilIdle();
  }

  private async wave(count: number): Promise<void> {
    const { world } = this.mail;
    const now = await this.mail.now();
    const first = this.chains.length;
    await each(Array(count).keys(), count, () => this.book(now));
    for (let step = 0; step < STEPS; step += 1) {
      await each(this.chains.slice(first), count, (chain) => this.change(chain, now));
      await world.db.advance(
        Math.round((20 * MINUTE + world.dice.next() * 13 * HOUR) / 1_000) * 1_000,
      );
    }
  }

  private async book(now: Date): Promise<void> {
    const { world } = this.mail;
    for (let n = 0; n < TRIES; n += 1) {
      const therapistId = world.dice.pick(this.clinic.therapistIds);
      const visit = { startsAt: this.anyTime(now), therapistId };
      const { booked } = await bookFollowed(world, this.clinic, visit);
      if (!booked) continue;
      this.chains.push({ booked, changes: [] });
      return;
    }
    throw new Error('found no time to book');
  }

  private async change(chain: Chain, now: Date): Promise<void> {
    const { world } = this.mail;
    const { booked, changes } = chain;
    if (changes.at(-1)?.isCancelled) return;
    const throwOf = world.dice.next();
    if (throwOf > 0.55) return;
    const isCancelled = throwOf > 0.42;
    const answer = isCancelled
      ? await world.cancel(this.clinic, booked)
      : await world.move(this.clinic, booked, this.anyTime(now));
    if (answer.status >= 300) return;
    const [stands] = await world.db.asOwner<Change>(
      `SELECT app_now() AS at, revision, status = 'cancelled' AS "isCancelled" FROM booking
        WHERE reference = $1`,
      [booked.reference],
    );
    // A move to where it stands already changes nothing.
    if (!stands || stands.revision === (changes.at(-1)?.revision ?? 1)) return;
    changes.push(stands);
    if (stands.isCancelled) this.cancels += 1;
    else this.moves += 1;
  }

  /** A quarter of an hour between nine and four, in the next days. */
  private anyTime(now: Date): string {
    const { dice } = this.mail.world;
    const day = new Date(now.getTime() + (2 + dice.below(4)) * DAY).toISOString().slice(0, 10);
    return new Date(Date.parse(`${day}T09:00:00Z`) + dice.below(28) * 15 * MINUTE).toISOString();
  }
}

interface SentMail {
  id: string;
  reference: string;
  family: string;
  kind: string;
  revision: number;
  startedAt: Date;
  isEarly: boolean;
}

async function run(mail: MailWorld, size: Size): Promise<Measured> {
  const { db } = mail.world;
  const since = await mail.now();
  const begun = mail.catcher.accepted.length;
  const workers = await Promise.all([mail.startWorker(), mail.startWorker()]);
  const game = new Game(mail, await mail.freshClinic());
  await game.play(CHAINS[size]);
  await Promise.all(workers.map((worker) => mail.stop(worker)));
  const accepted = mail.catcher.accepted.slice(begun).map(({ id }) => id);
  const sent = await db.asOwner<SentMail>(
    `SELECT m.id, b.reference, m.family, m.kind, m.revision, max(s.started_at) AS "startedAt",
            bool_or(s.started_at < m.due_at) AS "isEarly"
       FROM message m JOIN booking b ON b.clinic_id = m.clinic_id AND b.chain_id = m.chain_id
       JOIN message_send s ON s.clinic_id = m.clinic_id AND s.message_id = m.id
      WHERE m.id = ANY ($1) AND m.created_at >= $2 GROUP BY m.clinic_id, m.id, b.reference`,
    [accepted, since],
  );
  const [kept] = await db.asOwner<{ back: number }>(
    `SELECT count(*)::int AS back FROM message
      WHERE state IN ('cancelled', 'dropped') AND created_at >= $1`,
    [since],
  );
  const byReference = new Map(game.chains.map((chain) => [chain.booked.reference, chain]));
  const faults = sent.flatMap((one) => faultOf(one, byReference.get(one.reference)?.changes ?? []));
  const { length: mails } = accepted;
  if (sent.length !== mails)
    faults.push(`${mails - sent.length} mails are of no chain, or were sent twice`);
  if (game.moves === 0 || game.cancels === 0)
    faults.push('nothing was moved, or nothing cancelled');
  return {
    figures:
      `${game.chains.length} chains, ${game.moves} moves, ${game.cancels} cancellations: ${mails} mails out, ` +
      `${kept?.back ?? 0} taken back; of a superseded revision, or early: ${faults.length}`,
    bound: '0',
    faults,
  };
}

/** What had been changed, and answered, before its sender took the last look. */
function faultOf(sent: SentMail, changes: readonly Change[]): string[] {
  const known = changes.filter(({ at }) => at < sent.startedAt);
  const isSuperseded =
    sent.family === 'booking'
      ? known.some(({ revision }) => revision > sent.revision)
      : known.some(({ isCancelled }) => isCancelled);
  const what = `${sent.kind} of ${sent.reference}, revision ${sent.revision}`;
  return [
    ...(isSuperseded ? [`${what} went out after it was superseded`] : []),
    ...(sent.isEarly ? [`${what} went out before it was due`] : []),
  ];
}

export const chains: Experiment = {
  name: 'chains',
  promise: 'no mail starts that speaks of what no longer holds',
  // The clock leaps: what it leaps over is no outage.
  settings: { MAIL_CATCH_UP_PER_MIN: '100000' },
  run,
};
