import { SingleStatements, type Transaction } from '@limber/persistence';
import { createTestDatabase, eventually, insertClinic, type TestDatabase } from '@limber/testing';
import { DeliveryStore } from './delivery.store.ts';
import type { DueMailParts } from './due-mail.run.ts';
import { DueMailService } from './due-mail.service.ts';
import { DueMailStore } from './due-mail.store.ts';
import { MailTransport } from './mail-transport.ts';
import { MailWordingStore } from './mail-wording.store.ts';
import { plainViews } from './mail-view.testing.ts';
import { messageKinds, type MessageKind } from './message-kind.data.ts';
import { type LastLook, type MessageSource, MessageSources } from './message-source.ts';
import { type Message } from './message.entity.ts';
import { MessageService } from './message.service.ts';
import { MessageStore, type PlannedMessage } from './message.store.ts';
import { messagingEntities } from './messaging.entity.ts';
import { renderMail } from './render-mail.tsx';
import { TestSmtpServer } from './smtp-server.testing.ts';
import { SuppressionStore } from './suppression.store.ts';

/** What a test knows to be there. */
export function must<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('it is not there');
  return value;
}

/** One attempt to hand a message to the mail server. No outcome = the sender died in between. */
interface Attempt {
  attempt: number;
  startedAt: Date;
  finishedAt: Date | null;
  outcome: 'accepted' | 'retry' | 'refused' | null;
  response: string | null;
}

type Look = (tx: Transaction, message: Message) => LastLook | Promise<LastLook>;

/** Answers with the plain sample of each kind, until a test says otherwise. */
class SampleSource implements MessageSource {
  readonly kinds = messageKinds;
  look: Look = (_tx, { kind }) => ({ send: plainViews[kind] });

  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    return this.look(tx, message);
  }
}

/** Messaging as it runs: real database, real mail server, and a source that tests can talk to. */
export class MessagingWorld {
  readonly source = new SampleSource();
  catchUpPerMinute = 60;
  readonly messages: MessageStore;
  readonly suppressions: SuppressionStore;
  private readonly transports: MailTransport[] = [];

  constructor(
    readonly db: TestDatabase,
    readonly smtp: TestSmtpServer,
    readonly clinicId: string,
  ) {
    this.messages = new MessageStore(db.ids);
    this.suppressions = new SuppressionStore(this.messages);
  }

  /** A sender of its own, as each worker process has one. */
  worker(smtpUrl = this.smtp.url): MessageService {
    const sources = new MessageSources();
    sources.register(this.source);
    const transport = new MailTransport(smtpUrl);
    this.transports.push(transport);
    return new MessageService({
      runner: this.db.runner,
      deliveries: new DeliveryStore(),
      suppressions: this.suppressions,
      wordings: new MailWordingStore(),
      sources,
      transport,
      mailDomain: 'limber.example',
      catchUpPerMinute: this.catchUpPerMinute,
    });
  }

  /** The whole of it, as the worker's jobs call it. */
  sender(change: Pick<DueMailParts, 'transport'> & Partial<DueMailParts>): DueMailService {
    return new DueMailService(this.senderParts(change));
  }

  senderParts(change: Pick<DueMailParts, 'transport'> & Partial<DueMailParts>): DueMailParts {
    const sources = new MessageSources();
    sources.register(this.source);
    const deliveries = new DeliveryStore();
    return {
      ...{ deliveries, sources, suppressions: this.suppressions },
      runner: this.db.runner,
      singles: new SingleStatements(this.db.dataSource),
      due: new DueMailStore(deliveries),
      wordings: new MailWordingStore(),
      render: renderMail,
      messages: this.worker(),
      mailDomain: 'limber.example',
      catchUpPerMinute: 60,
      ...change,
    };
  }

  run<Value>(unit: (tx: Transaction) => Promise<Value>): Promise<Value> {
    return this.db.runner.run(this.clinicId, unit);
  }

  plan(...rows: PlannedMessage[]): Promise<void> {
    return this.run((tx) => this.messages.plan(tx, rows));
  }

  /** One message of the kind on a chain of its own, due now unless told otherwise; answers its row. */
  async planOne(kind: MessageKind, change: Partial<PlannedMessage> = {}): Promise<Message> {
    const chainId = this.db.ids.uuid();
    const row = plannedMessage(kind, chainId, this.db.clock.now(), change);
    await this.plan(row);
    return must((await this.chain(row.chainId ?? chainId))[0]);
  }

  chain(chainId: string): Promise<Message[]> {
    return this.run((tx) => this.messages.listByChain(tx, chainId));
  }

  async find(id: string): Promise<Message> {
    return must(await this.run((tx) => this.messages.findById(tx, id)));
  }

  ledger(messageId: string): Promise<Attempt[]> {
    return this.run((tx) =>
      tx.query<Attempt>(
        `SELECT attempt, started_at AS "startedAt", finished_at AS "finishedAt", outcome, response
           FROM message_send WHERE clinic_id = $1 AND message_id = $2 ORDER BY attempt`,
        [this.clinicId, messageId],
      ),
    );
  }

  /** What a sender leaves behind that dies between the server's yes and its own commit. */
  async leaveBehind(id: string, secondsAgo: number): Promise<void> {
    await this.db.asOwner(
      `UPDATE message SET state = 'sending', attempts = 1, next_attempt_at = app_now() - make_interval(secs => $2),
              claimed_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1`,
      [id, secondsAgo],
    );
  }

  /** How many messages are in which state. */
  async states(): Promise<Record<string, number>> {
    const rows = await this.db.asOwner<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM message GROUP BY 1',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** As if its sender had waited for nearly a whole lease; resolves when that one has said that it lives. */
  async grewOld(id: string): Promise<void> {
    await this.db.asOwner(
      `UPDATE message SET claimed_at = clock_timestamp() - interval '9 seconds' WHERE id = $1`,
      [id],
    );
    await eventually(async () => {
      const [row] = await this.db.asOwner<{ fresh: boolean }>(
        `SELECT claimed_at > clock_timestamp() - interval '8 seconds' AS fresh FROM message WHERE id = $1`,
        [id],
      );
      expect(row?.fresh).toBe(true);
    });
  }

  async close(): Promise<void> {
    for (const transport of this.transports) transport.close();
    await this.smtp.stop();
    await this.db.close();
  }
}

export function plannedMessage(
  kind: MessageKind,
  chainId: string,
  dueAt: Date,
  change: Partial<PlannedMessage> = {},
): PlannedMessage {
  const family = /^(booking|reminder)_/.test(kind) ? 'booking' : 'followup';
  return {
    ...{ family, kind, chainId, dueAt, revision: 1, recipient: 'jo@client.example' },
    timeZone: 'Europe/London',
    notAfter: null,
    ...change,
  } as PlannedMessage;
}

export async function createMessagingWorld(poolSize = 5): Promise<MessagingWorld> {
  const db = await createTestDatabase({ entities: messagingEntities, poolSize });
  const smtp = new TestSmtpServer();
  await smtp.start();
  const { id } = await insertClinic(db);
  const world = new MessagingWorld(db, smtp, id);
  await world.run(async () => undefined); // the clock has seen the database's time from here on
  return world;
}
