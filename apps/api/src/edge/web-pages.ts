import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemFilter } from './problem.filter.ts';

const YEAR_MS = 365 * 86_400_000;
const A_FILE = /\.[a-z0-9]+$/i;

/**
 * Serves the built pages: files as they are, any other address outside /api as the one page that routes in
 * the browser. Assets carry a hash in their name and never change; the page itself is always asked for anew.
 */
export async function servePages(
  app: NestFastifyApplication,
  filter: ProblemFilter,
  directory: string,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: YEAR_MS,
  });
  const page = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const path = request.url.split('?')[0] ?? '/';
    if (path.startsWith('/api')) {
      filter.answer(new AppError<ErrorCode>('NOT_FOUND'), request, reply);
      return reply;
    }
    const isFile = A_FILE.test(path) && existsSync(join(directory, decodeURIComponent(path)));
    void reply.header('cache-control', 'no-cache');
    return reply.sendFile(isFile ? path : 'index.html', directory, { cacheControl: false });
  };
  app.getHttpAdapter().getInstance().get('/*', page);
}
