import { initialsOf } from './calendar-feed.rules.ts';

describe('initials', () => {
  it.each([
    ['Ada Hill', 'A. H.'],
    ['  ada   hill-moore ', 'A. H.'],
    ['Þóra Ölafsdóttir', 'Þ. Ö.'],
    ['李 小龍', '李. 小.'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
