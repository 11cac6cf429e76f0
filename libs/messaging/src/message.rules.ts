import { HOUR, MINUTE } from '@limber/kernel';
import type { KindRule } from './message-kind.data.ts';

/** Waits after the first, second, ... attempt that failed; after the last one the message is dead. */
const RETRY_WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR];
const SPREAD = 0.2;

/**
 * 0.8 to 1.2: what an outage held back does not come back all at one instant. Of the message and the attempt,
 * so that it can be told beforehand.
 */
export function spreadOf(id: string, attempt: number): number {
  let hash = 2_166_136_261;
  for (const letter of `${id}.${attempt}`) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  }
  return 1 - SPREAD + (2 * SPREAD * (hash >>> 0)) / 0xffff_ffff;
}

/** What the mail server did with one attempt. `unsure` = it may or may not have taken the mail. */
export type SendOutcome =
  | { type: 'accepted'; response: string }
  | { type: 'failed'; response: string }
  | { type: 'unsure'; response: string }
  | { type: 'refused'; response: string; badAddress: boolean };

export type AfterAttempt =
  | { state: 'sent' }
  | { state: 'planned'; nextAttemptAt: Date }
  | { state: 'unknown' | 'dead' | 'skipped_stale'; reason: string };

/** What becomes of a message after an attempt; pure, so that the ladder is a table in the tests. */
export function afterAttempt(
  outcome: SendOutcome['type'],
  message: { id: string; attempts: number; notAfter: Date | null },
  delivery: KindRule['delivery'],
  now: Date,
): AfterAttempt {
  if (outcome === 'accepted') return { state: 'sent' };
  if (outcome === 'refused') return { state: 'dead', reason: 'refused' };
  if (outcome === 'unsure' && delivery === 'at_most_once') {
    return { state: 'unknown', reason: 'connection_lost' };
  }
  const wait = RETRY_WAITS[message.attempts - 1];
  if (wait === undefined) return { state: 'dead', reason: 'retries_exhausted' };
  const spread = spreadOf(message.id, message.attempts);
  const nextAttemptAt = new Date(now.getTime() + Math.round(wait * spread));
  return isStale({ notAfter: message.notAfter }, nextAttemptAt)
    ? { state: 'skipped_stale', reason: 'next_try_too_late' }
    : { state: 'planned', nextAttemptAt };
}

/** Sent later than not_after it would do harm; at the very instant it is still good. */
export const isStale = (message: { notAfter: Date | null }, at: Date): boolean =>
  message.notAfter !== null && at.getTime() > message.notAfter.getTime();

/** Later than this after it was due, a mail was held back by an outage, and goes out at a walk. */
const CATCH_UP_AFTER_MS = 15 * MINUTE;

export const isCatchingUp = (message: { dueAt: Date }, now: Date): boolean =>
  now.getTime() - message.dueAt.getTime() > CATCH_UP_AFTER_MS;

/** The same for every attempt, so that a mail server or reader that sees two can tell they are one. */
export const messageIdHeader = (
  message: { id: string; revision: number },
  mailDomain: string,
): string => `<${message.id}.${message.revision}@${mailDomain}>`;

interface SmtpTrouble {
  code?: unknown;
  originalCode?: unknown;
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
}

/** Before these a mail cannot have left: no connection, no session, or no envelope. */
const NOTHING_LEFT = new Set(['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE', 'EPROXY', 'ENOAUTH']);
const NO_CONNECTION = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND']);

/**
 * Only a 5xx about this very mail (its envelope or its content) ends it. A 5xx to our greeting or password is
 * the clinic's own trouble with its server: such mails wait, they are not lost.
 */
export function outcomeOfError(error: unknown): SendOutcome {
  const trouble: SmtpTrouble = typeof error === 'object' && error !== null ? error : {};
  const status = typeof trouble.responseCode === 'number' ? trouble.responseCode : 0;
  const response = describeTrouble(trouble);
  const aboutThisMail = trouble.code === 'EENVELOPE' || trouble.code === 'EMESSAGE';
  if (aboutThisMail && status >= 500) {
    const badAddress = trouble.code === 'EENVELOPE' && /\b5\.1\.\d/.test(response);
    return { type: 'refused', response, badAddress };
  }
  const nothingLeft =
    status > 0 ||
    NOTHING_LEFT.has(String(trouble.code)) ||
    NO_CONNECTION.has(String(trouble.originalCode ?? trouble.code));
  return { type: nothingLeft ? 'failed' : 'unsure', response };
}

function describeTrouble({ code, command, response }: SmtpTrouble): string {
  const said = typeof response === 'string' ? response : '';
  return withoutAddresses(
    [code, command, said].filter((part) => typeof part === 'string').join(' '),
  );
}

/** Mail servers repeat the recipient in their answers; the ledger is no place for addresses. */
export const withoutAddresses = (text: string): string =>
  text
    .replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
