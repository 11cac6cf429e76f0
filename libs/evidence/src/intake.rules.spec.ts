import fc from 'fast-check';
import { intakeGroups } from './intake.data.ts';
import { intakeDueAgain, intakeScreen, readIntake } from './intake.rules.ts';
import { codes } from './recommend.testing.ts';
import { PRESSURES } from './recommendation.contract.ts';
import { clearanceTable, localTable, precautionTable } from './screening.data.ts';
import { askedOf, screen, sessionTypesWithin } from './screening.rules.ts';

const none: Record<string, readonly string[]> = Object.fromEntries(
  Object.keys(intakeGroups).map((id) => [id, []]),
);

describe('the longer questions', () => {
  it('ask every code of blocks B, C and D once, in a group with a title', () => {
    const asked = intakeScreen.flatMap(({ questions }) => questions.map(({ code }) => code));
    const all = [clearanceTable, precautionTable, localTable].flatMap((table) =>
      Object.keys(table),
    );
    expect([...asked].sort()).toEqual([...all].sort());
    expect(intakeScreen.map(({ id }) => id)).toEqual(Object.keys(intakeGroups));
    expect(intakeScreen.every(({ title }) => title.length > 3)).toBe(true);
  });

  it('ask for a place where the answer is one', () => {
    const placed = intakeScreen.flatMap(({ questions }) => questions.filter((q) => q.needsArea));
    expect(placed.map(({ code }) => code).sort()).toEqual(Object.keys(localTable).sort());
  });

  it('are answered group by group, "none of these" being an answer too', () => {
    expect(readIntake(none)).toEqual({ ok: true, codes: [] });
    const { pregnancy: _, ...partly } = none;
    expect(readIntake(partly)).toEqual({ ok: false, missing: ['pregnancy'], unknown: [] });
    expect(readIntake({ ...none, stars: [] })).toMatchObject({ ok: false, unknown: ['stars'] });
    expect(readIntake({ ...none, constructor: [] })).toMatchObject({ unknown: ['constructor'] });
  });

  it('keep what nobody knows, so that it fails safe', () => {
    const reading = readIntake({ ...none, about_you: ['moon_sick', 'moon_sick'] });
    expect(reading).toEqual({ ok: true, codes: ['moon_sick'] });
    expect(screen(['moon_sick'], ['legs']).outcome).toBe('clearance');
  });

  it.each([
    ['2026-11-24T10:00:00Z', '2027-05-24T10:00:00Z'],
    ['2026-08-31T10:00:00Z', '2027-02-28T10:00:00Z'],
    ['2027-08-31T10:00:00Z', '2028-02-29T10:00:00Z'],
    ['2026-12-31T23:59:59Z', '2027-06-30T23:59:59Z'],
  ])('answered %s they are due again %s', (given, due) => {
    expect(intakeDueAgain(Date.parse(given))).toBe(Date.parse(due));
  });
});

describe('what a clinician has agreed to', () => {
  it('is booked with a note, and gently where section B says so', () => {
    const cleared = screen(['cancer_active', 'dvt_history'], ['legs'], new Set(codes.clearance));
    expect([cleared.outcome, cleared.pressureCap]).toEqual(['precaution', 'light']);
    expect(cleared.notes.map(({ note }) => note)).toEqual([
      expect.stringMatching(/^Cancer .+ clinician has agreed\. Gentle, off tumour/),
      'Blood clot in the past; a clinician has agreed.',
    ]);
    expect(screen(['dvt_history'], ['legs'], new Set(['dvt_history'])).pressureCap).toBe('firm');
  });

  it.each(codes.clearance)('says something to the therapist: %s', (code) => {
    const { notes } = screen([code], ['legs'], new Set([code]));
    expect(notes[0]?.note).toMatch(/a clinician has agreed\./);
  });

  it('opens a place that was to be left alone, with light hands', () => {
    const cleared = screen(['bruise:legs'], ['legs'], new Set(['bruise:legs']));
    const { outcome, pressureCap, areasLeft } = cleared;
    expect([outcome, pressureCap, areasLeft]).toEqual(['precaution', 'light', ['legs']]);
  });

  it('covers nothing beside it', () => {
    const cleared = new Set(['dvt_history']);
    const { clearance } = screen(['dvt_history', 'lymphoedema'], ['legs'], cleared);
    expect(clearance).toEqual(['lymphoedema']);
  });

  it('never opens a red flag, and never lifts the cap of another answer', () => {
    const any = fc.constantFrom(...codes.clearance, ...codes.precaution, ...codes.local);
    const refused = fc.constantFrom(...codes.refuse);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), refused, (some, red) => {
        const cleared = new Set([...some, red]);
        expect(screen([...some, red], ['legs'], cleared).outcome).toBe('refuse');
        const before = screen(some, ['legs']);
        const after = screen(some, ['legs'], new Set(codes.clearance));
        expect(PRESSURES.indexOf(after.pressureCap)).toBeLessThanOrEqual(
          PRESSURES.indexOf(before.pressureCap),
        );
        expect(after.minutesCap).toBe(before.minutesCap);
      }),
    );
  });

  it('is asked by the codes that stand in the way, places only when none is left', () => {
    expect(askedOf(screen(['heart_disease', 'bruise:neck'], ['legs']))).toEqual(['heart_disease']);
    expect(askedOf(screen(['bp_controlled', 'bruise:legs'], ['legs']))).toEqual(['bruise:legs']);
    expect(askedOf(screen(['bp_controlled'], ['legs']))).toEqual([]);
  });
});

describe('sessionTypesWithin', () => {
  it.each([
    ['light', ['recovery_light', 'mobility', 'relaxation']],
    ['moderate', ['recovery_light', 'sports_massage', 'mobility', 'relaxation']],
    ['firm', ['recovery_light', 'sports_massage', 'mobility', 'relaxation', 'deep_tissue']],
  ] as const)('%s: %j', (cap, types) => {
    expect(sessionTypesWithin(cap)).toEqual(types);
  });
});
