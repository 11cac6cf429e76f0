import { eventually } from '@limber/testing';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { DeliveryStore } from './delivery.store.ts';
import type { DueMailParts } from './due-mail.run.ts';
import { DueMailStore } from './due-mail.store.ts';
import { MailTransport } from './mail-transport.ts';
import { plainViews } from './mail-view.testing.ts';
import { createMessagingWorld, type MessagingWorld } from './messaging.testing.ts';
import { renderMail } from './render-mail.tsx';

let world: MessagingWorld;
let transport: MailTransport;

beforeAll(async () => {
  world = await createMessagingWorld(12);
  transport = new MailTransport(world.smtp.url);
});
beforeEach(async () => {
  await world.db.asOwner('DELETE FROM message_send; DELETE FROM message; DELETE FROM suppression');
  world.smtp.fallSilent()();
  world.smtp.takesMs = 0;
  world.smtp.mostAtOnce = 0;
  world.smtp.caught.length = 0;
  world.source.look = (_tx, { kind }) => ({ send: plainViews[kind] });
});
afterAll(async () => {
  transport.close();
  await world.close();
});

/** A sender of its own, as each worker process has one. */
const sender = (change: Partial<Pick<DueMailParts, 'render' | 'transport'>> = {}) =>
  world.sender({ transport, ...change });

const many = <Value>(count: number, make: () => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, make));
const states = () => world.states();
const subjectIds = () => world.smtp.caught.map(({ mail }) => mail.messageId ?? '');
const ago = (minutes: number) => new Date(world.db.clock.now().getTime() - minutes * 60_000);

describe('what is due of a clinic', () => {
  it('is said in the words of each mail’s own time', async () => {
    const before = await world.planOne('reminder_24h');
    await world.db.advance('PT1S');
    await world.db.asOwner(
      `INSERT INTO mail_wording VALUES
         ($1, 'reminder_24h', 1, 'The door is green.', '', 'new', 'Olu', 'staff:olu', app_now())`,
      [world.clinicId],
    );
    await world.db.advance('PT1S');
    const after = await world.planOne('reminder_24h');
    await sender().deliverDue(world.clinicId, 'soon');
    const said = Object.fromEntries(
      world.smtp.caught.map(({ mail }) => [mail.messageId?.slice(1, 37), mail.text]),
    );
    expect(said[before.id]).toContain('Something in the way?');
    expect(said[after.id]).toContain('The door is green.');
    expect(said[after.id]).not.toContain('Something in the way?');
  });

  it('goes out by urgency, each mail once, however many senders are told at once', async () => {
    await many(30, () => world.planOne('booking_confirmation'));
    const later = await world.planOne('reminder_2h');
    const senders = [sender(), sender(), sender()];
    await Promise.all(senders.map((one) => one.deliverDue(world.clinicId, 'now')));
    expect(new Set(subjectIds()).size).toBe(30);
    expect(world.smtp.caught).toHaveLength(30);
    expect(await states()).toEqual({ sent: 30, planned: 1 });
    const ledger = await world.db.asOwner('SELECT outcome FROM message_send');
    expect(ledger).toEqual(Array.from({ length: 30 }, () => ({ outcome: 'accepted' })));
    await sender().deliverDue(world.clinicId, 'soon');
    expect(await world.find(later.id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('stays home when a cancellation reached it first, whatever else is in its batch', async () => {
    const rows = await many(12, () => world.planOne('booking_confirmation'));
    const cancelled = rows.map(({ chainId }) =>
      world.run((tx) =>
        world.messages.cancelPlanned(tx, { chainId: chainId ?? '' }, 'booking_moved'),
      ),
    );
    const [counts] = await Promise.all([
      Promise.all(cancelled),
      sender().deliverDue(world.clinicId, 'now'),
    ]);
    const mailed = rows.map(({ id }) => subjectIds().filter((of) => of.includes(id)).length);
    expect(mailed).toEqual(counts.map((count) => 1 - count));
  });

  it('is sent again when a sender died with it, unless its kind is sent at most once', async () => {
    const again = await world.planOne('safety');
    const never = await world.planOne('nudge_7d');
    const fresh = await world.planOne('safety');
    await world.leaveBehind(again.id, 11);
    await world.leaveBehind(never.id, 11);
    await world.leaveBehind(fresh.id, 2);
    await sender().deliverDue(world.clinicId, 'now');
    await sender().deliverDue(world.clinicId, 'bulk');
    expect(subjectIds()).toEqual([`<${again.id}.1@limber.example>`]);
    expect(await world.find(again.id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await world.find(never.id)).toMatchObject({ state: 'unknown', reason: 'sender_died' });
    expect(await world.find(fresh.id)).toMatchObject({ state: 'sending', attempts: 1 });
  });

  it('is taken up from a sender that died while much else is due', async () => {
    await many(80, () => world.planOne('safety'));
    world.smtp.takesMs = 60;
    const run = sender().deliverDue(world.clinicId, 'now');
    await eventually(() => expect(world.smtp.caught.length).toBeGreaterThan(0));
    const { id } = await world.planOne('safety', { dueAt: ago(-60) });
    await world.leaveBehind(id, 11);
    await run;
    expect(world.smtp.caught).toHaveLength(81);
    expect(subjectIds().findIndex((of) => of.includes(id))).toBeLessThan(80);
  });

  it.each(['safety', 'nudge_7d'] as const)(
    'stays with a sender that lives, however long the mail server keeps it waiting: %s',
    async (kind) => {
      const { id } = await world.planOne(kind);
      const urgency = kind === 'safety' ? 'now' : 'bulk';
      const speak = world.smtp.fallSilent();
      const slow = sender().deliverDue(world.clinicId, urgency);
      await eventually(() => expect(world.smtp.caught).toHaveLength(1));
      await world.grewOld(id);
      await sender().deliverDue(world.clinicId, urgency);
      speak();
      await slow;
      expect(world.smtp.caught).toHaveLength(1);
      expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 1 });
    },
  );

  it('goes one by one while few wait: what is under way is what a crash sends again', async () => {
    await many(12, () => world.planOne('safety'));
    world.smtp.takesMs = 30; // long enough for others to come
    await sender().deliverDue(world.clinicId, 'now');
    expect(world.smtp.caught).toHaveLength(12);
    expect(world.smtp.mostAtOnce).toBe(1);
  });

  it('of a kind sent at most once is not even claimed before it may start', async () => {
    const one = sender();
    const speak = world.smtp.fallSilent();
    const before = await world.planOne('safety');
    const urgent = one.deliverDue(world.clinicId, 'now');
    await eventually(() => expect(world.smtp.caught).toHaveLength(1));
    const { id } = await world.planOne('nudge_7d');
    const bulk = one.deliverDue(world.clinicId, 'bulk');
    await wait(500); // time enough to claim it, if that were allowed
    speak();
    await Promise.all([urgent, bulk]);
    const sentAt = (await world.find(before.id)).sentAt ?? new Date(NaN);
    const [attempt] = await world.ledger(id);
    expect(attempt?.outcome).toBe('accepted');
    expect(attempt?.startedAt.getTime()).toBeGreaterThanOrEqual(sentAt.getTime());
  });

  it('is written down although somebody held its row longer than a statement waits', async () => {
    const { id } = await world.planOne('safety');
    const speak = world.smtp.fallSilent();
    const run = sender().deliverDue(world.clinicId, 'now');
    await eventually(() => expect(world.smtp.caught).toHaveLength(1));
    const other = new Client({ connectionString: world.db.ownerUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM message WHERE id = $1 FOR UPDATE', [id]);
    speak();
    await wait(3_500); // a lock is waited for three seconds
    await other.query('COMMIT');
    await other.end();
    await run;
    // The run is over by then: it does not wait for what hangs.
    await eventually(async () =>
      expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 1 }),
    );
    expect(await world.ledger(id)).toMatchObject([{ outcome: 'accepted' }]);
    expect(world.smtp.caught).toHaveLength(1);
  });

  it('is written down by its key: nothing else of the ledger is read, however young it is', async () => {
    await many(60, () => world.planOne('safety'));
    const due = new DueMailStore(new DeliveryStore());
    const claimed = await world.run((tx) =>
      due.claim(tx, { age: 'on_time', kinds: ['safety'] }, 60),
    );
    const outcome = { type: 'accepted', response: '250 ok' } as const;
    const taken = claimed.slice(0, 1).map((message) => ({ message, outcome }));
    const read = await world.run(async (tx) => {
      const soFar = async () =>
        tx.query<{ rows: number }>(
          `SELECT idx_tup_fetch::int AS rows FROM pg_stat_xact_user_tables
            WHERE relname IN ('message', 'message_send') ORDER BY relname`,
        );
      const before = await soFar();
      await due.sent(tx, tx.now, taken, { noted: true });
      return (await soFar()).map(({ rows: count }, n) => count - (before[n]?.rows ?? NaN));
    });
    expect(read).toEqual([1, 0]);
    expect(await states()).toEqual({ sending: 59, sent: 1 });
  });

  it('is not started by a sender whose claim somebody else has taken meanwhile', async () => {
    const [lost, kept] = await Promise.all([world.planOne('safety'), world.planOne('safety')]);
    let goOn: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (goOn = resolve));
    const render = async (view: Parameters<typeof renderMail>[0]) => {
      await frozen;
      return renderMail(view);
    };
    const slow = sender({ render }).deliverDue(world.clinicId, 'now');
    await eventually(async () => expect(await states()).toEqual({ sending: 2 }));
    await world.db.asOwner(`UPDATE message SET attempts = attempts + 1 WHERE id = $1`, [lost.id]);
    await world.grewOld(kept.id);
    goOn();
    await slow;
    expect(subjectIds()).toEqual([`<${kept.id}.1@limber.example>`]);
    expect(await states()).toEqual({ sending: 1, sent: 1 });
  });

  it('goes out around one that cannot be looked at; that one waits, and the fault is told', async () => {
    const rows = await many(5, () => world.planOne('safety'));
    const broken = rows[2]?.id ?? '';
    world.source.look = async (tx, { id, kind }) => {
      if (id === broken) await tx.query('SELECT no_such_column');
      return { send: plainViews[kind] };
    };
    await expect(sender().deliverDue(world.clinicId, 'now')).rejects.toThrow('no_such_column');
    expect(await states()).toEqual({ sent: 4, planned: 1 });
    const waiting = await world.find(broken);
    expect(waiting).toMatchObject({ state: 'planned', attempts: 1 });
    expect(waiting.nextAttemptAt.getTime()).toBeGreaterThan(world.db.clock.now().getTime());
  });

  it('goes out around one that cannot be written; that one waits, and the fault is told', async () => {
    await many(3, () => world.planOne('safety'));
    await world.planOne('booking_confirmation');
    const render: typeof renderMail = (view) => {
      if (view.kind === 'booking_confirmation') throw new Error('no such template');
      return renderMail(view);
    };
    const told = sender({ render }).deliverDue(world.clinicId, 'now');
    await expect(told).rejects.toThrow('no such template');
    expect(await states()).toEqual({ sent: 3, planned: 1 });
  });

  it('gets each its own verdict: taken, put off, refused, dropped, too late', async () => {
    world.smtp.refuseNext('rcpt', 451, '4.3.0 try later');
    world.smtp.refuseNext('rcpt', 550, '5.1.1 no such user');
    await many(3, () => world.planOne('safety'));
    const dropped = await world.planOne('booking_confirmation');
    await world.planOne('booking_confirmation', { notAfter: ago(1) });
    world.source.look = (_tx, { id, kind }) =>
      id === dropped.id ? { drop: 'superseded' } : { send: plainViews[kind] };
    await sender().deliverDue(world.clinicId, 'now');
    const reasons = await world.db.asOwner<{ state: string; reason: string | null }>(
      'SELECT state, reason FROM message ORDER BY state, reason',
    );
    expect(reasons).toEqual([
      { state: 'dead', reason: 'refused' },
      { state: 'dropped', reason: 'superseded' },
      { state: 'planned', reason: null },
      { state: 'sent', reason: null },
      { state: 'skipped_stale', reason: 'past_not_after' },
    ]);
    const ledger = await world.db.asOwner<{ state: string; outcome: string; response: string }>(
      `SELECT m.state, s.outcome, s.response FROM message_send s JOIN message m ON m.id = s.message_id
        ORDER BY m.state`,
    );
    expect(ledger).toEqual([
      { state: 'dead', outcome: 'refused', response: expect.stringContaining('no such user') },
      { state: 'planned', outcome: 'retry', response: expect.stringContaining('try later') },
      { state: 'sent', outcome: 'accepted', response: expect.stringContaining('250') },
    ]);
  });

  it('is left when the worker stops', async () => {
    await many(3, () => world.planOne('safety'));
    const stopped = sender();
    stopped.stop();
    await stopped.deliverDue(world.clinicId, 'now');
    expect(await states()).toEqual({ planned: 3 });
  });
});

describe('after an outage', () => {
  it('what is late goes out at 60 a minute, urgent first, and nothing past its time', async () => {
    const late = (kind: 'checkin_24' | 'booking_confirmation') =>
      world.planOne(kind, { dueAt: ago(3 * 24 * 60) });
    await many(50, () => late('checkin_24'));
    await many(30, () => late('booking_confirmation'));
    await many(40, () =>
      world.planOne('reminder_2h', { dueAt: ago(3 * 24 * 60), notAfter: ago(2 * 24 * 60) }),
    );
    await world.planOne('safety');
    const workers = [sender(), sender()];
    const minute = () =>
      Promise.all(
        workers.flatMap((one) =>
          (['now', 'soon', 'bulk'] as const).map((of) => one.deliverDue(world.clinicId, of)),
        ),
      );
    const untilOut = async (count: number) => {
      while (world.smtp.caught.length < count) await minute();
    };
    await untilOut(60);
    const [urgent] = await world.db.asOwner<{ sent: number }>(
      `SELECT count(*)::int AS sent FROM message
        WHERE state = 'sent' AND kind IN ('booking_confirmation', 'safety')`,
    );
    expect(urgent).toEqual({ sent: 31 });
    await minute();
    await world.db.advance('PT1M1S');
    await untilOut(81);
    expect(await states()).toEqual({ sent: 81, skipped_stale: 40 });
    const [pace] = await world.db.asOwner<{ most: number }>(
      `SELECT max(n)::int AS most FROM (
         SELECT count(*) OVER (ORDER BY s.started_at
                                RANGE BETWEEN interval '59.9 seconds' PRECEDING AND CURRENT ROW) AS n
           FROM message_send s) AS minutes`,
    );
    expect(pace?.most).toBeLessThanOrEqual(60);
    const stale = await world.db.asOwner(`SELECT FROM message WHERE kind = 'reminder_2h'
      AND attempts > 0`);
    expect(stale).toEqual([]);
  });
});
