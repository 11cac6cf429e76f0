import 'reflect-metadata';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '@limber/config';
import { SystemIds } from '@limber/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule, type AppOptions } from './app.module.ts';
import { acceptBodies } from './edge/body-parsers.ts';
import { describeApi } from './edge/open-api.ts';
import { ProblemFilter } from './edge/problem.filter.ts';
import { assertRoutes } from './edge/route-check.ts';
import { addStandingHeaders } from './edge/security-headers.ts';
import { servePages } from './edge/web-pages.ts';

const BODY_LIMIT = 100_000;

/** The whole HTTP edge, not yet listening. Throws when a route lacks a policy or a parameter a schema. */
export async function createApp(
  config: Config,
  log: Logger,
  options: AppOptions = {},
): Promise<NestFastifyApplication> {
  const ids = new SystemIds();
  const filter = new ProblemFilter(log);
  const adapter = new FastifyAdapter({
    trustProxy: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => ids.uuid(),
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      filter.answer(error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, log, options),
    adapter,
    {
      logger: ['error', 'warn'],
      bodyParser: false,
      abortOnError: false,
    },
  );
  acceptBodies(adapter.getInstance());
  addStandingHeaders(adapter.getInstance(), {
    contentSecurityPolicy: {
      directives: { styleSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null },
    },
    strictTransportSecurity: config.PUBLIC_URL.startsWith('https'),
  });
  app.useGlobalFilters(filter);
  app.enableShutdownHooks();
  assertRoutes(app.get(ModulesContainer));
  describeApi(app);
  if (options.pagesDirectory) await servePages(app, filter, options.pagesDirectory);
  return app;
}
