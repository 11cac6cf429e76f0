import { answerLine, type Command } from './answer-line.rules.ts';

/** Whole lines of a stream; the last one needs no newline. */
async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest: string[] = [];
  for await (const chunk of input) {
    const end = chunk.lastIndexOf('\n');
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    yield [...rest, chunk.slice(0, end)].join('').split('\n');
    rest = [chunk.slice(end + 1)];
  }
  const last = rest.join('');
  if (last !== '') yield [last];
}

/**
 * Answers every line in order; tells whether all of them were well formed. The process and its streams stay
 * in tools/evidence.mjs, so that this library stays pure.
 */
export const answerStream = async (
  command: Command,
  input: AsyncIterable<string>,
  write: (block: string) => Promise<void>,
): Promise<boolean> => {
  let isWellFormed = true;
  for await (const lines of linesOf(input)) {
    const answers = lines.map((line) => answerLine(command, line.replace(/\r$/, '')));
    isWellFormed &&= answers.every((answer) => answer.ok);
    await write(answers.map((answer) => `${answer.text}\n`).join(''));
  }
  return isWellFormed;
};
