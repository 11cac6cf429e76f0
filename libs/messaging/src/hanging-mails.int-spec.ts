import { eventually, insertClinic } from '@limber/testing';
import { MailTransport } from './mail-transport.ts';
import { createMessagingWorld, type MessagingWorld, plannedMessage } from './messaging.testing.ts';

let world: MessagingWorld;
/** More patient than any of these tests: what hangs goes on hanging. */
let transport: MailTransport;

beforeAll(async () => {
  world = await createMessagingWorld();
  transport = new MailTransport(`${world.smtp.url}?socketTimeout=60000`);
});
beforeEach(async () => {
  await world.db.asOwner('DELETE FROM message_send; DELETE FROM message');
  world.smtp.caught.length = 0;
});
afterAll(async () => {
  transport.close();
  await world.close();
});

describe('a mail that the server keeps hanging', () => {
  it('keeps no wake-up, and nothing that falls due beside it', async () => {
    const letGo = world.smtp.hangOnNext();
    const first = await world.planOne('safety');
    const one = world.sender({ transport });
    // Over although the first hangs, so that whoever is woken next finds a free place.
    await one.deliverDue(world.clinicId, 'now');
    expect(world.smtp.caught).toHaveLength(1);
    for (let n = 0; n < 2; n += 1) {
      const { id } = await world.planOne('safety');
      await one.deliverDue(world.clinicId, 'now');
      expect(await world.find(id)).toMatchObject({ state: 'sent' });
    }
    expect(await world.find(first.id)).toMatchObject({ state: 'sending', attempts: 1 });
    letGo();
    await one.ended();
    expect(await world.states()).toEqual({ sent: 3 });
    expect(world.smtp.caught).toHaveLength(3);
  });

  it('keeps its claim, and no other clinic waiting', async () => {
    const other = await insertClinic(world.db);
    const letGo = world.smtp.hangOnNext();
    const { id } = await world.planOne('nudge_7d');
    const one = world.sender({ transport });
    const woken = one.deliverDue(world.clinicId, 'bulk');
    await eventually(() => expect(world.smtp.caught).toHaveLength(1));
    const chainId = world.db.ids.uuid();
    const theirs = plannedMessage('nudge_7d', chainId, world.db.clock.now());
    await world.db.runner.run(other.id, (tx) => world.messages.plan(tx, [theirs]));
    await one.deliverDue(other.id, 'bulk');
    expect(world.smtp.caught).toHaveLength(2);
    await woken;
    await world.grewOld(id);
    await one.deliverDue(world.clinicId, 'bulk');
    expect(await world.states()).toEqual({ sending: 1, sent: 1 });
    letGo();
    await one.ended();
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(world.smtp.caught).toHaveLength(2);
  });

  it('is told of at the next wake-up when its verdict could not be written down', async () => {
    const letGo = world.smtp.hangOnNext();
    const { id } = await world.planOne('safety');
    const one = world.sender({ transport });
    await one.deliverDue(world.clinicId, 'now');
    await world.db.asOwner('REVOKE UPDATE ON message FROM limber_app');
    letGo();
    await one.ended();
    await world.db.asOwner('GRANT UPDATE ON message TO limber_app');
    await expect(one.deliverDue(world.clinicId, 'now')).rejects.toThrow('permission denied');
    await one.deliverDue(world.clinicId, 'now');
    await world.db.asOwner(
      `UPDATE message SET claimed_at = clock_timestamp() - interval '11 seconds'`,
    );
    await one.deliverDue(world.clinicId, 'now');
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});
