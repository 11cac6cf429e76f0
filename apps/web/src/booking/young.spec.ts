import { detailsTexts } from './details.en.ts';
import { fitsYoung, youngCaps } from './young.rules.ts';

describe('a session for somebody under 18', () => {
  it.each([
    ['recovery_light', 45, true],
    ['sports_massage', 30, true],
    ['relaxation', 46, false],
    ['relaxation', 60, false],
    ['deep_tissue', 30, false],
  ] as const)('%s of %d min: fits %s', (sessionType, durationMin, fits) => {
    expect(fitsYoung({ sessionType, durationMin })).toBe(fits);
  });

  it('is told before it is chosen, with the numbers of the rule', () => {
    const { minutes, pressure } = youngCaps();
    expect(detailsTexts.young.hint(minutes, pressure)).toContain(
      'at most 45 minutes, with moderate pressure',
    );
  });
});
