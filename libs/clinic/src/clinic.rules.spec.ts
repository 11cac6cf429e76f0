import { ClinicPolicies, policiesInWords } from '@limber/contracts';

import { soldLength } from './clinic.rules.ts';

describe('soldLength', () => {
  it.each([
    [45, [30, 45, 60], 45],
    [45, [30, 60], 30],
    [30, [60, 90], 60],
    [60, [], null],
  ])('%d recommended, %j sold -> %s', (recommended, sold, expected) => {
    expect(soldLength(recommended, sold)).toBe(expected);
  });
});

describe('policiesInWords', () => {
  it('speaks of a late fee only when there is one', () => {
    const words = (percent: number) =>
      policiesInWords(ClinicPolicies.parse({ lateCancellationFeePercent: percent })).join(' ');
    expect(words(0)).not.toContain('%');
    expect(words(50)).toContain('50% of the price');
  });
});
