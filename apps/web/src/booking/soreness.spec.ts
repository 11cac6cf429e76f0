import type { TrainingReport } from '@limber/contracts';
import { bandOf, csvOf, fitAt, hoursAfter, momentAt, tableOf } from './soreness.rules.ts';

const training: TrainingReport = {
  type: 'eccentric',
  endedAt: '2026-11-24T09:00:00.000Z',
  rpe: 8,
  durationMin: 60,
};
const span = { from: 12, to: 72, bestFrom: 24, bestTo: 48 };

describe('the soreness chart', () => {
  it('has one band that a session only widens downward', () => {
    const without = bandOf(training, 0, 1000, 6);
    const session = bandOf(training, 0, 24, 6);
    session.forEach(({ hours, low, high }, index) => {
      const usual = without[index];
      expect(high).toBe(usual?.high);
      if (hours < 24) expect(low).toBe(usual?.low);
      else expect(low).toBeLessThanOrEqual(usual?.low ?? 0);
    });
    expect(session[8]?.low).toBeLessThan(without[8]?.low ?? 0);
  });

  it('reaches from 0 to 96 hours', () => {
    const points = bandOf(training, 0, 24, 0.5);
    expect([points[0]?.hours, points.at(-1)?.hours]).toEqual([0, 96]);
  });

  it('says the same numbers in the table as in the picture', () => {
    const picture = bandOf(training, 5, 24, 0.5);
    for (const row of tableOf(training, 5, 24, { span, starts: [] })) {
      const point = picture.find(({ hours }) => hours === row.hours);
      expect([row.low, row.high]).toEqual([point?.low, point?.high]);
    }
  });

  it('counts every free time once, on the line before it', () => {
    const rows = tableOf(training, 5, 24, { span, starts: [12, 23.9, 24, 60] });
    expect(rows.map(({ free }) => free)).toEqual([0, 2, 1, 0, 0, 1, 0, 0, 0]);
  });

  it.each([
    [11.9, 'outside'],
    [12, 'fits'],
    [24, 'best'],
    [48, 'best'],
    [72, 'fits'],
    [72.1, 'outside'],
  ])('says of hour %p: %s', (hours, fit) => {
    expect(fitAt(hours, span)).toBe(fit);
  });

  it('is a file of the same lines', () => {
    const rows = tableOf(training, 5, 24, { span, starts: [25] });
    const lines = csvOf(['a', 'b'], rows, training).trimEnd().split('\r\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('a,b');
    expect(lines[3]).toBe('2026-11-25T09:00:00.000Z,24,0.8,2.9,best,1');
  });

  it('goes from hours to the moment and back', () => {
    expect(hoursAfter(training, momentAt(training, 36))).toBe(36);
  });
});
