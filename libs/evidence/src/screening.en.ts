import type { Area } from './recommendation.contract.ts';
import type {
  ClearanceCode,
  LocalCode,
  PrecautionCode,
  RedFlagLineId,
  ScreeningCode,
} from './screening.data.ts';

/** Every question in plain words; a yes ticks the code. */
export const screeningQuestions: Readonly<Record<ScreeningCode, string>> = {
  dark_urine: 'Is your urine brown, red or cola-coloured?',
  extreme_weak_swollen:
    'Do you have muscle pain far beyond what you expected, with weakness or marked swelling?',
  dvt_signs: 'Is one leg or arm newly swollen, warm, red or throbbing?',
  dvt_current: 'Was a blood clot found, and treated, in the last 3 months?',
  chest_pain_breathless:
    'Do you have chest pain or breathlessness, are you coughing blood, or have you fainted?',
  stroke_signs:
    'Is your face drooping, an arm weak, your speech slurred, or is this your worst headache ever?',
  saddle_bladder:
    'Do you have new numbness between the legs, a change in bladder or bowel, or weak legs?',
  tight_swollen_numb_limb: 'Is an arm or leg tense, very painful and numb or tingling?',
  heat_collapse_24h: 'Did you collapse, get confused or have heat illness in the last 24 hours?',
  acute_injury:
    'In the last 72 hours, did you feel a sudden pain or a pop, or can you not bear weight?',
  suspected_fracture: 'Could a bone be broken?',
  fever_infection: 'Do you have a temperature of 38 °C or more, feel flu-like, or feel ill?',
  contagious_skin: 'Do you have a rash that is spreading or contagious?',
  bp_crisis: 'Was your blood pressure 180/110 or more, or does it give you symptoms?',
  pregnancy_warning: 'Are you pregnant with bleeding, cramps, a severe headache or swelling?',
  intoxicated: 'Are alcohol or drugs affecting you right now?',
  pregnancy_t1: 'Are you less than 13 weeks pregnant?',
  pregnancy_high_risk:
    'Are you pregnant with more than one baby, raised blood pressure, a risk of clots or threatened labour?',
  cancer_active: 'Are you being treated for cancer, or has it spread?',
  surgery_lt6w: 'Have you had an operation in the last 6 weeks?',
  bleeding_disorder: 'Do you have a bleeding disorder such as haemophilia, or low platelets?',
  anticoag_bleeding:
    'Do you take a blood thinner and have new bruises or bleeding, or has the dose changed?',
  dvt_history: 'Have you had a blood clot in the past, with treatment finished?',
  heart_disease: 'Do you have heart failure, angina, a pacemaker or a rhythm problem?',
  bp_uncontrolled: 'Is your blood pressure over 160/100, or high and untreated?',
  osteoporosis_severe: 'Has a small fall ever broken one of your bones?',
  lymphoedema: 'Do you have lymphoedema (a long-term swelling disorder)?',
  kidney_liver_failure: 'Do you have kidney or liver failure?',
  unexplained_lump_pain: 'Do you have an unexplained lump, pain at night or weight loss?',
  concussion_recent: 'Have you had a concussion in the last 14 days?',
  statin_muscle_pain: 'Do you take a statin and have unusual muscle pain?',
  seizures_uncontrolled: 'Do you have seizures that are not under control?',
  anticoagulant: 'Do you take a blood thinner, with a steady dose and no new bruises?',
  pregnancy_t23: 'Are you 13 weeks pregnant or more, without complications?',
  cancer_past: 'Have you had cancer in the past?',
  surgery_6_12w: 'Have you had an operation 6 to 12 weeks ago?',
  bp_controlled: 'Do you have high blood pressure that is under control?',
  osteoporosis_mild: 'Do you have thin bones (mild osteoporosis)?',
  diabetes_neuropathy: 'Do you have diabetes with less feeling in your skin?',
  seizures_controlled: 'Do you have seizures that are under control?',
  under_18: 'Are you under 18?',
  percussion_tool: 'Have you used, or do you want, a massage gun on sore muscle?',
  oil_allergy: 'Are you allergic to oils or lotions?',
  varicose_veins: 'Do you have varicose veins? Where?',
  bruise: 'Do you have a bruise? Where?',
  wound_skin: 'Is your skin broken or wounded? Where?',
  sunburn_tattoo: 'Do you have sunburn or a fresh tattoo? Where?',
  injection_site: 'Have you had an injection in the last 48 hours? Where?',
  implant_port: 'Do you have an implant or a port? Where?',
  eczema: 'Do you have eczema? Where?',
};

/** What the therapist sees next to code and cap, never more. */
export const therapistNotes: Readonly<Record<PrecautionCode, string>> = {
  anticoagulant: 'No deep or percussive work; stop on bruising.',
  pregnancy_t23: 'Prenatal-trained therapist, side-lying, no firm leg or abdomen work.',
  cancer_past: 'Ask about the site, nodes removed and a port.',
  surgery_6_12w: 'Stay off the scar.',
  bp_controlled: 'Let the client sit up slowly.',
  osteoporosis_mild: 'No firm pressure.',
  diabetes_neuropathy: 'Weak pressure feedback: check the skin.',
  seizures_controlled: 'Quiet room, no flashing light.',
  under_18: 'Guardian consent; guardian present under 16.',
  percussion_tool: 'No massage gun on sore muscle.',
  oil_allergy: 'Use another oil, patch check first.',
};

export const localNames: Readonly<Record<LocalCode, string>> = {
  varicose_veins: 'Varicose veins',
  bruise: 'Bruise',
  wound_skin: 'Broken skin',
  sunburn_tattoo: 'Sunburn or fresh tattoo',
  injection_site: 'Injection within 48 h',
  implant_port: 'Implant or port',
  eczema: 'Eczema',
};

/** The condition in a few words, for staff who record a clearance. */
export const clearanceNotes: Readonly<Record<ClearanceCode, string>> = {
  pregnancy_t1: 'Pregnancy under 13 weeks (trials started at 12+ weeks; no proof of harm)',
  pregnancy_high_risk: 'High-risk pregnancy',
  cancer_active:
    'Cancer in treatment or spread: then gentle, off tumour, nodes, radiotherapy, lines',
  surgery_lt6w: 'Operation in the last 6 weeks',
  bleeding_disorder: 'Haemophilia or low platelets',
  anticoag_bleeding: 'Blood thinner with new bruises, bleeding or changed dose',
  dvt_history: 'Past clot, off treatment',
  heart_disease: 'Heart failure, angina, pacemaker or rhythm problem',
  bp_uncontrolled: 'Blood pressure over 160/100 or untreated',
  osteoporosis_severe: 'Fracture from a small fall',
  lymphoedema: 'Swelling disorder',
  kidney_liver_failure: 'Kidney or liver failure',
  unexplained_lump_pain: 'Unexplained lump, night pain or weight loss',
  concussion_recent: 'Concussion within 14 days',
  statin_muscle_pain: 'Unusual muscle pain on a statin',
  seizures_uncontrolled: 'Uncontrolled seizures',
};

export const areaWords: Readonly<Record<Area, string>> = {
  neck: 'neck',
  shoulders: 'shoulders',
  arms: 'arms',
  upper_back: 'upper back',
  back: 'back',
  hips: 'hips',
  glutes: 'glutes',
  thighs: 'thighs',
  hamstrings: 'hamstrings',
  legs: 'legs',
  calves: 'calves',
  feet: 'feet',
};

/** What the therapist sees when a clinician has agreed: still something to mind. */
export const clearedNotes = {
  condition: {
    pregnancy_t1: 'Under 13 weeks pregnant; a clinician has agreed.',
    pregnancy_high_risk: 'High-risk pregnancy; a clinician has agreed.',
    cancer_active:
      'Cancer in treatment or spread; a clinician has agreed. Gentle, off tumour, nodes, radiotherapy and lines.',
    surgery_lt6w: 'Operation in the last 6 weeks; a clinician has agreed. Stay off the scar.',
    bleeding_disorder: 'Bleeding disorder; a clinician has agreed.',
    anticoag_bleeding: 'Blood thinner with bruises or bleeding; a clinician has agreed.',
    dvt_history: 'Blood clot in the past; a clinician has agreed.',
    heart_disease: 'Heart condition; a clinician has agreed.',
    bp_uncontrolled: 'High blood pressure; a clinician has agreed. Let the client sit up slowly.',
    osteoporosis_severe: 'Fragile bones; a clinician has agreed.',
    lymphoedema: 'Swelling disorder; a clinician has agreed.',
    kidney_liver_failure: 'Kidney or liver failure; a clinician has agreed.',
    unexplained_lump_pain: 'Unexplained lump, night pain or weight loss; a clinician has agreed.',
    concussion_recent: 'Recent concussion; a clinician has agreed.',
    statin_muscle_pain: 'Unusual muscle pain on a statin; a clinician has agreed.',
    seizures_uncontrolled: 'Seizures; a clinician has agreed.',
  } satisfies Record<ClearanceCode, string>,
  local: (name: string, area: string): string =>
    `${name}, ${area}: a clinician has agreed; light pressure there.`,
  other: 'Another answer; a clinician has agreed.',
} as const;

export const redFlagLineTexts: Readonly<Record<RedFlagLineId, string>> = {
  emergency:
    'Chest pain or breathlessness, fainting, signs of a stroke, numbness between the legs or a bladder change, or a tense, numb, very painful limb',
  muscle:
    'Brown or red urine, muscle pain far beyond what you expected with weakness or swelling, or a heat collapse in the last 24 hours',
  clot: 'One leg or arm newly swollen, warm, red or throbbing, or a blood clot in the last 3 months',
  injury:
    'A sudden pain or pop in the last 72 hours, cannot bear weight, or a bone that may be broken',
  unwell:
    'Fever or feeling ill, a spreading rash, blood pressure of 180/110 or more, or alcohol or drugs affecting you now',
  pregnancy: 'Pregnant with bleeding, cramps, a severe headache or swelling',
};
