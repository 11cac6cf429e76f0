import { canTake, chosenDates, decisionOf, needsReason, type SeriesDate } from './series.rules.ts';

const free: SeriesDate = {
  ...{ date: '2027-01-13', startsAt: '2027-01-13T10:00:00.000Z', ok: true, broken: [] },
  ...{ overridable: true, roomId: 'elm', alternatives: [] },
};
const breaksShift: SeriesDate = {
  ...free,
  ...{ date: '2027-01-20', startsAt: '2027-01-20T10:00:00.000Z', ok: false, roomId: null },
  broken: [{ code: 'SHIFT', sentence: '', overridable: true }],
};
const taken: SeriesDate = {
  ...breaksShift,
  ...{ date: '2027-01-27', startsAt: '2027-01-27T10:00:00.000Z', overridable: false },
  broken: [{ code: 'BUSY', sentence: '', overridable: false }],
};
const skipped: SeriesDate = { ...taken, date: '2027-03-28', startsAt: null };

describe('the dates of a series', () => {
  it('free dates are taken and the others are left out, until somebody decides', () => {
    expect(chosenDates([free, breaksShift, taken, skipped], {})).toEqual([
      { startsAt: free.startsAt, roomId: 'elm', overriding: [] },
    ]);
  });

  it('a broken rule that may be broken is named with the date', () => {
    const decisions = { [breaksShift.date]: { isTaken: true, instead: null } };
    const chosen = chosenDates([breaksShift], decisions);
    expect(chosen).toEqual([{ startsAt: breaksShift.startsAt, overriding: ['SHIFT'] }]);
    expect(needsReason(chosen)).toBe(true);
  });

  it.each([
    ['somebody else is there', taken],
    ['the clocks leave it out', skipped],
  ])('a date is not taken when %s, whatever is ticked', (_, date) => {
    const decision = { isTaken: true, instead: null };
    expect(canTake(date, decision)).toBe(false);
    expect(chosenDates([date], { [date.date]: decision })).toEqual([]);
  });

  it('another time of the date breaks nothing and needs no reason', () => {
    const instead = '2027-01-27T12:00:00.000Z';
    const chosen = chosenDates([taken], { [taken.date]: { isTaken: true, instead } });
    expect(chosen).toEqual([{ startsAt: instead, overriding: [] }]);
    expect(needsReason(chosen)).toBe(false);
  });

  it('a free date can be left out', () => {
    const decisions = { [free.date]: { isTaken: false, instead: null } };
    expect(decisionOf(free, decisions).isTaken).toBe(false);
    expect(chosenDates([free], decisions)).toEqual([]);
  });
});
