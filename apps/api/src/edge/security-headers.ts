import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';

/** Helmet says the same of every answer, so it is asked once and not, as its plugin does, for each of them. */
function headersOf(options: HelmetOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  };
  helmet(options)({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error) throw error as Error;
  });
  return headers;
}

/** What every answer carries, whoever gives it. */
export function addStandingHeaders(fastify: FastifyInstance, options: HelmetOptions): void {
  const standing = headersOf(options);
  const ofTheApi = { ...standing, 'cache-control': 'no-store' };
  fastify.addHook('onRequest', (request, reply, next) => {
    void reply.headers(request.url.startsWith('/api/') ? ofTheApi : standing);
    void reply.header('x-request-id', request.id);
    next();
  });
}
