import { formatFor } from '../ui/format.ts';
import { recommendationRequest, trainingReport } from './answers.rules.ts';
import { bookingSearch } from './booking.search.ts';
import { emptyDraft, noTraining } from './draft.ts';
import { endedChoices } from './ended.rules.ts';
import { rangeOf } from './use-times.ts';

const london = formatFor('en-GB', 'Europe/London');
const noon = Date.parse('2026-11-23T12:00:00Z');
const ended = '2026-11-22T19:30:00.000Z';

describe('when the training ended', () => {
  it('offers nothing in the future, latest first', () => {
    const at = endedChoices(noon, london).map((choice) => choice.at);
    expect(at.every((each) => each < noon)).toBe(true);
    expect([...at].sort((a, b) => b - a)).toEqual(at);
  });
});

describe('the suggestion that is asked for', () => {
  it('uses usual areas while none are said, and never stores them', () => {
    const draft = {
      ...emptyDraft,
      kind: 'trained' as const,
      screening: [],
      training: { ...noTraining, type: 'long_endurance' as const, endedAt: ended },
    };
    expect(recommendationRequest(draft)).toMatchObject({
      areas: ['thighs', 'calves'],
      goal: 'ease_soreness',
      screening: [],
    });
    expect(trainingReport(draft)).not.toHaveProperty('areas');
    expect(trainingReport(draft)).not.toHaveProperty('soreness');
  });

  it('leaves the screening open until it is answered', () => {
    expect(recommendationRequest({ ...emptyDraft, kind: 'relax' }).screening).toBeNull();
  });

  it('counts no training whose end is not known', () => {
    const training = { ...noTraining, type: 'intervals' as const, soreness: 3 };
    expect(trainingReport({ ...emptyDraft, kind: 'trained', training })).toBeNull();
  });
});

describe('an address anybody may have typed', () => {
  it('keeps what makes sense and drops the rest, health answers above all', () => {
    expect(
      bookingSearch({ date: '2026-11-24', length: '45', service: 'x', soreness: '6', sort: 'fit' }),
    ).toEqual({ date: '2026-11-24', length: 45, sort: 'fit' });
  });

  it('opens the fortnight that holds its date, and today when the date has passed', () => {
    expect(rangeOf('2026-11-23', '2026-12-08')).toEqual({ from: '2026-12-07', to: '2026-12-20' });
    expect(rangeOf('2026-11-23', '2026-01-01')).toEqual({ from: '2026-11-23', to: '2026-12-06' });
  });
});
