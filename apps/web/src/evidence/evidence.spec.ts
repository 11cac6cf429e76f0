import { claims, evidenceMeta, studies } from '@limber/evidence';
import { articleLines } from './article.en.ts';
import {
  benefits,
  claimOf,
  familyNames,
  frameOf,
  inOrder,
  isOverdue,
  neighbours,
} from './claim.rules.ts';
import { effectsOf, placeOf, scales } from './effects.rules.ts';
import { claimTexts, effectTexts } from './evidence.en.ts';
import { seenTexts } from './seen.en.ts';
import { studyName } from './study-name.ts';
import { withoutTexts } from './without.en.ts';

const claim = (id: string) => {
  const found = claimOf(id);
  if (!found) throw new Error(id);
  return found;
};
const cited = studies.filter(({ id }) =>
  claims.some((each) => each.studies.includes(id) || each.disagreement.includes(id)),
);

describe('the evidence pages', () => {
  it('begin with the six benefits, in the order of the article', () => {
    expect(benefits.map(({ articleSection }) => articleSection)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(inOrder.slice(0, 6)).toEqual(benefits);
    expect(inOrder).toHaveLength(claims.length);
  });

  it('find a claim whatever the case of its address, and none that does not exist', () => {
    expect(claim('c1').id).toBe('C1');
    expect(claimOf('C99')).toBeUndefined();
  });

  it('lead from the first claim to the last and back', () => {
    const walked = [claim('C1')];
    for (let at = neighbours(claim('C1')).after; at; at = neighbours(at).after) walked.push(at);
    expect(walked).toEqual(inOrder);
    expect(neighbours(claim('C1')).before).toBeUndefined();
  });

  it.each(claims.map((each) => [each.id]))('say of %s in whom and what is not shown', (id) => {
    expect(claimTexts.inWhom[id]).toMatch(/\.$/);
    expect(claimTexts.notShownText[id]).toMatch(/^Not /);
  });

  it('say openly every correction of the article', () => {
    const corrected = evidenceMeta.articleCorrections.map((line) => /\((\w+)\)\.$/.exec(line)?.[1]);
    expect(articleLines.map(({ claimId }) => claimId)).toEqual(expect.arrayContaining(corrected));
    expect(articleLines.flatMap(({ claimId }) => claimOf(claimId) ?? [])).toHaveLength(7);
  });

  it('give every way without massage the claim it rests on, or say that there is none', () => {
    expect(withoutTexts.ways.map(({ claimId }) => claimId && claim(claimId).id)).toEqual([
      'X1',
      'C1',
      'C4',
      null,
    ]);
  });
});

describe('a study on a page', () => {
  it('says what it saw only when it was checked', () => {
    const checked = cited.filter(({ confidence }) => confidence === 'verified');
    expect(checked.filter(({ id }) => !seenTexts[id])).toEqual([]);
    const unchecked = studies.filter(({ confidence }) => confidence !== 'verified');
    expect(unchecked.length).toBeGreaterThan(0);
    expect(unchecked.filter(({ id }) => seenTexts[id])).toEqual([]);
  });

  it.each([
    ['Arabaci R', { names: ['Arabaci'], hasMore: false }],
    ['Diego MA, Field T', { names: ['Diego', 'Field'], hasMore: false }],
    ['Jay K, et al.', { names: ['Jay'], hasMore: true }],
    ['Klaber Moffett J', { names: ['Klaber Moffett'], hasMore: false }],
    ['CDC/NIOSH', { names: ['CDC/NIOSH'], hasMore: false }],
    ['UCLH NHS Foundation Trust', { names: ['UCLH NHS Foundation Trust'], hasMore: false }],
  ])('names %s', (authors, names) => {
    expect(familyNames(authors)).toEqual(names);
  });

  it('is named by author and year', () => {
    const named = Object.fromEntries(studies.map((study) => [study.id, studyName(study)]));
    expect(named).toMatchObject({
      guo2017: 'Guo and colleagues 2017',
      diego2009: 'Diego and Field 2009',
      jay2014: 'Jay and colleagues 2014',
      stiffness2026: 'Authors not shown 2026',
      cdc_rhabdo: 'CDC/NIOSH',
    });
  });
});

describe('a drawn effect', () => {
  const drawn = claims.flatMap(({ id }) => effectsOf(id));

  it('is as it was reported', () => {
    expect(effectsOf('C1').map(({ estimate, low, high }) => [estimate, low, high])).toEqual([
      [-0.61, -1.17, -0.05],
      [-1.51, -2.24, -0.77],
      [-1.46, -2.59, -0.33],
      [-7, -13, -1],
    ]);
    expect(drawn).toHaveLength(11);
  });

  it('has its estimate within its interval, its interval on the scale, and a name', () => {
    for (const { estimate, low, high, unit, measure } of drawn) {
      expect(low).toBeLessThanOrEqual(estimate);
      expect(estimate).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(scales[unit].from);
      expect(high).toBeLessThanOrEqual(scales[unit].to);
      expect(effectTexts.measures[measure]).toBeDefined();
    }
  });

  it('stands to scale, with the line of no difference at the same place for every unit', () => {
    expect(placeOf(0, 'smd')).toBe(75);
    expect(placeOf(0, 'mm')).toBe(75);
    expect(placeOf(-1, 'smd')).toBe(50);
    expect(placeOf(-99, 'mm')).toBe(0);
    expect(placeOf(99, 'mm')).toBe(100);
  });

  it('comes from checked studies only', () => {
    expect(drawn.filter(({ study }) => study.confidence !== 'verified')).toEqual([]);
    expect(effectsOf('C6')).toEqual([]);
  });
});

describe('the date of a review', () => {
  const checked = { ...claim('C1'), dateChecked: '2026-11-23' };

  it('is overdue from the day after 24 months', () => {
    expect(isOverdue(checked, '2028-11-23')).toBe(false);
    expect(isOverdue(checked, '2028-11-24')).toBe(true);
  });

  it('counts hours from what the claim counts them from', () => {
    expect(['C1', 'C4', 'C5', 'X3'].map((id) => frameOf({ id }))).toEqual([
      'training',
      'massage',
      'massage',
      'event',
    ]);
  });
});
