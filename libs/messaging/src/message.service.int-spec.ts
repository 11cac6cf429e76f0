import { HOUR } from '@limber/kernel';
import { createMessagingWorld, type MessagingWorld, must } from './messaging.testing.ts';
import { calendarFile } from './calendar.rules.ts';
import { calendarEntry, plainViews } from './mail-view.testing.ts';
import { messageKinds } from './message-kind.data.ts';
import type { MessageService } from './message.service.ts';

describe('MessageService', () => {
  let world: MessagingWorld;
  let worker: MessageService;

  beforeAll(async () => {
    world = await createMessagingWorld();
    worker = world.worker();
  });
  beforeEach(() => {
    world.smtp.caught.length = 0;
    world.source.look = (_tx, { kind }) => ({ send: plainViews[kind] });
  });
  afterAll(() => world.close());

  const deliver = (id: string) => worker.deliver(world.clinicId, id);
  const isDue = async (id: string) => {
    await world.run(async () => undefined); // the clock hears the database's time
    const { state, nextAttemptAt } = await world.find(id);
    return state === 'planned' && nextAttemptAt <= world.db.clock.now();
  };
  const soon = (ms: number) => new Date(world.db.clock.now().getTime() + ms);

  it.each(messageKinds)('sends a %s once, however often it is asked to', async (kind) => {
    const { id } = await world.planOne(kind);
    await deliver(id);
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(1);
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
    expect(await world.ledger(id)).toMatchObject([{ attempt: 1, outcome: 'accepted' }]);
  });

  it('sends both parts, from the clinic, on the clinic’s clock, in one Message-ID', async () => {
    const before = await world.db.advance('P3D');
    const { id } = await world.planOne('checkin_24', { revision: 4 });
    await deliver(id);
    const { mail, raw, envelopeTo } = must(world.smtp.caught[0]);
    expect(mail.messageId).toBe(`<${id}.4@limber.example>`);
    expect(mail.from?.text).toBe('"Limber Demo Clinic" <hello@limber.example>');
    expect(mail.replyTo?.value[0]?.address).toBe('desk@clinic.example');
    expect(envelopeTo).toEqual(['jo@client.example']);
    expect(mail.subject).toBe('Day one: how are you doing?');
    const saidAt = mail.date?.getTime() ?? 0;
    // A header tells whole seconds.
    expect(saidAt).toBeGreaterThan(before.getTime() - 1_000);
    expect(saidAt).toBeLessThanOrEqual(world.db.clock.now().getTime());
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.text).toContain('How sore are you right now?');
    expect(mail.html).toContain('#s=10');
    expect(raw).toContain(`List-Unsubscribe: <${plainViews.checkin_24.oneClickUrl}>\r\n`);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(raw).not.toMatch(/x-mailer/i);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });

  it('puts the visit into the calendar: as a part to choose and as a file, both with its method', async () => {
    const { id } = await world.planOne('booking_cancelled');
    const entry = calendarEntry({ status: 'cancelled', sequence: 2 });
    const calendar = { method: 'CANCEL' as const, entries: [entry] };
    world.source.look = () => ({ send: { ...plainViews.booking_cancelled, calendar } });
    await deliver(id);
    const { raw, mail } = must(world.smtp.caught[0]);
    expect(raw).toMatch(/content-type: text\/calendar; charset=utf-8; method=CANCEL/i);
    const file = must(mail.attachments.find(({ filename }) => filename === 'booking.ics'));
    expect(file.content.toString()).toBe(calendarFile([entry], calendar));
  });

  it('catches up at a walk: so many a minute, none lost, alarms at once', async () => {
    await world.db.advance('PT2M');
    world.catchUpPerMinute = 3;
    const walking = world.worker();
    const late = [];
    for (let n = 0; n < 5; n += 1) late.push(await world.planOne('booking_cancelled'));
    const alarm = await world.planOne('safety');
    await world.db.advance('PT16M');
    const onTime = await world.planOne('booking_confirmation');
    for (const { id } of [...late, alarm, onTime]) await walking.deliver(world.clinicId, id);
    const states = await Promise.all(late.map(async ({ id }) => (await world.find(id)).state));
    expect(states).toEqual(['sent', 'sent', 'sent', 'planned', 'planned']);
    expect((await world.find(alarm.id)).state).toBe('sent');
    expect((await world.find(onTime.id)).state).toBe('sent');
    await world.db.advance('PT61S');
    for (const { id } of late) await walking.deliver(world.clinicId, id);
    for (const { id } of late) expect((await world.find(id)).state).toBe('sent');
    world.catchUpPerMinute = 60;
  });

  it('does not send before the hour', async () => {
    const { id } = await world.planOne('aftercare', { dueAt: soon(HOUR) });
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    await world.db.advance('PT1H1S');
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(1);
  });

  it('never sends what was cancelled', async () => {
    const { id, chainId } = await world.planOne('booking_confirmation');
    await world.run((tx) =>
      world.messages.cancelPlanned(tx, { chainId: chainId ?? '' }, 'booking_moved'),
    );
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'cancelled', reason: 'booking_moved' });
  });

  it('drops what is no longer true at the last look, with its reason', async () => {
    const { id } = await world.planOne('booking_confirmation');
    world.source.look = () => ({ drop: 'superseded' });
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'dropped', reason: 'superseded' });
    expect(await world.ledger(id)).toEqual([]);
  });

  it('skips what came too late to be of use', async () => {
    const { id } = await world.planOne('checkin_24', { notAfter: soon(12 * HOUR) });
    await world.db.advance('PT12H1S');
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'skipped_stale', attempts: 0 });
  });

  it('waits while the mail server is down, and loses nothing', async () => {
    const planned = [
      await world.planOne('booking_confirmation'),
      await world.planOne('nudge_7d'),
      await world.planOne('safety'),
    ];
    await world.smtp.stop();
    for (const { id } of planned) await deliver(id);
    for (const { id } of planned) {
      expect(await world.find(id)).toMatchObject({ state: 'planned', attempts: 1 });
      expect(await isDue(id)).toBe(false);
    }
    await world.db.advance('PT72S');
    for (const { id } of planned) {
      expect(await isDue(id)).toBe(true);
      await deliver(id);
    }
    await world.smtp.start();
    await world.db.advance('PT6M');
    for (const { id } of planned) await deliver(id);
    expect(world.smtp.caught).toHaveLength(3);
    for (const { id } of planned) {
      expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 3, lastError: null });
      const outcomes = (await world.ledger(id)).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['retry', 'retry', 'accepted']);
    }
  });

  it('tries six times, then gives up where everyone can see it', async () => {
    const { id } = await world.planOne('booking_cancelled');
    for (const wait of ['PT72S', 'PT6M', 'PT36M', 'PT144M', 'PT432M', 'PT432M']) {
      world.smtp.refuseNext('data', 451, '4.3.0 try again later');
      await deliver(id);
      await world.db.advance(wait);
    }
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({
      ...{ state: 'dead', reason: 'retries_exhausted', attempts: 6 },
    });
    expect(await world.ledger(id)).toHaveLength(6);
  });

  it('does not wait for a try that would come too late', async () => {
    const { id } = await world.planOne('checkin_48', { notAfter: soon(40_000) });
    world.smtp.refuseNext('rcpt', 450, '4.2.1 mailbox busy');
    await deliver(id);
    expect(await world.find(id)).toMatchObject({
      ...{ state: 'skipped_stale', reason: 'next_try_too_late' },
    });
  });

  it('takes a 5xx for an answer', async () => {
    const { id } = await world.planOne('booking_confirmation');
    world.smtp.refuseNext('data', 554, '5.7.1 not today');
    await deliver(id);
    expect(await world.find(id)).toMatchObject({ state: 'dead', reason: 'refused' });
    expect(await world.ledger(id)).toMatchObject([{ outcome: 'refused' }]);
  });

  it('writes to a dead address no more, and keeps it out of the ledger', async () => {
    const recipient = 'gone@client.example';
    const confirmation = await world.planOne('booking_confirmation', { recipient });
    const checkIn = await world.planOne('checkin_24', { recipient, dueAt: soon(24 * HOUR) });
    world.smtp.refuseNext('rcpt', 550, `5.1.1 <${recipient}>: no such user`);
    await deliver(confirmation.id);
    expect(await world.find(checkIn.id)).toMatchObject({ state: 'cancelled', reason: 'bounce' });
    const { lastError } = await world.find(confirmation.id);
    expect(lastError).toContain('no such user');
    const kept = [lastError, ...(await world.ledger(confirmation.id)).map((row) => row.response)];
    expect(kept.join()).not.toContain(recipient);
  });

  it('refuses a recipient that is no single plain address', async () => {
    const recipient = 'jo@client.example,eve@client.example';
    const { id } = await world.planOne('booking_confirmation', { recipient });
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'dead', reason: 'refused' });
  });

  it('puts off a message whose last look breaks, and tells the job', async () => {
    const { id } = await world.planOne('aftercare');
    world.source.look = () => {
      throw new TypeError('Jo has no such property');
    };
    await expect(deliver(id)).rejects.toThrow('no such property');
    expect(await isDue(id)).toBe(false);
    const message = await world.find(id);
    expect(message).toMatchObject({ state: 'planned', attempts: 1 });
    expect(message.lastError).toBe('fault before sending: TypeError');
    world.source.look = (_tx, { kind }) => ({ send: plainViews[kind] });
    await world.db.advance('PT72S');
    await deliver(id);
    expect(world.smtp.caught).toHaveLength(1);
  });

  it.each([
    ['clinic name', { clinic: { ...plainViews.nudge_7d.clinic, name: 'X\r\nBcc: eve@x.example' } }],
    [
      'clinic email',
      { clinic: { ...plainViews.nudge_7d.clinic, email: 'a@b\r\nBcc: eve@x.example' } },
    ],
    ['first name', { firstName: 'Jo\r\n\r\nBcc: eve@x.example' }],
    ['bare LF', { clinic: { ...plainViews.nudge_7d.clinic, name: 'X\nBcc: eve@x.example' } }],
    ['bare CR', { clinic: { ...plainViews.nudge_7d.clinic, name: 'X\rBcc: eve@x.example' } }],
    ['NUL and tab', { clinic: { ...plainViews.nudge_7d.clinic, name: 'X\0\tBcc: eve@x.example' } }],
    ['U+2028', { clinic: { ...plainViews.nudge_7d.clinic, name: 'X\u2028Bcc: eve@x.example' } }],
    ['an address', { clinic: { ...plainViews.nudge_7d.clinic, name: '"a" <eve@x.example>, b' } }],
  ])('lets no header in through the %s', async (_where, change) => {
    const { id } = await world.planOne('nudge_7d');
    world.source.look = () => ({ send: { ...plainViews.nudge_7d, ...change } });
    await deliver(id);
    const { mail, raw, envelopeTo } = must(world.smtp.caught[0]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc/im);
    expect(mail.from?.value.map(({ address }) => address)).toEqual(['hello@limber.example']);
    expect(envelopeTo).toEqual(['jo@client.example']);
  });

  it('lets no header in through a subject', async () => {
    const { id } = await world.planOne('clinic_alert');
    const reference = 'LM\r\nBcc: eve@x.example';
    world.source.look = () => ({ send: { ...plainViews.clinic_alert, reference } });
    await deliver(id);
    expect(world.smtp.caught[0]?.mail.headers.has('bcc')).toBe(false);
    expect(world.smtp.caught[0]?.mail.subject).toBe('Please look at booking LM Bcc: eve@x.example');
  });
});
