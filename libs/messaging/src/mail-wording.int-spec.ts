import type { By } from '@limber/clinic';
import { ClinicStore } from '@limber/clinic';
import type { MailWordingChange, WordedMailKind } from '@limber/contracts';
import { HOUR } from '@limber/kernel';
import { AuditLogStore } from '@limber/persistence';
import { insertClinic } from '@limber/testing';
import { MailWordingService } from './mail-wording.service.ts';
import { MailWordingStore } from './mail-wording.store.ts';
import { createMessagingWorld, type MessagingWorld, must } from './messaging.testing.ts';
import type { Message } from './message.entity.ts';

const by: By = {
  staff: { userId: 'olu', name: 'Olu Bell', role: 'owner', therapistId: null },
  requestId: 'req-1',
};

let world: MessagingWorld;
let wordings: MailWordingService;
const store = new MailWordingStore();

beforeAll(async () => {
  world = await createMessagingWorld();
  wordings = new MailWordingService({
    runner: world.db.runner,
    store,
    clinics: new ClinicStore(),
    audit: new AuditLogStore(),
    site: 'https://limber.example',
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.asOwner('DELETE FROM message_send; DELETE FROM message; DELETE FROM mail_wording');
  world.smtp.caught.length = 0;
});

/** Saves over the newest version, agreeing to the number that is true. */
async function say(
  change: Partial<MailWordingChange>,
  kind: WordedMailKind = 'reminder_24h',
): Promise<number> {
  const words = { opening: null, closing: null, ...change };
  const { version } = await wordings.read(world.clinicId, kind);
  const seenPlanned = await count(words, kind);
  const body = { ...words, appliesTo: change.appliesTo ?? 'upcoming', seenPlanned };
  await wordings.change(world.clinicId, { kind, version }, body, by);
  return seenPlanned;
}

const count = (
  words: { opening: string | null; closing: string | null },
  kind: WordedMailKind = 'reminder_24h',
) => world.run((tx) => store.countOtherwise(tx, kind, words));

/** As it arrives, by whichever sender. */
async function textOf(message: Message): Promise<string> {
  await world.worker().deliver(world.clinicId, message.id);
  return must(world.smtp.caught.at(-1)).mail.text ?? '';
}

const later = () => new Date(world.db.clock.now().getTime() + HOUR);
const HOUSE = 'Something in the way?';

describe('a clinic’s own words', () => {
  it('are said in the mail, with their names filled in', async () => {
    await say({ opening: 'We look forward, {{clientName}}.\nThe door is green.', closing: '' });
    const text = await textOf(await world.planOne('reminder_24h'));
    expect(text).toContain('Hello Jo,\n\nWe look forward, Jo.\n\nThe door is green.\n\n');
    expect(text).not.toContain(HOUSE);
  });

  it('are said in that kind of mail only, and at that clinic only', async () => {
    await say({ closing: 'The door is green.' });
    const other = await insertClinic(world.db);
    expect(await wordings.read(other.id, 'reminder_24h')).toMatchObject({ version: 0 });
    expect(await textOf(await world.planOne('reminder_2h'))).toContain(HOUSE);
    expect(await textOf(await world.planOne('booking_confirmation'))).not.toContain('green');
  });

  it('are never put into a mail that must be said as it is', async () => {
    await world.db.asOwner(
      `INSERT INTO mail_wording VALUES ($1, 'safety', 1, 'All is well', '', 'upcoming', 'x', 'x', now())`,
      [world.clinicId],
    );
    expect(await textOf(await world.planOne('safety'))).not.toContain('All is well');
  });

  it('give way to the house’s again, without losing what was', async () => {
    await say({ closing: 'The door is green.' });
    await say({ closing: null });
    expect(await textOf(await world.planOne('reminder_24h'))).toContain(HOUSE);
    const { history, isOwn, version } = await wordings.read(world.clinicId, 'reminder_24h');
    expect({ isOwn, version }).toEqual({ isOwn: false, version: 2 });
    expect(history.map(({ closing, by: who }) => [closing, who])).toEqual([
      [null, 'Olu Bell'],
      ['The door is green.', 'Olu Bell'],
    ]);
  });
});

describe('mails that are planned already', () => {
  it('change with it when asked to', async () => {
    const planned = await world.planOne('reminder_24h');
    expect(await say({ closing: 'The door is green.', appliesTo: 'upcoming' })).toBe(1);
    expect(await textOf(planned)).toContain('The door is green.');
  });

  it('keep the words they were planned under when only new ones change', async () => {
    await say({ closing: 'The door is red.' });
    const before = await world.planOne('reminder_24h');
    await world.db.advance('PT1S');
    expect(await say({ closing: 'The door is green.', appliesTo: 'new' })).toBe(1);
    await world.db.advance('PT1S');
    const after = await world.planOne('reminder_24h');
    expect(await textOf(before)).toContain('The door is red.');
    expect(await textOf(after)).toContain('The door is green.');
  });

  it('change with a later wording for all, whatever came between', async () => {
    const planned = await world.planOne('reminder_24h');
    await world.db.advance('PT1S');
    await say({ closing: 'The door is red.', appliesTo: 'new' });
    await world.db.advance('PT1S');
    await say({ closing: 'The door is green.', appliesTo: 'upcoming' });
    expect(await textOf(planned)).toContain('The door is green.');
  });

  it('are counted once a booking, while they wait and say something else', async () => {
    const words = { opening: null, closing: 'The door is green.' };
    const dueAt = later();
    const one = await world.planOne('reminder_24h', { dueAt });
    await world.planOne('reminder_24h', { dueAt });
    await world.planOne('reminder_2h', { dueAt });
    // A second address of the same booking is still one booking.
    await world.planOne('reminder_24h', {
      ...{ dueAt, recipient: 'other@client.example', family: 'booking' },
      chainId: one.chainId ?? '',
    });
    expect(await count(words)).toBe(2);
    await world.run((tx) =>
      world.messages.cancelPlanned(tx, { chainId: one.chainId ?? '' }, 'cancelled'),
    );
    expect(await count(words)).toBe(1);
    await say({ ...words, appliesTo: 'upcoming' });
    expect(await count(words)).toBe(0);
    expect(await count({ opening: null, closing: null })).toBe(1);
  });

  it('must be as many as were seen, else nothing is saved', async () => {
    const change = { opening: 'Hi', closing: null, appliesTo: 'upcoming' as const, seenPlanned: 0 };
    await world.planOne('reminder_24h', { dueAt: later() });
    for (const appliesTo of ['upcoming', 'new'] as const) {
      await expect(
        wordings.change(
          world.clinicId,
          { kind: 'reminder_24h', version: 0 },
          { ...change, appliesTo },
          by,
        ),
      ).rejects.toMatchObject({ code: 'WORDING_COUNT_CHANGED', params: { planned: 1 } });
    }
    expect(await wordings.read(world.clinicId, 'reminder_24h')).toMatchObject({ version: 0 });
  });
});

describe('a change of wording', () => {
  it('is in the audit log: who, which, how far, and none of the words', async () => {
    await world.planOne('reminder_24h', { dueAt: later() });
    await say({ closing: 'The door is green.', appliesTo: 'upcoming' });
    const [entry] = await world.db.asOwner('SELECT * FROM audit_log ORDER BY id DESC LIMIT 1');
    expect(entry).toMatchObject({
      ...{ actor: 'staff:olu', action: 'mail_wording.changed', subject: 'reminder_24h' },
      details: { version: 1, appliesTo: 'upcoming', planned: 1, isOwn: true },
    });
    expect(JSON.stringify(entry)).not.toContain('green');
  });

  it('by two at once is made by one; the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { version } = await wordings.read(world.clinicId, 'aftercare');
      const outcomes = await Promise.allSettled(
        ['One', 'Two', 'Three'].map((opening) =>
          wordings.change(
            world.clinicId,
            { kind: 'aftercare', version },
            { opening, closing: null, appliesTo: 'upcoming', seenPlanned: 0 },
            by,
          ),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        ...['fulfilled', 'rejected', 'rejected'],
      ]);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toMatchObject({ code: 'PRECONDITION_FAILED' });
        }
      }
      expect(await wordings.read(world.clinicId, 'aftercare')).toMatchObject({
        version: version + 1,
      });
    }
  });

  it('keeps nothing it refused', async () => {
    await expect(say({ opening: '{{soreness}}' })).rejects.toMatchObject({
      code: 'WORDING_PLACEHOLDER',
      fields: [{ path: 'opening', code: 'WORDING_PLACEHOLDER' }],
    });
    expect(await wordings.read(world.clinicId, 'reminder_24h')).toMatchObject({ version: 0 });
  });
});
