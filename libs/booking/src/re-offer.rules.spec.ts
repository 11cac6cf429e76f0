import fc from 'fast-check';
import { keptUntil, stateAt, type Stranded, suggestReplacements } from './re-offer.rules.ts';

const at = (text: string): Date => new Date(`2027-01-11T${text}:00Z`);

describe('how long somebody is kept for the client', () => {
  it.each([
    ['the clinic’s time', '08:00', '18:00', 240, '12:00'],
    ['never past the start', '08:00', '10:00', 240, '10:00'],
    ['a quarter of an hour is the least', '08:00', '08:15', 240, '08:15'],
    ['less is too late', '08:00', '08:14', 240, null],
    ['begun', '08:00', '07:45', 240, null],
  ])('%s', (_, now, startsAt, holdMin, expected) => {
    expect(keptUntil(at(now), at(startsAt), holdMin)).toEqual(expected && at(expected));
  });

  it('an offer ends by the clock alone, and what was decided stays decided', () => {
    const offer = { state: 'offered' as const, expiresAt: at('12:00') };
    expect(stateAt(offer, at('11:59'))).toBe('offered');
    expect(stateAt(offer, at('12:00'))).toBe('expired');
    expect(stateAt({ ...offer, state: 'accepted' }, at('13:00'))).toBe('accepted');
  });
});

const visit = (id: string, start: number, candidates: string[]): Stranded => ({
  ...{ id, start, candidates },
  end: start + 75,
});

describe('replacements for a day', () => {
  it.each([
    ['the first choice of each', [visit('a', 0, ['x', 'y']), visit('b', 100, ['x'])], 'ax bx'],
    ['nobody twice at one time', [visit('a', 0, ['x', 'y']), visit('b', 10, ['x', 'y'])], 'ax by'],
    ['who has one choice gets it', [visit('a', 0, ['x', 'y']), visit('b', 0, ['x'])], 'ay bx'],
    [
      'another one changes while it can',
      [visit('a', 0, ['x', 'y']), visit('b', 0, ['x', 'z']), visit('c', 0, ['x', 'y'])],
      'ax bz cy',
    ],
    ['too few for all', [visit('a', 0, ['x']), visit('b', 0, ['x'])], 'ax'],
    ['rest counts', [visit('a', 0, ['x']), visit('b', 60, ['x'])], 'ax'],
    ['nobody at all', [visit('a', 0, [])], ''],
  ])('%s', (_, stranded, expected) => {
    const chosen = suggestReplacements(stranded);
    const said = [...chosen].sort().map(([id, who]) => id + who);
    expect(said.join(' ')).toBe(expected);
  });

  it('are always candidates, never two at once, and as many as could be at one time', () => {
    const people = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(people, { maxLength: 6 }), (wishes) => {
        const stranded = wishes.map((candidates, n) => visit(String(n), 0, candidates));
        const chosen = suggestReplacements(stranded);
        const given = [...chosen.values()];
        expect(new Set(given).size).toBe(given.length);
        for (const [id, who] of chosen) expect(wishes[Number(id)]).toContain(who);
        expect(chosen.size).toBe(mostAtOnce(wishes));
      }),
    );
  });
});

/** The largest matching, by trying everything. */
function mostAtOnce(wishes: string[][], taken: string[] = []): number {
  const [first, ...rest] = wishes;
  if (!first) return 0;
  const without = mostAtOnce(rest, taken);
  const withOne = first
    .filter((who) => !taken.includes(who))
    .map((who) => 1 + mostAtOnce(rest, [...taken, who]));
  return Math.max(without, ...withOne);
}
