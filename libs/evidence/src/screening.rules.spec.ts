import { screeningQuestionnaire } from './questionnaire.rules.ts';
import { redFlagScreen, safetyMessage } from './safety.rules.ts';
import {
  checkInRedFlags,
  clearanceTable,
  localTable,
  precautionTable,
  refuseTable,
  type RefuseCode,
} from './screening.data.ts';
import { screen } from './screening.rules.ts';
import { codes } from './recommend.testing.ts';

const isRefuseCode = (code: string): code is RefuseCode => Object.hasOwn(refuseTable, code);
const refuseCodes = Object.keys(refuseTable).filter(isRefuseCode);

describe('screen', () => {
  it.each([
    [['dark_urine', 'heart_disease', 'bp_controlled'], 'refuse'],
    [['heart_disease', 'bp_controlled', 'bruise:neck'], 'clearance'],
    [['bp_controlled'], 'precaution'],
    [['bruise:neck'], 'precaution'],
    [['oil_allergy'], 'precaution'],
    [[], 'ok'],
  ])('%j: %s, the worst wins', (given, outcome) => {
    expect(screen(given, ['legs']).outcome).toBe(outcome);
  });

  it.each(codes.strange)('takes %j for an unknown code, which needs clearance', (code) => {
    const result = screen([code], ['legs']);
    expect(result.outcome).toBe('clearance');
    expect(result.unknown).toEqual([code]);
    expect(result.clearance).toEqual([code]);
  });

  it.each([
    [[], 'firm', null],
    [['oil_allergy'], 'firm', null],
    [['under_18'], 'moderate', 45],
    [['bp_controlled', 'anticoagulant'], 'light', 45],
    [['osteoporosis_mild', 'under_18'], 'light', 45],
    [['eczema:arms'], 'moderate', null],
  ])('%j caps at %s and %s min, the lowest of all', (given, pressure, minutes) => {
    const { pressureCap, minutesCap } = screen(given, ['legs']);
    expect([pressureCap, minutesCap]).toEqual([pressure, minutes]);
  });

  it('avoids an area also when it was not asked for', () => {
    const result = screen(['bruise:arms', 'eczema:arms'], ['legs']);
    expect([result.localAvoid, result.areasLeft]).toEqual([['arms'], ['legs']]);
    expect(result.notes).toEqual([
      { code: 'bruise:arms', note: 'Bruise: avoid this area.' },
      { code: 'eczema:arms', note: 'Eczema: avoid this area.' },
    ]);
  });

  it('asks for clearance when no requested area is left', () => {
    expect(screen(['bruise:arms'], ['arms', 'arms']).outcome).toBe('clearance');
    expect(screen(['bruise:arms'], ['arms', 'legs']).outcome).toBe('precaution');
  });

  it('treats codes as a set, in the order first given', () => {
    const twice = screen(['bp_controlled', 'oil_allergy', 'bp_controlled'], ['legs']);
    expect(twice.precaution).toEqual(['bp_controlled', 'oil_allergy']);
  });
});

describe('the table', () => {
  it('has every code of the page', () => {
    const tables = [refuseTable, clearanceTable, precautionTable, localTable];
    expect(tables.map((table) => Object.keys(table).length)).toEqual([16, 16, 11, 7]);
  });

  it('asks everything as a question, in no more words than needed', () => {
    expect(screeningQuestionnaire.map(({ block }) => block).join('')).toBe(
      `${'A'.repeat(16)}${'B'.repeat(16)}${'C'.repeat(11)}${'D'.repeat(7)}`,
    );
    for (const { question } of screeningQuestionnaire) {
      expect(question).toMatch(/\?/);
      expect(question.length).toBeLessThan(130);
    }
  });

  it('shows block A in a few lines, each code on exactly one', () => {
    expect(redFlagScreen.length).toBeLessThanOrEqual(6);
    const shown = redFlagScreen.flatMap((line) => line.questions.map(({ code }) => code));
    expect([...shown].sort()).toEqual([...refuseCodes].sort());
    expect(redFlagScreen.every((line) => line.text.length > 0)).toBe(true);
  });

  it('keeps the check-in list inside block A', () => {
    expect(checkInRedFlags.every(isRefuseCode)).toBe(true);
    // Dark urine and weakness; chest; leg; saddle; tight limb; stroke; fever.
    expect([...checkInRedFlags].sort()).toEqual([
      ...['chest_pain_breathless', 'dark_urine', 'dvt_signs', 'extreme_weak_swollen'],
      ...['fever_infection', 'saddle_bladder', 'stroke_signs', 'tight_swollen_numb_limb'],
    ]);
  });
});

describe('safetyMessage', () => {
  it.each([
    ['stroke_signs', 'GB', 'emergency', ['999']],
    ['stroke_signs', 'DE', 'emergency', ['112']],
    ['stroke_signs', 'US', 'emergency', ['911']],
    ['stroke_signs', 'BR', 'emergency', ['112']],
    ['dark_urine', 'gb', 'urgent', ['111', '999']],
    ['dark_urine', 'FR', 'urgent', ['112']],
    ['acute_injury', 'GB', 'clinician', ['111', '999']],
    ['fever_infection', 'US', 'wait', ['911']],
    ['intoxicated', 'GB', 'rebook', []],
  ] as const)('%s in %s: %s, call %j', (code, country, level, numbers) => {
    const message = safetyMessage(code, country);
    expect([message.level, message.numbers]).toEqual([level, numbers]);
    for (const number of numbers) expect(message.body).toContain(number);
  });

  it.each([
    ['dark_urine', /today.*CK blood test/],
    ['extreme_weak_swollen', /today.*CK blood test/],
    ['dvt_signs', /today.*do not rub/],
  ] as const)('%s says what to do', (code, words) => {
    expect(safetyMessage(code, 'GB').body).toMatch(words);
  });

  it('never soothes and never diagnoses', () => {
    for (const code of refuseCodes) {
      const { title, body } = safetyMessage(code, 'GB');
      expect(`${title} ${body}`).not.toMatch(
        /probably|fine|do not worry|you have a|nothing serious/i,
      );
      expect(body.length).toBeGreaterThan(40);
    }
  });
});
