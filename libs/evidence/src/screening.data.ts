import type { Pressure } from './recommendation.contract.ts';

/** Version of the questions; kept with every set of answers. */
export const SCREENING_VERSION = '1.0';

/** How soon a refused client needs someone, most urgent first. */
export type SafetyLevel = 'emergency' | 'urgent' | 'clinician' | 'wait' | 'rebook';

/** A study id, an address, 'P' (published therapist lists that agree) or 'H' (house caution). */
type Source = string;

interface RefuseRow {
  readonly level: SafetyLevel;
  readonly sources: readonly Source[];
}
interface ClearanceRow {
  readonly sources: readonly Source[];
}
interface PrecautionRow {
  readonly pressureCap: Pressure;
  /** Null = no cap on length. */
  readonly minutesCap: number | null;
  readonly sources: readonly Source[];
}

/** Block A: red flags, asked at every booking and again on arrival. */
export const refuseTable = {
  dark_urine: { level: 'urgent', sources: ['cdc_rhabdo'] },
  extreme_weak_swollen: { level: 'urgent', sources: ['cdc_rhabdo'] },
  dvt_signs: { level: 'urgent', sources: ['uclh_dvt', 'ernst2003'] },
  dvt_current: { level: 'clinician', sources: ['nccih', 'P', 'H'] },
  chest_pain_breathless: { level: 'emergency', sources: ['uclh_dvt', 'H'] },
  stroke_signs: { level: 'emergency', sources: ['H'] },
  saddle_bladder: {
    level: 'emergency',
    sources: ['backes.org.uk/cauda-equina-warning-signs'],
  },
  tight_swollen_numb_limb: { level: 'emergency', sources: ['H'] },
  heat_collapse_24h: { level: 'urgent', sources: ['H'] },
  acute_injury: { level: 'clinician', sources: ['P'] },
  suspected_fracture: { level: 'urgent', sources: ['nccih', 'P'] },
  fever_infection: { level: 'wait', sources: ['P'] },
  contagious_skin: { level: 'clinician', sources: ['P'] },
  bp_crisis: { level: 'urgent', sources: ['P', 'H'] },
  pregnancy_warning: { level: 'urgent', sources: ['P', 'mueller2021'] },
  intoxicated: { level: 'rebook', sources: ['P'] },
} as const satisfies Readonly<Record<string, RefuseRow>>;
export type RefuseCode = keyof typeof refuseTable;

/** Block B: a clinician's yes on file first. */
export const clearanceTable = {
  pregnancy_t1: { sources: ['mueller2021'] },
  pregnancy_high_risk: { sources: ['mueller2021', 'P'] },
  cancer_active: { sources: ['macmillan', 'nccih'] },
  surgery_lt6w: { sources: ['P'] },
  bleeding_disorder: { sources: ['nccih'] },
  anticoag_bleeding: { sources: ['nccih'] },
  dvt_history: { sources: ['H'] },
  heart_disease: { sources: ['P'] },
  bp_uncontrolled: { sources: ['P', 'H'] },
  osteoporosis_severe: { sources: ['nccih', 'P'] },
  lymphoedema: { sources: ['macmillan', 'H'] },
  kidney_liver_failure: { sources: ['macmillan', 'H'] },
  unexplained_lump_pain: { sources: ['P'] },
  concussion_recent: { sources: ['H'] },
  statin_muscle_pain: { sources: ['H'] },
  seizures_uncontrolled: { sources: ['P'] },
} as const satisfies Readonly<Record<string, ClearanceRow>>;
export type ClearanceCode = keyof typeof clearanceTable;

/** What section B asks for once a clinician has agreed; a code that is not named here has no cap of its own. */
export const clearedCaps: Readonly<Partial<Record<ClearanceCode, Pressure>>> = {
  cancer_active: 'light',
};

/** Block C: booked with caps and a note to the therapist. */
export const precautionTable = {
  anticoagulant: { pressureCap: 'light', minutesCap: 45, sources: ['nccih'] },
  pregnancy_t23: { pressureCap: 'light', minutesCap: 60, sources: ['P'] },
  cancer_past: { pressureCap: 'moderate', minutesCap: 60, sources: ['macmillan'] },
  surgery_6_12w: { pressureCap: 'moderate', minutesCap: 60, sources: ['P'] },
  bp_controlled: { pressureCap: 'moderate', minutesCap: 60, sources: ['H'] },
  osteoporosis_mild: { pressureCap: 'light', minutesCap: 60, sources: ['nccih'] },
  diabetes_neuropathy: { pressureCap: 'light', minutesCap: 60, sources: ['P'] },
  seizures_controlled: { pressureCap: 'moderate', minutesCap: 60, sources: ['H'] },
  under_18: { pressureCap: 'moderate', minutesCap: 45, sources: ['H'] },
  percussion_tool: { pressureCap: 'moderate', minutesCap: 60, sources: ['chen2021'] },
  oil_allergy: { pressureCap: 'firm', minutesCap: null, sources: ['H'] },
} as const satisfies Readonly<Record<string, PrecautionRow>>;
export type PrecautionCode = keyof typeof precautionTable;

/** Block D: `code:area`; that area is avoided, the rest is capped at moderate. */
export const localTable = {
  varicose_veins: { sources: [] },
  bruise: { sources: [] },
  wound_skin: { sources: [] },
  sunburn_tattoo: { sources: [] },
  injection_site: { sources: ['H'] },
  implant_port: { sources: [] },
  eczema: { sources: [] },
} as const satisfies Readonly<Record<string, ClearanceRow>>;
export type LocalCode = keyof typeof localTable;
export const LOCAL_PRESSURE_CAP: Pressure = 'moderate';

export type ScreeningCode = RefuseCode | ClearanceCode | PrecautionCode | LocalCode;

/** Block A grouped for one screen; ticking a line opens its questions. */
export const redFlagLines = {
  emergency: ['chest_pain_breathless', 'stroke_signs', 'saddle_bladder', 'tight_swollen_numb_limb'],
  muscle: ['dark_urine', 'extreme_weak_swollen', 'heat_collapse_24h'],
  clot: ['dvt_signs', 'dvt_current'],
  injury: ['acute_injury', 'suspected_fracture'],
  unwell: ['fever_infection', 'contagious_skin', 'bp_crisis', 'intoxicated'],
  pregnancy: ['pregnancy_warning'],
} as const satisfies Readonly<Record<string, readonly RefuseCode[]>>;
export type RedFlagLineId = keyof typeof redFlagLines;

/** The symptom list a check-in shows next to the soreness question. */
export const checkInRedFlags: readonly RefuseCode[] = [
  'dark_urine',
  'extreme_weak_swollen',
  'chest_pain_breathless',
  'dvt_signs',
  'saddle_bladder',
  'tight_swollen_numb_limb',
  'stroke_signs',
  'fever_infection',
];
