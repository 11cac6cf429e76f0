import { claims } from '@limber/evidence';
import { chartTexts } from './chart.en.ts';
import { suggestionTexts } from './suggestion.en.ts';
import { timesTexts } from './times.en.ts';

const claim = (id: string) => {
  const found = claims.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** Some pages name a claim without loading all of them; what they print must still be the claim's own. */
describe('a claim named on a booking page', () => {
  it('is X5 under "why not deeper", with its title and certainty', () => {
    const { title, certainty } = claim('X5');
    expect(suggestionTexts.deeperClaim).toEqual({ id: 'X5', title, certainty });
  });

  it('is X6 under "best fit"', () => {
    const { title, certainty } = claim('X6');
    expect(timesTexts.bestFit.noBestHour).toEqual({ claimId: 'X6', title });
    expect(timesTexts.bestFit.otherTimes).toContain(`${certainty} certainty`);
  });

  it('is X1 under the soreness chart', () => {
    const { title, certainty } = claim('X1');
    expect([chartTexts.source, chartTexts.sourceCertainty]).toEqual([title, certainty]);
  });
});
