import { OnePerTurn } from './one-per-turn.ts';

/** Says in its order what was done, and when a turn of the event loop was over. */
async function played(pieces: number): Promise<string[]> {
  const log: string[] = [];
  const work = new OnePerTurn();
  const all = Array.from({ length: pieces }, (_, n) => work.turn().then(() => log.push(`${n}`)));
  let isOver = false;
  const tick = (): void => {
    log.push('-');
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await Promise.all(all);
  isOver = true;
  return log;
}

it('one piece of work is done in a turn of the event loop, in the order of asking', async () => {
  const log = await played(4);
  expect(log.filter((piece) => piece !== '-')).toEqual(['0', '1', '2', '3']);
  const together = log
    .join('')
    .split('-')
    .filter((pieces) => pieces.length > 1);
  expect(together).toEqual([]);
});

it('whoever asks when nobody is before them waits for one turn, not for those long done', async () => {
  const work = new OnePerTurn();
  await Promise.all([work.turn(), work.turn()]);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    setImmediate(count).unref();
  };
  const counting = setImmediate(count);
  await work.turn();
  clearImmediate(counting);
  expect(turns).toBe(1);
});
