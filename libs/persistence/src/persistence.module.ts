import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, Ids } from '@limber/kernel';
import { DataSource } from 'typeorm';
import { AuditLogStore } from './audit-log.store.ts';
import { SingleStatements } from './single-statements.ts';
import { createDataSource, type DataSourceSettings } from './data-source.ts';
import { DatabaseClock } from './database-clock.ts';
import { FieldCipher, type RingKey } from './field-cipher.ts';
import { IdempotencyStore } from './idempotency.store.ts';
import { LinkSigner } from './link-signer.ts';
import { OutboxStore } from './outbox.store.ts';
import { assertBoundRole } from './role-guard.ts';
import { SystemIds } from './system-ids.ts';
import { TransactionRunner } from './transaction-runner.ts';

export interface PersistenceSettings extends DataSourceSettings {
  keyring: RingKey[];
  linkSecret: string;
  /** Watches over whoever writes units of work; left out in production. */
  refusesNested?: boolean;
}

@Global()
@Module({})
export class PersistenceModule {
  static forRoot(settings: PersistenceSettings): DynamicModule {
    const clock = new DatabaseClock();
    const runner = { refusesNested: settings.refusesNested ?? true };
    const ids = new SystemIds();
    const dataSource = {
      provide: DataSource,
      useFactory: async () => {
        const source = await createDataSource(settings).initialize();
        await assertBoundRole(source);
        return source;
      },
    };
    const providers = [
      { provide: Clock, useValue: clock },
      { provide: Ids, useValue: ids },
      dataSource,
      {
        provide: TransactionRunner,
        useFactory: (source: DataSource) => new TransactionRunner(source, clock, runner),
        inject: [DataSource],
      },
      {
        provide: SingleStatements,
        useFactory: (source: DataSource) => new SingleStatements(source),
        inject: [DataSource],
      },
      { provide: OutboxStore, useValue: new OutboxStore(ids) },
      { provide: IdempotencyStore, useValue: new IdempotencyStore() },
      { provide: AuditLogStore, useValue: new AuditLogStore() },
      { provide: FieldCipher, useValue: new FieldCipher(settings.keyring) },
      { provide: LinkSigner, useValue: new LinkSigner(settings.linkSecret) },
      {
        provide: 'close the pool',
        useFactory: (source: DataSource) => ({ onApplicationShutdown: () => source.destroy() }),
        inject: [DataSource],
      },
    ];
    return { module: PersistenceModule, providers, exports: providers.slice(0, -1) };
  }
}
