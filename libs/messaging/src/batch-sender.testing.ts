import { jobNames } from '@limber/contracts';
import { createJobHost, JobHandlers } from '@limber/jobs';
import {
  SingleStatements,
  createDataSource,
  DatabaseClock,
  OutboxRow,
  OutboxStore,
  SystemIds,
  TransactionRunner,
} from '@limber/persistence';
import { openSync, writeSync } from 'node:fs';
import { DeliveryStore } from './delivery.store.ts';
import { DueMailService } from './due-mail.service.ts';
import { DueMailStore } from './due-mail.store.ts';
import { urgencyOf } from './due-mail.rules.ts';
import { MessageService } from './message.service.ts';
import { MessageStore } from './message.store.ts';
import { MessageSources } from './message-source.ts';
import { messageKinds } from './message-kind.data.ts';
import { messagingEntities } from './messaging.entity.ts';
import { plainViews } from './mail-view.testing.ts';
import { SuppressionStore } from './suppression.store.ts';
import { MailWordingStore } from './mail-wording.store.ts';

/**
 * The sender as the worker runs it, queue and sweep included, in a process that may be killed; but its mails are
 * empty, and its mail server is a file with one line a mail, which outlives it: "<Message-ID> <epoch ms>".
 */
const databaseUrl = process.env['DATABASE_URL'] ?? '';
const file = openSync(process.env['SENT_FILE'] ?? '', 'a');
const quiet = {
  info: () => undefined,
  error: (about: object) => process.stderr.write(`${JSON.stringify(about)}\n`),
};

const source = await createDataSource({
  url: databaseUrl,
  entities: [OutboxRow, ...messagingEntities],
  poolSize: 10,
  name: 'batch-sender',
}).initialize();
const runner = new TransactionRunner(source, new DatabaseClock(), { refusesNested: false });
const ids = new SystemIds();
const deliveries = new DeliveryStore();
const suppressions = new SuppressionStore(new MessageStore(ids));
const sources = new MessageSources();
sources.register({
  kinds: messageKinds,
  lastLook: (_tx, { kind }) => Promise.resolve({ send: plainViews[kind] }),
});
const transport = {
  send: ({ messageId }: { messageId: string }) => {
    writeSync(file, `${messageId} ${performance.timeOrigin + performance.now()}\n`);
    return Promise.resolve({ type: 'accepted' as const, response: '250 ok' });
  },
};
const shared = {
  ...{ runner, deliveries, suppressions, sources, transport, wordings: new MailWordingStore() },
  ...{ mailDomain: 'limber.example', catchUpPerMinute: 60 },
};
const sender = new DueMailService({
  ...shared,
  singles: new SingleStatements(source),
  due: new DueMailStore(deliveries),
  render: () => ({ subject: 'x', text: 'x', html: 'x' }),
  messages: new MessageService(shared),
});

const handlers = new JobHandlers();
for (const name of jobNames) {
  if (name !== 'mail.deliver') handlers.register(name, () => Promise.resolve());
}
handlers.register('mail.deliver', ({ clinicId, urgency }) => sender.deliverDue(clinicId, urgency));
const host = createJobHost(
  { handlers, source, runner, outbox: new OutboxStore(ids) },
  { databaseUrl, log: quiet, urgencyOf },
);
await host.start();
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
