import type { AskedChange, Changed } from '@limber/booking';
import type { SetupQuery, Staff, StrandedPreview } from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
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

/** What was saved, with its ETag; or, of a preview, what it would strand. */
export function answer<Value extends object>(
  reply: FastifyReply,
  changed: Changed<Value>,
  status = 200,
): Value | StrandedPreview {
  if ('stranded' in changed) {
    void reply.status(200);
    return changed;
  }
  void reply.status(status);
  if ('version' in changed.saved) void reply.header('etag', etagOf(Number(changed.saved.version)));
  return changed.saved;
}

/** 204 when it is gone; or, of a preview, what that would strand. */
export function gone(reply: FastifyReply, changed: Changed<void>): StrandedPreview | undefined {
  const isPreview = 'stranded' in changed;
  void reply.status(isPreview ? 200 : 204);
  return isPreview ? changed : undefined;
}
