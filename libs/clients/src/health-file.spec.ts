import type { AskedOfClinician, OpenClearance } from './clearance.store.ts';
import { clearedUntil } from './health-file.service.ts';

const yes = (ends: string | null, covers: Partial<AskedOfClinician> | null): OpenClearance => ({
  ...{ clinicId: 'c', id: ends ?? 'none', clientId: 'p', givenBy: 'staff:1', givenByName: 'Fay' },
  scope: covers ? 'answers' : 'red_flag',
  clinician: null,
  givenAt: new Date('2027-01-11T06:00:00Z'),
  expiresAt: ends === null ? null : new Date(ends),
  covers: covers && { codes: [], isTooSore: false, ...covers },
});
const [march, april] = ['2027-03-01T00:00:00.000Z', '2027-04-01T00:00:00.000Z'];

describe('what clinicians have agreed to ends', () => {
  it.each([
    ['at the end of the one yes', [yes(march, { codes: ['a'] })], ['a'], march],
    [
      'later when a newer yes lasts longer',
      [yes(april, { codes: ['a'] }), yes(march, { codes: ['a'] })],
      ['a'],
      april,
    ],
    [
      'with what ends first of several',
      [yes(april, { codes: ['a'] }), yes(march, { codes: ['b'] })],
      ['a', 'b'],
      march,
    ],
    ['for no answer that they were not asked about', [yes(march, { codes: ['a'] })], ['b'], null],
    ['for nothing when nothing asks for a yes', [yes(march, { codes: ['a'] })], [], null],
    ['never where a talk about a red flag is all there was', [yes(null, null)], ['a'], null],
    ['never where nobody agreed yet', [], ['a'], null],
  ] as const)('%s', (_, clearances, codes, expected) => {
    const asked = { codes: [...codes], isTooSore: false };
    expect(clearedUntil({ clearances: [...clearances] }, asked)?.toISOString() ?? null).toBe(
      expected,
    );
  });

  it('for soreness out of the ordinary too', () => {
    const clearances = [yes(march, { isTooSore: true })];
    const until = (isTooSore: boolean) => clearedUntil({ clearances }, { codes: [], isTooSore });
    expect(until(true)?.toISOString()).toBe(march);
    expect(until(false)).toBeNull();
  });
});
