import { redFlagScreen } from '@limber/evidence';

/** A line that was ticked, while none of its exact questions is: counts as a yes to all of them. */
const marker = (lineId: string): string => `line:${lineId}`;

type Line = (typeof redFlagScreen)[number];
const codesOf = (line: Line): string[] => line.questions.map(({ code }) => code);

export const isLineOn = (line: Line, ticked: readonly string[]): boolean =>
  ticked.includes(marker(line.id)) || codesOf(line).some((code) => ticked.includes(code));

const without = (ticked: readonly string[], gone: readonly string[]): string[] =>
  ticked.filter((each) => !gone.includes(each));

export function toggleLine(line: Line, isOn: boolean, ticked: readonly string[]): string[] {
  const own = codesOf(line);
  const others = without(ticked, [...own, marker(line.id)]);
  if (!isOn) return others;
  return [...others, ...(own.length === 1 ? own : [marker(line.id)])];
}

/** The last exact question unticked leaves the line ticked: closing it is a choice of its own. */
export function toggleCode(
  line: Line,
  code: string,
  isOn: boolean,
  ticked: readonly string[],
): string[] {
  const rest = without(ticked, [code, marker(line.id)]);
  if (isOn) return [...rest, code];
  return isLineOn(line, rest) ? rest : [...rest, marker(line.id)];
}

/** What is sent: a line that was only ticked as a whole stands for every sign in it. */
export const codesToSend = (ticked: readonly string[]): string[] => {
  const whole = redFlagScreen.filter((line) => ticked.includes(marker(line.id)));
  return [...ticked.filter((each) => !each.startsWith('line:')), ...whole.flatMap(codesOf)];
};
