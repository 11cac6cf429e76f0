import {
  applyDecorators,
  type CallHandler,
  Delete,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  Post,
  Put,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
} from '@nestjs/swagger';
import type { AskedChange, Changed } from '@limber/booking';
import { type SetupQuery, type Staff, StrandedPreview } from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { etagOf } from './edge/desk.decorator.ts';

interface Sent extends SetupQuery {
  acceptStranded?: number | string;
}

/** How a change was asked for. A key belongs to the person, whatever address they sit at. */
export const asked = (
  { preview, acceptStranded }: Sent,
  once?: { key: IdempotentRequest | null; staff: Staff },
): AskedChange => ({
  preview: preview === 'true',
  acceptStranded: Number(acceptStranded ?? 0),
  asked: once?.key ? { ...once.key, actor: `staff:${once.staff.userId}` } : null,
});

/** What was saved, with its ETag, or 204 when that is nothing; of a preview, 200 and what it would strand. */
@Injectable()
class SetupAnswer implements NestInterceptor<Changed<object | undefined>, object | undefined> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<Changed<object | undefined>>,
  ): Observable<object | undefined> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((changed) => answer(reply, changed)));
  }
}

function answer(reply: FastifyReply, changed: Changed<object | undefined>): object | undefined {
  if ('stranded' in changed) void reply.status(200);
  else if (!changed.saved) void reply.status(204);
  else if ('version' in changed.saved) {
    void reply.header('etag', etagOf(Number(changed.saved.version)));
  }
  return 'stranded' in changed ? changed : changed.saved;
}

const answers = UseInterceptors(SetupAnswer);
const seen = ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' });
const preview = ApiOkResponse({
  standardSchema: StrandedPreview,
  description: 'With preview=true',
});
const savedOrPreview = (saved: z.ZodType): MethodDecorator =>
  ApiOkResponse({ standardSchema: z.union([saved, StrandedPreview]) });

/** POST: 201 and what was made. */
export const Creates = (made: z.ZodType, path = ''): MethodDecorator =>
  applyDecorators(Post(path), answers, ApiCreatedResponse({ standardSchema: made }), preview);

/** PUT of the whole, over the version that was seen. */
export const Replaces = (saved: z.ZodType, path = ':id'): MethodDecorator =>
  applyDecorators(Put(path), answers, seen, savedOrPreview(saved));

/** POST of a step of something that exists. */
export const Decides = (path: string, saved: z.ZodType): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), answers, seen, savedOrPreview(saved));

/** DELETE of the version that was seen. */
export const Removes = (path = ':id'): MethodDecorator =>
  applyDecorators(Delete(path), answers, seen, ApiNoContentResponse(), preview);

/** POST that takes several away; their versions stand in the body. */
export const RemovesMany = (path: string): MethodDecorator =>
  applyDecorators(Post(path), answers, ApiNoContentResponse(), preview);
