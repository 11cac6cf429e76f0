import { KeptPlans } from './kept-plans.ts';
import type { Plan } from './plan.rules.ts';

const plan = (version: string, rows: number): Plan => ({ version, rows }) as Plan;

const namesIn = (kept: KeptPlans): string[] =>
  ['a', 'b', 'c'].filter((name) => kept.get(name) !== undefined);

describe('set-ups kept in the process', () => {
  it('make room for newer ones, those asked for longest ago first', () => {
    const kept = new KeptPlans(10);
    kept.keep('a', plan('1', 4));
    kept.keep('b', plan('2', 4));
    kept.get('a');
    kept.keep('c', plan('3', 4));
    expect(namesIn(kept)).toEqual(['a', 'c']);
  });

  it('are counted once however often they are read again', () => {
    const kept = new KeptPlans(10);
    for (let version = 0; version < 20; version++) kept.keep('a', plan(String(version), 4));
    kept.keep('b', plan('x', 6));
    expect(namesIn(kept)).toEqual(['a', 'b']);
    expect(kept.get('a')?.version).toBe('19');
  });

  it('do not include one that is larger than all may be: it would drive out the rest for nothing', () => {
    const kept = new KeptPlans(10);
    kept.keep('a', plan('1', 10));
    kept.keep('b', plan('2', 11));
    expect(namesIn(kept)).toEqual(['a']);
    kept.keep('a', plan('3', 11));
    expect(namesIn(kept)).toEqual([]);
  });
});
