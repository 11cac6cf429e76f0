import { claims, evidenceMeta, studies } from './evidence.data.ts';
import { overdueClaims, validateEvidence } from './evidence.rules.ts';
import { clearanceTable, localTable, precautionTable, refuseTable } from './screening.data.ts';

const [claim] = claims;
const [study] = studies;
if (claim === undefined || study === undefined) throw new Error('no evidence');

describe('the collection', () => {
  it('is sound and complete', () => {
    expect(validateEvidence(claims, studies)).toEqual([]);
    expect(claims.map(({ id }) => id).join(' ')).toBe(
      'C1 C2 C3 C4 C5 C6 X1 X2 X3 X4 X5 X6 X7 X8 X9 X10',
    );
    expect(studies).toHaveLength(73);
  });

  it('keeps what was reported, and null where nothing was read', () => {
    const byId = new Map(studies.map((one) => [one.id, one]));
    expect(byId.get('guo2017')?.effect?.['soreness48h']).toEqual({
      smd: -1.51,
      ci95: [-2.24, -0.77],
    });
    expect(byId.get('davis2020')?.effect?.['pointEstimates']).toBeNull();
    expect(byId.get('hooper1995')?.effect).toBeNull();
  });

  it('dates every claim with the day of the compilation', () => {
    expect(new Set(claims.map(({ dateChecked }) => dateChecked))).toEqual(
      new Set([evidenceMeta.compiled]),
    );
  });

  it('backs every source of the screening table', () => {
    const known = new Set([...studies.map(({ id }) => id), 'P', 'H']);
    const tables = [refuseTable, clearanceTable, precautionTable, localTable];
    const sources = tables.flatMap((table) =>
      Object.values(table).flatMap((row: { sources: readonly string[] }) => row.sources),
    );
    expect(sources.filter((source) => !known.has(source))).toEqual([
      'backes.org.uk/cauda-equina-warning-signs',
    ]);
  });
});

describe('validateEvidence names the offender', () => {
  it.each([
    ['an unknown study', { studies: ['nobody1999'] }, 'C1: unknown study nobody1999'],
    ['an unknown dissent', { disagreement: ['nobody1999'] }, 'C1: unknown study nobody1999'],
    ['a missing certainty', { certainty: undefined }, 'C1: certainty is missing'],
    ['a missing reason', { certaintyReason: '' }, 'C1: certaintyReason is empty'],
    ['no study', { studies: [] }, 'C1: no study'],
    ['no date', { dateChecked: 'soon' }, 'C1: dateChecked is not a date'],
    ['no allowed copy', { copyAllowed: [] }, 'C1: no allowed copy'],
    ['no forbidden copy', { copyForbidden: [] }, 'C1: no forbidden copy'],
  ])('%s in a claim', (_name, change, problem) => {
    // A file that was not type checked may lack anything.
    const broken = { ...claim, ...(change as Partial<typeof claim>) };
    expect(validateEvidence([broken], studies)).toEqual([problem]);
  });

  it.each([
    ['an empty title', { title: '' }, 'guo2017: title is empty'],
    ['no confidence', { confidence: undefined }, 'guo2017: confidence is missing'],
    ['no address', { url: 'somewhere' }, 'guo2017: url is not a web address'],
  ])('%s in a study', (_name, change, problem) => {
    const broken = { ...study, ...(change as Partial<typeof study>) };
    expect(validateEvidence([], [broken])).toEqual([problem]);
  });

  it('an id used twice', () => {
    expect(validateEvidence([claim, claim], studies)).toEqual(['C1: claim id used twice']);
    expect(validateEvidence([], [study, study])).toEqual(['guo2017: study id used twice']);
  });
});

describe('overdueClaims', () => {
  it.each([
    ['2026-11-23', 0],
    ['2028-11-23', 0],
    ['2028-11-24', 16],
  ])('on %s: %d', (on, count) => {
    expect(overdueClaims(claims, on)).toHaveLength(count);
  });
});
