import { Turns } from './turns.ts';

/** A decision that ends when it is told to. */
function decision(name: string, log: string[]) {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const decide = async () => {
    log.push(`${name} decides`);
    await ended;
    return name;
  };
  return { decide, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

let log: string[];
let turns: Turns;
beforeEach(() => {
  log = [];
  turns = new Turns();
});
const look = (name: string) => () => {
  log.push(`${name} looks`);
  return Promise.resolve();
};

describe('decisions about one thing', () => {
  it('are made one at a time; whoever waited looks first, who came first does not', async () => {
    const [ada, bea] = [decision('Ada', log), decision('Bea', log)];
    const first = turns.take('monday', look('Ada'), ada.decide);
    const second = turns.take('monday', look('Bea'), bea.decide);
    await settled();
    expect(log).toEqual(['Ada decides']);
    ada.end();
    expect(await first).toBe('Ada');
    await settled();
    expect(log).toEqual(['Ada decides', 'Bea looks', 'Bea decides']);
    bea.end();
    expect(await second).toBe('Bea');
  });

  it('are not made by whoever looks and sees that there is nothing left', async () => {
    const ada = decision('Ada', log);
    const first = turns.take('monday', look('Ada'), ada.decide);
    const taken = () => Promise.reject(new Error('taken'));
    const losers = [1, 2, 3].map((n) =>
      turns
        .take('monday', taken, decision(`${n}`, log).decide)
        .catch((error: Error) => error.message),
    );
    ada.end();
    await first;
    expect(await Promise.all(losers)).toEqual(['taken', 'taken', 'taken']);
    expect(log).toEqual(['Ada decides']);
  });

  it('go on after one that failed, which only who asked for it hears', async () => {
    const first = turns.take('monday', look('Ada'), () => Promise.reject(new Error('away')));
    const bea = decision('Bea', log);
    bea.end();
    const second = turns.take('monday', look('Bea'), bea.decide);
    await expect(first).rejects.toThrow('away');
    expect(await second).toBe('Bea');
  });

  it('are told what was seen last; who came first, or waited too long, saw nothing', async () => {
    const told: unknown[] = [];
    const tells = (ended: Promise<void>) => (seen: unknown) => ended.then(() => told.push(seen));
    const ends: (() => void)[] = [];
    const take = (saw: string) =>
      turns.take(
        'monday',
        () => Promise.resolve(`${saw} after ${told.length}`),
        tells(new Promise((resolve) => ends.push(resolve))),
      );
    const all = ['Ada', 'Bea', 'Cem'].map(take);
    for (const [n, one] of all.entries()) {
      await settled();
      ends[n]?.();
      await one;
    }
    expect(told).toEqual([undefined, 'Bea after 1', 'Cem after 2']);

    turns = new Turns(1);
    const hangs = turns.take('monday', look('Ada'), () => new Promise(() => {}));
    void hangs;
    const impatient = turns.take(
      'monday',
      () => Promise.resolve('stale'),
      (seen) => Promise.resolve(seen),
    );
    expect(await impatient).toBeUndefined();
  });

  it('do not wait for ever for one that hangs', async () => {
    turns = new Turns(1);
    const [ada, bea] = [decision('Ada', log), decision('Bea', log)];
    const first = turns.take('monday', look('Ada'), ada.decide);
    bea.end();
    expect(await turns.take('monday', look('Bea'), bea.decide)).toBe('Bea');
    ada.end();
    expect(await first).toBe('Ada');
  });
});

it('decisions about different things do not wait for each other', async () => {
  const [ada, bea] = [decision('Ada', log), decision('Bea', log)];
  const both = [
    turns.take('monday', look('Ada'), ada.decide),
    turns.take('tuesday', look('Bea'), bea.decide),
  ];
  await settled();
  expect(log).toEqual(['Ada decides', 'Bea decides']);
  ada.end();
  bea.end();
  expect(await Promise.all(both)).toEqual(['Ada', 'Bea']);
});
