import { claims } from '@limber/evidence';
import type { MailClaim } from './mail-view.ts';
import { kindRules, type MessageKind } from './message-kind.data.ts';

/** The claims a kind's copy leans on, each with its certainty. */
export const claimsOf = (kind: MessageKind): MailClaim[] =>
  claims
    .filter(({ id }) => kindRules[kind].claims.includes(id))
    .map(({ id, title, certainty }) => ({ id, title, certainty }));
