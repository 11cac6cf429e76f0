import { toE164 } from './phone.rules.ts';

describe('toE164', () => {
  it.each([
    ['07700 900123', 'GB', '+447700900123'],
    ['+49 30 901820', 'GB', '+4930901820'],
    ['(030) 90 18 20', 'DE', '+4930901820'],
    ['12', 'GB', null],
    ['call me', 'GB', null],
    ['', 'GB', null],
  ])('%s in %s -> %s', (typed, country, expected) => {
    expect(toE164(typed, country)).toBe(expected);
  });
});
