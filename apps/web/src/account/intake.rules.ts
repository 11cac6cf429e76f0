import type { BodyArea, IntakeGroup, IntakeRequest } from '@limber/contracts';
import type { z } from 'zod';

export type Area = z.infer<typeof BodyArea>;

/** What has been said about one group: nothing yet, none of it, or some of it with its places. */
export interface GroupAnswer {
  readonly isNone: boolean;
  /** code -> places; empty where the question asks for none. */
  readonly yes: Readonly<Record<string, readonly Area[]>>;
}
export type Answers = Readonly<Record<string, GroupAnswer>>;

const nothing: GroupAnswer = { isNone: false, yes: {} };
export const answerOf = (answers: Answers, id: string): GroupAnswer => answers[id] ?? nothing;

/** Saying "none of these" takes every tick of the group back. */
export const sayNone = (answers: Answers, id: string, isNone: boolean): Answers => ({
  ...answers,
  [id]: { isNone, yes: {} },
});

export function tick(answers: Answers, id: string, code: string, isOn: boolean): Answers {
  const { [code]: _, ...others } = answerOf(answers, id).yes;
  return { ...answers, [id]: { isNone: false, yes: isOn ? { ...others, [code]: [] } : others } };
}

export function togglePlace(answers: Answers, id: string, code: string, area: Area): Answers {
  const { yes } = answerOf(answers, id);
  const places = yes[code] ?? [];
  const next = places.includes(area) ? places.filter((each) => each !== area) : [...places, area];
  return { ...answers, [id]: { isNone: false, yes: { ...yes, [code]: next } } };
}

/** Why a group cannot be sent as it is; null = it can. */
export function gapIn(group: IntakeGroup, answers: Answers): 'missing' | 'place' | null {
  const { isNone, yes } = answerOf(answers, group.id);
  if (!isNone && Object.keys(yes).length === 0) return 'missing';
  const lacksPlace = group.questions.some(
    ({ code, needsArea }) => needsArea && yes[code]?.length === 0,
  );
  return lacksPlace ? 'place' : null;
}

/** `bruise` at two places is two codes; a question without a place is its code. */
const codesOf = ({ yes }: GroupAnswer): string[] =>
  Object.entries(yes).flatMap(([code, places]) =>
    places.length === 0 ? [code] : places.map((area) => `${code}:${area}`),
  );

export const answersToSend = (
  groups: readonly IntakeGroup[],
  answers: Answers,
): IntakeRequest['answers'] =>
  Object.fromEntries(groups.map(({ id }) => [id, codesOf(answerOf(answers, id))]));
