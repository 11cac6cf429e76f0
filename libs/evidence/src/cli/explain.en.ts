import type { FollowUpRule } from '../follow-up.contract.ts';

/** What the playground says around the rules' own sentences. */
export const explainTexts = {
  title: (line: number, what: string): string => `Line ${line}: ${what}`,
  notUnderstood: (code: string, path: string): string =>
    path === '' ? `not understood (${code})` : `not understood (${code} at ${path})`,
  passed: 'let pass',
  fired: 'fired',
  looked: (facts: string): string => `looked at ${facts}`,
  none: 'none',
  reasons: 'Because of',
  reason: (id: string, title: string, certainty: string): string =>
    `${id} ${title} (${certainty} certainty)`,
  cautions: 'Cautions',
  nothingFired: 'No rule moved or dropped a message.',
  sent: 'Sent',
  sentAt: (id: string, local: string): string => `${id} at ${local}`,
  safety: 'Booking is blocked and the clinic is alerted.',
  moved: (when: string): string => `moved to ${when}`,
  dropped: (reason: string): string => `dropped, ${reason}`,
} as const;

export const followUpRuleTexts: Readonly<Record<FollowUpRule, string>> = {
  consent: 'Nothing is sent without the consent it needs.',
  1: 'A check-in due at or before the booking was made is not sent.',
  2: 'A check-in from 3 hours before the session to 3 hours after it is asked in the aftercare mail.',
  3: 'Nothing is sent in quiet hours, 21:00 to 08:00: it waits for their end.',
  4: 'What would come too late is not sent.',
  5: 'Two messages lie at least 10 hours apart: aftercare before check-in before nudge.',
  6: 'What happens later takes away what has not been sent by then.',
};
