import { type Study, studies } from '@limber/evidence';

/** Standardised mean difference, or millimetres on a visual analogue line of 100 mm. */
export type Unit = 'smd' | 'mm';

export interface Effect {
  readonly study: Study;
  /** Key of the finding in the study's data, and of its name in the catalogue. */
  readonly measure: string;
  readonly unit: Unit;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** One scale a unit, on every page: a small effect must look small beside a large one. */
export const scales: Readonly<Record<Unit, { readonly from: number; readonly to: number }>> = {
  smd: { from: -3, to: 1 },
  mm: { from: -30, to: 10 },
};

/** Share of the plot's width at which a value stands, 0-100. */
export const placeOf = (value: number, unit: Unit): number => {
  const { from, to } = scales[unit];
  return (100 * (Math.min(to, Math.max(from, value)) - from)) / (to - from);
};

const drawn: Readonly<Record<string, readonly (readonly [study: string, measure: string])[]>> = {
  C1: [
    ['guo2017', 'soreness24h'],
    ['guo2017', 'soreness48h'],
    ['guo2017', 'soreness72h'],
    ['nunes2016', 'painVasMm'],
  ],
  C3: [
    ['dupuy2018', 'il6AllTechniques'],
    ['dupuy2018', 'crpAllTechniques'],
  ],
  C5: [
    ['stiffness2026', 'muscleStiffness'],
    ['stiffness2026', 'gastrocnemius'],
  ],
  X2: [['nunes2016', 'fatigueVasMm']],
  X4: [
    ['guo2017', 'isometricForce'],
    ['guo2017', 'peakTorque'],
  ],
};

/** The reported size with its interval; whatever is not checked or not a number is left out. */
function effectOf(studyId: string, measure: string): Effect | null {
  const study = studies.find(({ id }) => id === studyId);
  if (study?.confidence !== 'verified') return null;
  const finding = study.effect?.[measure];
  if (typeof finding !== 'object' || finding === null || !('ci95' in finding)) return null;
  const unit: Unit = 'md' in finding ? 'mm' : 'smd';
  const estimate = 'md' in finding ? finding.md : finding['smd'];
  const [low, high] = Array.isArray(finding.ci95) ? (finding.ci95 as readonly unknown[]) : [];
  if (typeof estimate !== 'number' || typeof low !== 'number' || typeof high !== 'number') {
    return null;
  }
  return { study, measure, unit, estimate, low, high };
}

/** What can be drawn for a claim, in the order to be read. */
export const effectsOf = (claimId: string): readonly Effect[] =>
  (drawn[claimId] ?? []).flatMap(([study, measure]) => effectOf(study, measure) ?? []);
