import { formatFollowUps, planFollowUps } from '../follow-up.rules.ts';
import { recommend } from '../recommend.rules.ts';
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
