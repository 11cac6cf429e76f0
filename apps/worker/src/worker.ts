import 'reflect-metadata';
import type { Config } from '@limber/config';
import { JobHost } from '@limber/jobs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { WorkerModule } from './worker.module.ts';

/** A worker that takes jobs. Refuses to start when a job or a kind of message has no one to handle it. */
export async function startWorker(config: Config, log: Logger): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, log), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    await app.get(JobHost).start();
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}
