import type { SafetyMessage } from '@limber/contracts';
import { redFlagScreen, safetyMessage } from '@limber/evidence';
import type { Draft } from './draft.ts';

type Judged = Pick<Draft, 'screening' | 'safety' | 'recommendation'>;

/**
 * Whether nothing may be booked with these answers. Every code asked here means "refuse", and one that we
 * do not know is no better: any code at all stops the way, whatever the network or the api says.
 */
export const isStopped = ({ screening, safety, recommendation }: Judged): boolean =>
  (screening !== null && screening.length > 0) ||
  safety.length > 0 ||
  recommendation?.decision === 'do_not_book' ||
  recommendation?.decision === 'clearance_needed';

const known = redFlagScreen.flatMap(({ questions }) => questions.map(({ code }) => code));

/**
 * What to do about the ticked signs, most of all without a network; `country` is the clinic's, ISO 3166
 * alpha-2. Codes we do not know get no message of their own.
 */
export const messagesFor = (codes: readonly string[], country: string): SafetyMessage[] =>
  known
    .filter((code) => codes.includes(code))
    .map((code) => {
      const { numbers, ...message } = safetyMessage(code, country);
      return { code, ...message, numbers: numbers.map((number) => ({ label: number, number })) };
    });
