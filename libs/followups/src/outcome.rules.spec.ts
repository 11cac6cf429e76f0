import fc from 'fast-check';
import { curveOf, verdictOf } from './outcome.rules.ts';

const scale = fc.integer({ min: 0, max: 10 });

describe('what may be said of a curve', () => {
  it.each([
    ['no baseline', null, [5, 2], 'too_few'],
    ['one answer after', 6, [2], 'too_few'],
    ['none after', 6, [], 'too_few'],
    ['two points down', 6, [5, 4], 'lower'],
    ['one point down', 6, [2, 5], 'no_clear_change'],
    ['one point up', 6, [6, 7], 'no_clear_change'],
    ['two points up', 4, [4, 6], 'higher'],
  ] as const)('%s', (_, baseline, after, verdict) => {
    expect(verdictOf(baseline, after)).toBe(verdict);
  });

  it('a change under two points is never called one', () => {
    fc.assert(
      fc.property(scale, fc.array(scale, { minLength: 2 }), (baseline, after) => {
        const verdict = verdictOf(baseline, after);
        const change = (after.at(-1) ?? 0) - baseline;
        expect(verdict).toBe(change <= -2 ? 'lower' : change >= 2 ? 'higher' : 'no_clear_change');
      }),
    );
  });
});

describe('a curve', () => {
  const training = {
    ...{ type: 'heavy_strength' as const, rpe: 8, durationMin: 60 },
    endedAt: '2027-01-11T10:00:00.000Z',
  };
  const visit = {
    visitStartsAt: new Date('2027-01-12T10:00:00Z'),
    visitEndsAt: new Date('2027-01-12T11:00:00Z'),
    tookPlace: true,
  };
  const point = (at: string, soreness: number, side: 'baseline' | 'after') => ({
    at,
    soreness,
    side,
  });

  it('counts hours from the training, in order, and takes the last answer before the visit as baseline', () => {
    const curve = curveOf({
      ...{ training: { ...training, soreness: 3 }, ...visit },
      points: [
        point('2027-01-13T10:00:00.000Z', 4, 'after'),
        point('2027-01-12T09:30:00.000Z', 6, 'baseline'),
      ],
    });
    expect(curve.points.map(({ hours }) => hours)).toEqual([23.5, 48]);
    expect(curve).toMatchObject({ baseline: 6, verdict: 'too_few', visit: { hours: 24 } });
  });

  it('has nothing to compare where no massage was, and none in its band', () => {
    const given = { training: { ...training, soreness: 6 }, ...visit };
    const points = [{ at: '2027-01-13T10:00:00.000Z', soreness: 2, side: null }];
    const curve = curveOf({ ...given, tookPlace: false, points });
    expect(curve).toMatchObject({ visit: null, baseline: null, verdict: 'too_few' });
    const lowAt48 = ({ band }: typeof curve) => band.find(({ hours }) => hours === 48)?.low ?? 0;
    expect(lowAt48(curve)).toBeGreaterThan(lowAt48(curveOf({ ...given, points })));
  });

  it('falls back on the soreness said with the booking, and has no band without a training', () => {
    const said = curveOf({ training: { ...training, soreness: 3 }, ...visit, points: [] });
    expect(said.baseline).toBe(3);
    expect(said.band).toHaveLength(25);
    expect(said.band.every(({ low, high }) => low <= high && low >= 0 && high <= 10)).toBe(true);
    expect(curveOf({ training: null, ...visit, points: [] })).toMatchObject({
      baseline: null,
      band: [],
    });
  });
});
