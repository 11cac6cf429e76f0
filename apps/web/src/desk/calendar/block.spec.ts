import { blockTexts as texts } from './block.en.ts';
import { blockFaults, endClock } from './block.rules.ts';

const whole = { from: 1, to: 2, ids: ['ana'], reason: 'Table repair' };

describe('a block that is not whole', () => {
  it.each([
    ['is whole', {}, {}],
    ['without a beginning', { from: null }, { times: texts.needTimes }],
    ['without an end', { to: null }, { times: texts.needTimes }],
    ['that ends as it begins', { to: 1 }, { times: texts.needTimes }],
    ['of nobody', { ids: [] }, { whom: texts.needWhom }],
    ['without a reason', { reason: ' ' }, { reason: texts.needReason }],
    [
      'of which all is missing',
      { from: null, ids: [], reason: '' },
      { times: texts.needTimes, whom: texts.needWhom, reason: texts.needReason },
    ],
  ])('%s hears it at each field at fault', (_, change, faults) => {
    expect(blockFaults({ ...whole, ...change })).toEqual(faults);
  });
});

it.each([
  ['2026-11-30', '00:00', '2026-12-01', '00:00'],
  ['2026-12-31', '00:00', '2027-01-01', '00:00'],
  ['2026-11-30', '00:15', '2026-11-30', '00:15'],
  ['2026-11-30', '', '2026-11-30', ''],
  ['', '00:00', '', '00:00'],
])('a block on "%s" until "%s" ends on "%s" at "%s"', (date, time, endDate, endTime) => {
  const clock = { date, time, isAgain: false };
  expect(endClock(clock)).toEqual({ date: endDate, time: endTime, isAgain: false });
});
