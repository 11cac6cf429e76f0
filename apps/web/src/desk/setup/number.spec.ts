import { fieldSentence, type FieldWords } from './field.rules.ts';
import { readNumber, readPrice } from './number.rules.ts';

describe('a number', () => {
  it.each([
    ['60', 1, 60],
    ['60.5', 1, 60.5],
    ['1.3', 10, 13],
    ['1.1', 10, 11],
    ['1,6', 10, 16],
    ['1.05', 10, 10.5],
    ['-5', 1, -5],
    ['', 1, null],
    [' ', 1, null],
    ['ten', 1, null],
  ])('typed as "%s" in units of %i is %d', (text, scale, value) => {
    expect(readNumber(text, scale)).toBe(value);
  });
});

describe('a price', () => {
  it.each([
    ['72', 7200],
    ['72.5', 7250],
    ['72,50', 7250],
    ['£72.50', 7250],
    ['£ 72', 7200],
    ['72.', 7200],
    ['45.999', null],
    ['-5', null],
    ['1e9', null],
    ['abc', null],
    ['', null],
  ])('typed as "%s" is %d', (text, value) => {
    expect(readPrice(text, '£', 2)).toBe(value);
  });

  it('has no minor units where the currency has none', () => {
    expect([readPrice('¥7200', '¥', 0), readPrice('72.5', '¥', 0)]).toEqual([7200, null]);
  });
});

describe('what the clinic says about a field', () => {
  const whole = 'A whole number.';
  it.each<[string, string, FieldWords, string]>([
    ['INVALID_TYPE', 'Invalid input: expected string, received null', {}, 'Fill this in.'],
    ['INVALID_TYPE', 'Invalid input: expected int, received number', { shape: whole }, whole],
    ['TOO_BIG', 'Too big: expected int to be <=480', { range: 'At most 480.' }, 'At most 480.'],
    ['TOO_SMALL', 'Too small: expected array to have >=1 items', {}, 'Choose at least one.'],
    ['CUSTOM', 'an extended hold is at least', {}, 'An extended hold is at least.'],
    ['INVALID_FORMAT', 'a time such as 17:30', {}, 'A time such as 17:30.'],
    ['INVALID_FORMAT', 'Invalid UUID', {}, 'This does not look right.'],
    ['HOLIDAY_EXISTS', 'Already a holiday', {}, 'Already a holiday.'],
    ['IN_PAST', 'Pick a later time.', {}, 'Pick a later time.'],
  ])('%s "%s" is a sentence', (code, message, words, said) => {
    expect(fieldSentence({ code, message }, words)).toBe(said);
  });
});
