import { type DynamicModule, Module } from '@nestjs/common';
import { OutboxStore, TransactionRunner } from '@limber/persistence';
import { DataSource } from 'typeorm';
import { JobHandlers } from './job-handlers.ts';
import { createJobHost, type JobsSettings } from './create-job-host.ts';
import { JobHost } from './job-host.ts';

@Module({})
export class JobsModule {
  /** Where jobs run: the worker. It begins with `app.get(JobHost).start()`, ends with `app.close()`. */
  static forRoot(settings: JobsSettings): DynamicModule {
    const host = {
      provide: JobHost,
      useFactory: (
        handlers: JobHandlers,
        source: DataSource,
        runner: TransactionRunner,
        outbox: OutboxStore,
      ) => createJobHost({ handlers, source, runner, outbox }, settings),
      inject: [JobHandlers, DataSource, TransactionRunner, OutboxStore],
    };
    return {
      module: JobsModule,
      global: true,
      providers: [JobHandlers, host],
      exports: [JobHandlers, JobHost],
    };
  }

  /** Where features are used but jobs run elsewhere: the api. Opens no connection. */
  static forHandlersOnly(): DynamicModule {
    return { module: JobsModule, global: true, providers: [JobHandlers], exports: [JobHandlers] };
  }
}
