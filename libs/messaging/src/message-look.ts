import type { Transaction } from '@limber/persistence';
import type { MailView, MailWords } from './mail-view.ts';
import { kindRules } from './message-kind.data.ts';
import type { MessageSources } from './message-source.ts';
import type { DueMessage, MessageState } from './message.entity.ts';
import { isStale } from './message.rules.ts';
import { isWordedMail } from './templates/words.tsx';

export type Looked = { send: MailView } | { close: MessageState; reason: string };

/** The last look at a locked message: does it still go out, and with what view? `stopped` are those not wanted. */
export async function lookAt(
  sources: MessageSources,
  tx: Transaction,
  message: DueMessage,
  stopped: ReadonlySet<string>,
): Promise<Looked> {
  if (message.state === 'sending' && kindRules[message.kind].delivery === 'at_most_once') {
    return { close: 'unknown', reason: 'sender_died' };
  }
  if (isStale(message, tx.now)) return { close: 'skipped_stale', reason: 'past_not_after' };
  if (stopped.has(message.id)) return { close: 'dropped', reason: 'suppressed' };
  const look = await sources.lastLook(tx, message);
  return 'drop' in look ? { close: 'dropped', reason: look.drop } : look;
}

/** The same view in the clinic's own words, where it has any for this mail. */
export const inWords = (view: MailView, words: MailWords | undefined): MailView =>
  words && isWordedMail(view) ? { ...view, words } : view;
