import { ClinicStore } from '@limber/clinic';
import { Ids } from '@limber/kernel';
import { AuditLogStore, SingleStatements, TransactionRunner } from '@limber/persistence';
import {
  type DynamicModule,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveryStore } from './delivery.store.ts';
import { DueMailService } from './due-mail.service.ts';
import { DueMailStore } from './due-mail.store.ts';
import { MailLinks } from './mail-links.ts';
import { MailTransport } from './mail-transport.ts';
import { MailReportService } from './mail-report.service.ts';
import { MailWordingService } from './mail-wording.service.ts';
import { MailWordingStore } from './mail-wording.store.ts';
import { MessageService } from './message.service.ts';
import { MessageSources } from './message-source.ts';
import { MessageStore } from './message.store.ts';
import { MessagingJobs } from './messaging.jobs.ts';
import { renderMail } from './render-mail.tsx';
import { SuppressionStore } from './suppression.store.ts';

export interface MessagingSettings {
  smtpUrl: string;
  mailDomain: string;
  publicUrl: string;
  /** 60 when left out. */
  catchUpPerMinute?: number;
}

const CATCH_UP_PER_MINUTE = 60;

const dueMailOf = ({ mailDomain, catchUpPerMinute = CATCH_UP_PER_MINUTE }: MessagingSettings) => ({
  provide: DueMailService,
  useFactory: (
    runner: TransactionRunner,
    singles: SingleStatements,
    suppressions: SuppressionStore,
    sources: MessageSources,
    transport: MailTransport,
    messages: MessageService,
  ) =>
    new DueMailService({
      ...{ runner, singles, suppressions, sources, transport, messages },
      deliveries: new DeliveryStore(),
      due: new DueMailStore(new DeliveryStore()),
      wordings: new MailWordingStore(),
      render: renderMail,
      ...{ mailDomain, catchUpPerMinute },
    }),
  inject: [
    ...[TransactionRunner, SingleStatements, SuppressionStore, MessageSources, MailTransport],
    MessageService,
  ],
});

const wordingOf = ({ publicUrl }: MessagingSettings) => ({
  provide: MailWordingService,
  useFactory: (runner: TransactionRunner, audit: AuditLogStore) =>
    new MailWordingService({
      ...{ runner, audit, site: publicUrl.replace(/\/+$/, '') },
      clinics: new ClinicStore(),
      store: new MailWordingStore(),
    }),
  inject: [TransactionRunner, AuditLogStore],
});

const mailReportsOf = ({ mailDomain }: MessagingSettings) => ({
  provide: MailReportService,
  useFactory: (
    source: DataSource,
    runner: TransactionRunner,
    messages: MessageStore,
    suppressions: SuppressionStore,
    audit: AuditLogStore,
  ) =>
    new MailReportService({
      ...{ source, runner, messages, suppressions, audit, mailDomain },
      deliveries: new DeliveryStore(),
    }),
  inject: [DataSource, TransactionRunner, MessageStore, SuppressionStore, AuditLogStore],
});

@Module({})
export class MessagingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly sources: MessageSources,
    private readonly transport: MailTransport,
  ) {}

  /** Sources register in their own onModuleInit, which comes before this. */
  onApplicationBootstrap(): void {
    this.sources.assertComplete();
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  static forRoot(settings: MessagingSettings): DynamicModule {
    const messageService = {
      provide: MessageService,
      useFactory: (
        runner: TransactionRunner,
        suppressions: SuppressionStore,
        sources: MessageSources,
        transport: MailTransport,
      ) =>
        new MessageService({
          ...{ runner, suppressions, sources, transport },
          deliveries: new DeliveryStore(),
          wordings: new MailWordingStore(),
          mailDomain: settings.mailDomain,
          catchUpPerMinute: settings.catchUpPerMinute ?? CATCH_UP_PER_MINUTE,
        }),
      inject: [TransactionRunner, SuppressionStore, MessageSources, MailTransport],
    };
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MessageStore, useFactory: (ids: Ids) => new MessageStore(ids), inject: [Ids] },
        {
          provide: SuppressionStore,
          useFactory: (messages: MessageStore) => new SuppressionStore(messages),
          inject: [MessageStore],
        },
        { provide: MessageSources, useValue: new MessageSources() },
        { provide: MailTransport, useFactory: () => new MailTransport(settings.smtpUrl) },
        {
          provide: MailLinks,
          useValue: new MailLinks(settings.publicUrl, settings.mailDomain),
        },
        messageService,
        dueMailOf(settings),
        wordingOf(settings),
        mailReportsOf(settings),
        MessagingJobs,
      ],
      exports: [
        ...[MessageStore, SuppressionStore, MessageSources, MessageService, MailLinks],
        MailWordingService,
        MailReportService,
      ],
    };
  }
}
