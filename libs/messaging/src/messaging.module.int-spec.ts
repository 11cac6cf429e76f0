import { JobHandlers, JobsModule } from '@limber/jobs';
import { PersistenceModule } from '@limber/persistence';
import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { createMessagingWorld, type MessagingWorld } from './messaging.testing.ts';
import { MailLinks } from './mail-links.ts';
import { MessageSources } from './message-source.ts';
import { messagingEntities } from './messaging.entity.ts';
import { MessagingModule } from './messaging.module.ts';

describe('MessagingModule', () => {
  let world: MessagingWorld;
  beforeAll(async () => {
    world = await createMessagingWorld();
  });
  afterAll(() => world.close());

  const createApp = async (withSource: boolean) => {
    @Module({})
    class Feature {
      constructor(private readonly sources: MessageSources) {}
      onModuleInit(): void {
        if (withSource) this.sources.register(world.source);
      }
    }
    const testing = await Test.createTestingModule({
      imports: [
        PersistenceModule.forRoot({
          url: world.db.appUrl,
          entities: messagingEntities,
          keyring: [{ id: 1, key: Buffer.alloc(32, 7) }],
          linkSecret: 'a secret that only tests may know',
          name: 'testing',
        }),
        JobsModule.forHandlersOnly(),
        MessagingModule.forRoot({
          smtpUrl: world.smtp.url,
          mailDomain: 'limber.example',
          publicUrl: 'https://limber.example/',
        }),
        Feature,
      ],
    }).compile();
    testing.useLogger(false);
    return testing;
  };

  it('refuses to start while a kind has no source', async () => {
    const app = await createApp(false);
    await expect(app.init()).rejects.toThrow('no source for messages of kind');
    await app.close();
  });

  it('handles the job mail.deliver', async () => {
    const app = await createApp(true);
    await app.init();
    await world.planOne('booking_confirmation');
    await app.get(JobHandlers).handle('mail.deliver', { clinicId: world.clinicId, urgency: 'now' });
    expect(world.smtp.caught).toHaveLength(1);
    await app.close();
  });

  it('gives a mail that hangs a moment when it is stopped, and writes it down', async () => {
    const app = await createApp(true);
    await app.init();
    const letGo = world.smtp.hangOnNext();
    const { id } = await world.planOne('booking_confirmation');
    await app.get(JobHandlers).handle('mail.deliver', { clinicId: world.clinicId, urgency: 'now' });
    expect(await world.find(id)).toMatchObject({ state: 'sending' });
    const closed = app.close();
    letGo();
    await closed;
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('builds addresses of our own pages', async () => {
    const app = await createApp(true);
    expect(app.get(MailLinks).to('check-in', 'a/b c.d')).toBe(
      'https://limber.example/check-in/a%2Fb%20c.d',
    );
    await app.close();
  });
});
