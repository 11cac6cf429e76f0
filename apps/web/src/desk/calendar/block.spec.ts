import { blockTexts as texts } from './block.en.ts';
import { blockFaults } from './block.rules.ts';

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
