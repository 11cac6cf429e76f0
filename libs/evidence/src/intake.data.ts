import type { ClearanceCode, LocalCode, PrecautionCode } from './screening.data.ts';

/** Version of the longer questions (blocks B, C and D) as grouped here; kept with every set of answers. */
export const INTAKE_VERSION = '1.0';
/** Asked at the first visit and done again after this many calendar months [H]. */
export const INTAKE_MONTHS = 6;

/** Every code of B, C and D on exactly one group; "none of these" is answered group by group. */
export const intakeGroups = {
  heart_blood: [
    ...(['heart_disease', 'bp_uncontrolled', 'bp_controlled', 'dvt_history'] as const),
    ...(['bleeding_disorder', 'anticoag_bleeding', 'anticoagulant'] as const),
  ],
  pregnancy: ['pregnancy_t1', 'pregnancy_high_risk', 'pregnancy_t23'],
  cancer_organs: [
    ...(['cancer_active', 'cancer_past', 'lymphoedema'] as const),
    ...(['kidney_liver_failure', 'unexplained_lump_pain'] as const),
  ],
  operations_bones: [
    ...(['surgery_lt6w', 'surgery_6_12w'] as const),
    ...(['osteoporosis_severe', 'osteoporosis_mild'] as const),
  ],
  nerves_muscles: [
    ...(['concussion_recent', 'seizures_uncontrolled', 'seizures_controlled'] as const),
    ...(['diabetes_neuropathy', 'statin_muscle_pain', 'percussion_tool'] as const),
  ],
  skin_places: [
    ...(['bruise', 'wound_skin', 'sunburn_tattoo', 'eczema'] as const),
    ...(['varicose_veins', 'injection_site', 'implant_port'] as const),
  ],
  about_you: ['under_18', 'oil_allergy'],
} as const satisfies Readonly<
  Record<string, readonly (ClearanceCode | PrecautionCode | LocalCode)[]>
>;
export type IntakeGroupId = keyof typeof intakeGroups;
