import { formatFollowUps, planFollowUps } from '../follow-up.rules.ts';
import { recommend } from '../recommend.rules.ts';
import { explainError, explainFollowUpLine, explainRecommendationLine } from './explain.rules.ts';
import { parseFollowUpLine, parseRecommendationLine } from './parse-line.rules.ts';
import { fail, pass, refine, type Check, type Parsed } from './shape.rules.ts';

export type Command = 'recommend' | 'followups';

const answers: Readonly<Record<Command, Check<unknown>>> = {
  recommend: refine(parseRecommendationLine, (input) => pass<unknown>(recommend(input))),
  followups: refine(parseFollowUpLine, (input) =>
    pass<unknown>(formatFollowUps(planFollowUps(input), input.tz)),
  ),
};

const parseJson = (line: string): Parsed<unknown> => {
  try {
    const json: unknown = JSON.parse(line);
    return pass(json);
  } catch {
    return fail('NOT_JSON', '');
  }
};

/** One line in, one line out; a malformed line is answered too. */
export const answerLine = (command: Command, line: string): { ok: boolean; text: string } => {
  const json = parseJson(line);
  const answer = json.ok ? answers[command](json.value, '') : json;
  return answer.ok
    ? { ok: true, text: JSON.stringify(answer.value) }
    : { ok: false, text: JSON.stringify({ error: answer.error }) };
};

const explanations: Readonly<Record<Command, (json: unknown, line: number) => Parsed<string>>> = {
  recommend: (json, line) =>
    refine(parseRecommendationLine, (input) => pass(explainRecommendationLine(input, line)))(
      json,
      '',
    ),
  followups: (json, line) =>
    refine(parseFollowUpLine, (input) => pass(explainFollowUpLine(input, line)))(json, ''),
};

/** The same line as a block to read: `number` counts the lines of the input from 1. */
export const explainLine = (
  command: Command,
  line: string,
  number: number,
): { ok: boolean; text: string } => {
  const json = parseJson(line);
  const told = json.ok ? explanations[command](json.value, number) : json;
  return told.ok
    ? { ok: true, text: told.value }
    : { ok: false, text: explainError(told.error, number) };
};
