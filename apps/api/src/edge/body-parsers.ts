import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { LONGEST_REPORT } from '@limber/messaging';

const UNSUBSCRIBE = /\/unsubscribe\/[^/]+$/;
const MAIL_REPORTS = /^\/api\/v1\/mail-reports$/;

/**
 * JSON everywhere; a form only where a mail program unsubscribes (RFC 8058), because a form is what another
 * site can send across origins without asking. A whole mail only where returned mails are handed in.
 */
export function acceptBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      // A client that always says "JSON" also says it when it sends nothing.
      if (body === '') return done(null, undefined);
      return parseJson(request, body, (error, value) =>
        error ? done(new AppError<ErrorCode>('BAD_JSON', { cause: error })) : done(null, value),
      );
    },
  );
  server.addContentTypeParser<string>(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string' },
    (request, _body, done) => {
      if (UNSUBSCRIBE.test(request.url)) done(null, undefined);
      else done(new AppError<ErrorCode>('UNSUPPORTED_MEDIA_TYPE'));
    },
  );
  server.addContentTypeParser<string>(
    'message/rfc822',
    { parseAs: 'string', bodyLimit: LONGEST_REPORT },
    (request, body, done) => {
      if (MAIL_REPORTS.test(request.url)) done(null, body);
      else done(new AppError<ErrorCode>('UNSUPPORTED_MEDIA_TYPE'));
    },
  );
}
