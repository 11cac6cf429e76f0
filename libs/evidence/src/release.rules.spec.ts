import { claims, studies } from './evidence.data.ts';
import { releaseProblems } from './release.rules.ts';

describe('the release check', () => {
  it('passes while every review is younger than 24 months', () => {
    expect(releaseProblems(claims, studies, '2028-11-23')).toEqual([]);
  });

  it('names each claim whose review is overdue', () => {
    const problems = releaseProblems(claims, studies, '2028-11-24');
    expect(problems).toHaveLength(16);
    expect(problems[0]).toBe(
      'C1: review overdue, last checked 2026-11-23 (Softens next-days muscle soreness)',
    );
  });

  it('names only the ones that are', () => {
    const checked = claims.map((claim) =>
      claim.id === 'X3' ? claim : { ...claim, dateChecked: '2028-01-01' },
    );
    expect(releaseProblems(checked, studies, '2028-11-24').map((line) => line.slice(0, 3))).toEqual(
      ['X3:'],
    );
  });

  it('does not let an unsound collection out either', () => {
    const broken = claims.map((claim) => ({ ...claim, studies: [...claim.studies, 'nobody1999'] }));
    expect(releaseProblems(broken, studies, '2026-11-24')[0]).toBe('C1: unknown study nobody1999');
  });
});
