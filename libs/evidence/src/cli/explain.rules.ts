import { claims } from '../evidence.data.ts';
import type { FollowUpInput } from '../follow-up.contract.ts';
import { explainFollowUps, formatFollowUps } from '../follow-up.rules.ts';
import { explainRecommendation } from '../recommend.rules.ts';
import type { Recommendation, RecommendationInput } from '../recommendation.contract.ts';
import { ruleTexts } from '../rule-text.en.ts';
import type { Seen } from '../trace.rules.ts';
import { toWall } from '../wall-clock.rules.ts';
import { explainTexts as texts, followUpRuleTexts } from './explain.en.ts';
import type { InputError } from './shape.rules.ts';

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const block = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

const value = (seen: Seen[string]): string => {
  if (seen === null) return texts.none;
  if (typeof seen !== 'object') return String(seen);
  return seen.length === 0 ? texts.none : seen.join(', ');
};

const facts = (saw: Seen): string =>
  Object.entries(saw)
    .map(([name, seen]) => `${name} ${value(seen)}`)
    .join('; ');

const headline = ({ decision, sessionType, pressure, durationMin, window }: Recommendation) => {
  if (window === null) return decision;
  const { anchor, fromH, toH, bestFromH, bestToH } = window;
  const when = `${fromH} to ${toH} h from ${anchor}, best ${bestFromH} to ${bestToH}`;
  return `${decision}: ${sessionType}, ${pressure}, ${durationMin} min, ${when}`;
};

const reasonLine = (id: string): string => {
  const claim = claims.find((each) => each.id === id);
  return texts.reason(id, claim?.title ?? '', claim?.certainty ?? '');
};

/** One readable block: every gate and rule that was asked, what it looked at, what it decided. */
export const explainRecommendationLine = (input: RecommendationInput, line: number): string => {
  const { result, steps } = explainRecommendation(input);
  const asked = steps.map(({ rule, isFired, saw, did }) => {
    const verdict = isFired ? `${texts.fired}: ${did}. ${ruleTexts[rule]}` : texts.passed;
    return `${rule} ${texts.looked(facts(saw))}: ${verdict}`;
  });
  return block([
    texts.title(line, headline(result)),
    ...indent(asked),
    ...(result.reasons.length === 0
      ? []
      : indent([`${texts.reasons}: ${result.reasons.map(reasonLine).join('; ')}`])),
    ...indent([`${texts.cautions}: ${result.cautions.join(', ')}`]),
  ]);
};

/** Instants on the client's wall, everything else as it is. */
const seenAt = (tz: string, seen: number | string): string =>
  typeof seen === 'string' ? seen : wallText(tz, seen);

const wallText = (tz: string, ms: number): string =>
  new Date(toWall(tz, ms)).toISOString().slice(0, -8).replace('T', ' ');

/** One readable block: each rule that moved or dropped a message, and why; then what is sent. */
export const explainFollowUpLine = (input: FollowUpInput, line: number): string => {
  const { plan, steps } = explainFollowUps(input);
  const { tz } = input;
  const asked = steps.map(({ rule, id, saw, did }) => {
    const seen = Object.entries(saw).map(([name, at]) => `${name} ${seenAt(tz, at)}`);
    const looked = seen.length === 0 ? '' : ` ${texts.looked(seen.join('; '))}:`;
    const verdict =
      did.kind === 'moved' ? texts.moved(wallText(tz, did.sendAt)) : texts.dropped(did.reason);
    return `${rule} ${id}${looked} ${verdict}. ${followUpRuleTexts[rule]}`;
  });
  const sent = formatFollowUps(plan, tz).send.map(([id, local]) => texts.sentAt(id, local));
  return block([
    texts.title(line, tz),
    ...indent(asked.length === 0 ? [texts.nothingFired] : asked),
    ...indent([`${texts.sent}: ${sent.length === 0 ? texts.none : sent.join('; ')}`]),
    ...(plan.safety ? indent([texts.safety]) : []),
  ]);
};

export const explainError = ({ code, path }: InputError, line: number): string =>
  block([texts.title(line, texts.notUnderstood(code, path))]);
