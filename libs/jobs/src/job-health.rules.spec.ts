import { isBehind, workerState } from './job-health.rules.ts';

const now = new Date('2026-11-24T18:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('whether a worker is there', () => {
  it.each([
    [null, 'never'],
    [ago(0), 'alive'],
    [ago(20), 'alive'],
    [ago(20.001), 'silent'],
    [ago(86_400), 'silent'],
    // The database's clock was set back a little.
    [ago(-3), 'alive'],
  ])('last swept at %s: %s', (sweptAt, state) => {
    expect(workerState(sweptAt, now)).toBe(state);
  });
});

describe('whether a queue is behind', () => {
  it.each([
    ['now', 60, false],
    ['now', 61, true],
    ['soon', 300, false],
    ['soon', 301, true],
    ['bulk', 3_600, false],
    ['bulk', 3_601, true],
  ] as const)('%s with the oldest %i s old: %s', (urgency, seconds, behind) => {
    expect(isBehind({ urgency, oldestAt: ago(seconds).toISOString() }, now)).toBe(behind);
  });

  it('an empty one is not', () => {
    expect(isBehind({ urgency: 'now', oldestAt: null }, now)).toBe(false);
  });
});
