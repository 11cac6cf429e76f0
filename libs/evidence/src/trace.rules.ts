import { HOUR } from '@limber/kernel';
import type { RuleId } from './rule-text.en.ts';

/** What a rule looked at, by the names the inputs have. */
export type Seen = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One rule at work: written by the very code that decided, never told afterwards. */
export interface TraceStep {
  readonly rule: RuleId;
  /** False = looked and let pass. */
  readonly isFired: boolean;
  readonly saw: Seen;
  /** What came of it, in the words of the output. */
  readonly did: string;
}

export const fired = (rule: RuleId, saw: Seen, did: string): TraceStep => ({
  rule,
  isFired: true,
  saw,
  did,
});

/** Each rule once, in the order in which they first fired. */
export const firedRules = (steps: readonly TraceStep[]): readonly RuleId[] => [
  ...new Set(steps.filter(({ isFired }) => isFired).map(({ rule }) => rule)),
];

/** Hours with at most two decimals; `+ 0` turns a negative zero into zero. */
export const inHours = (ms: number): number => Math.round(ms / (HOUR / 100)) / 100 + 0;
