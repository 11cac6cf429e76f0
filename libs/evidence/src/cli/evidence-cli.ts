import { answerLine, type Command, explainLine } from './answer-line.rules.ts';

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
 * Answers every line in order, with one line of JSON or, explained, with a block to read; tells whether all of
 * them were well formed. The process and its streams stay
 * in tools/evidence.mjs, so that this library stays pure.
 */
export const answerStream = async (
  command: Command,
  input: AsyncIterable<string>,
  write: (block: string) => Promise<void>,
  isExplained = false,
): Promise<boolean> => {
  let isWellFormed = true;
  let count = 0;
  for await (const lines of linesOf(input)) {
    const answers = lines.map((whole) => {
      const line = whole.replace(/\r$/, '');
      count += 1;
      return isExplained ? explainLine(command, line, count) : answerLine(command, line);
    });
    isWellFormed &&= answers.every((answer) => answer.ok);
    await write(answers.map((answer) => `${answer.text}\n`).join(''));
  }
  return isWellFormed;
};
