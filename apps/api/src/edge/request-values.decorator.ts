import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type ErrorCode, HoldToken as HoldTokenSchema } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyRequest } from 'fastify';

const VISIT_COOKIE = /(?:^|;\s*)limber_visit=([\w-]{40,64})(?:;|$)/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The browser session's cookie, or null for a request that is one of its own. */
export function visitOf(request: FastifyRequest): string | null {
  return VISIT_COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

/** No expiry: the session ends with the browser's. Scripts cannot read it, other sites cannot send it along. */
export const visitCookie = (visit: string, isSecure: boolean): string =>
  `limber_visit=${visit}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

export const RequestId = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).id,
);

/** Header Hold-Token. Missing or malformed looks like an unknown hold. */
export const HoldToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const parsed = HoldTokenSchema.safeParse(header(requestOf(context), 'hold-token'));
  if (!parsed.success) throw new AppError<ErrorCode>('NOT_FOUND', { params: { what: 'hold' } });
  return parsed.data;
});

/** The signed link token: header Link-Token, or ?token= as it stands in the mails' links. */
export const LinkToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = requestOf(context);
  const { token } = request.query as { token?: unknown };
  return header(request, 'link-token') ?? (typeof token === 'string' ? token : '');
});

const ETAG = /^"(\d{1,9})"$/;

/** If-Match where it is optional: the revision as seen; one of another shape matches nothing. */
export const SeenRevision = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const sent = header(requestOf(context), 'if-match');
    return sent === undefined ? undefined : Number(ETAG.exec(sent.trim())?.[1] ?? 0);
  },
);

/** What makes a POST that creates repeatable; null when the caller sent no Idempotency-Key. */
export const Idempotency = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentRequest | null => {
    const request = requestOf(context);
    const key = header(request, 'idempotency-key');
    if (key === undefined) return null;
    if (!IDEMPOTENCY_KEY.test(key)) {
      throw new AppError<ErrorCode>('VALIDATION_FAILED', {
        fields: [
          {
            path: 'Idempotency-Key',
            code: 'INVALID',
            message: 'Use 1 to 200 visible ASCII characters.',
          },
        ],
      });
    }
    return {
      actor: visitOf(request) ?? `address:${request.ip}`,
      key,
      route: `${request.method} ${request.url.split('?')[0] ?? ''}`,
      request: [header(request, 'hold-token') ?? null, request.body ?? null],
    };
  },
);
