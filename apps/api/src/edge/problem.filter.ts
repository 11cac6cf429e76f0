import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type ErrorCode, errorCodes, type Problem } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { sqlState } from '@limber/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { fieldSentences } from './field-sentences.table.ts';
import { detailOf, problems } from './problem.table.ts';

/** What may travel to the client beside the sentence; anything else in params stays inside. */
const SHOWN = [
  ...(['alternatives', 'safety', 'fee', 'stranded', 'movedTo'] as const),
  ...(['broken', 'inTheWay', 'dates', 'planned'] as const),
];

const byStatus: Record<number, ErrorCode> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  414: 'BAD_URL',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
};
const byFrameworkCode: Record<string, ErrorCode> = {
  FST_ERR_BAD_URL: 'BAD_URL',
  FST_ERR_ROUTE_MISSING_HANDLER: 'NOT_FOUND',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
};
/** A database that is gone, has no connection left or cut a statement that took too long: our trouble, but no bug. */
const UNREACHABLE = /^(08|57P|57014|53)|ECONNREFUSED|ECONNRESET/;
/** What pg's pool says, without a code, when every connection is taken, or a new one not made, for too long. */
const POOL_EXHAUSTED = new Set<unknown>([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
]);

const isOurs = (error: unknown): error is AppError<ErrorCode> =>
  error instanceof AppError && errorCodes.some((code) => code === error.code);

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined;

/** Any error -> one of ours. What nobody knows is INTERNAL and keeps its cause for the log. */
export function asAppError(error: unknown): AppError<ErrorCode> {
  if (isOurs(error)) return error;
  const code = field(error, 'code');
  const framework = typeof code === 'string' ? byFrameworkCode[code] : undefined;
  if (framework) return new AppError(framework, { cause: error });
  const status =
    error instanceof HttpException ? error.getStatus() : Number(field(error, 'statusCode'));
  const known = byStatus[status];
  if (known) return new AppError(known, { cause: error });
  const state = sqlState(error) ?? (typeof code === 'string' ? code : '');
  if (UNREACHABLE.test(state) || POOL_EXHAUSTED.has(field(error, 'message'))) {
    return new AppError('UNAVAILABLE', { cause: error, logLevel: 'error' });
  }
  return new AppError('INTERNAL', { cause: error, logLevel: 'error' });
}

/** A field may have a fault of its own, which is not what the whole is called after. */
const titleOf = (code: string): string | undefined =>
  errorCodes.some((known) => known === code) ? problems[code as ErrorCode].title : undefined;

export function problemOf(error: AppError<ErrorCode>, requestId: string): Problem {
  const { status, title } = problems[error.code];
  const shown = SHOWN.filter((name) => error.params[name] !== undefined);
  return {
    type: `urn:limber:error:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: detailOf(error.code, error.params),
    code: error.code,
    requestId,
    ...Object.fromEntries(shown.map((name) => [name, error.params[name]])),
    ...(status === 422 && {
      errors: error.fields.map(({ path, code, message }) => ({
        path,
        code,
        message: message || (fieldSentences[code] ?? titleOf(code) ?? title),
      })),
    }),
  };
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also called by Fastify itself for what never reaches Nest, such as an address it cannot decode. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = asAppError(thrown);
    const problem = problemOf(error, request.id);
    // Codes and stack only: an address, a name or an answer could stand in a message or a URL.
    this.log[error.logLevel](
      {
        requestId: request.id,
        code: error.code,
        route: request.routeOptions?.url,
        ...(error.logLevel === 'error' && { stack: stackOf(error.cause) }),
      },
      error.code,
    );
    if (reply.sent) return;
    if (problem.status === 429 || problem.status === 503) {
      void reply.header('retry-after', Number(error.params['retryAfterSeconds'] ?? 1));
    }
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problem));
  }
}

function stackOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const state = sqlState(cause);
  // A database message may quote the row it choked on; its code and our stack are enough.
  return state
    ? `sqlstate ${state}\n${(cause.stack ?? '').split('\n').slice(1).join('\n')}`
    : cause.stack;
}
