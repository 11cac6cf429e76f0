import type { RefuseCode, SafetyLevel } from './screening.data.ts';

export const safetyTitles: Readonly<Record<SafetyLevel, string>> = {
  emergency: 'Get emergency help now',
  urgent: 'Get medical help today',
  clinician: 'See a clinician first',
  wait: 'Please wait until you are well',
  rebook: 'Please book another time',
};

/** What it may mean and what to do. We do not diagnose, and never soothe. */
export const safetyTexts: Readonly<Record<RefuseCode, string>> = {
  dark_urine:
    'Dark urine after hard exercise can be a sign of muscle breakdown. Go to urgent care today and ask for a CK blood test; signs can come days late.',
  extreme_weak_swollen:
    'Severe pain with weakness or swelling can be a sign of muscle breakdown. Go to urgent care today and ask for a CK blood test.',
  dvt_signs:
    'A newly swollen, warm or red limb can be a sign of a blood clot. Get medical advice today and do not rub it.',
  dvt_current:
    'A clot that is being treated and massage do not go together. Ask the clinician who treats you, and do not rub the area.',
  chest_pain_breathless:
    'Chest pain, breathlessness, coughing blood or fainting can be an emergency. Call now.',
  stroke_signs:
    'A drooping face, a weak arm, slurred speech or a worst-ever headache can be a stroke. Call now; minutes count.',
  saddle_bladder:
    'New numbness between the legs, a bladder or bowel change or weak legs can mean pressed nerves in the back. Get emergency care now.',
  tight_swollen_numb_limb:
    'A tense, very painful and numb limb can mean dangerous pressure in the muscle. Get emergency care now.',
  heat_collapse_24h:
    'Collapse, confusion or heat illness needs a medical check today. Keep cool, and do not stay alone.',
  acute_injury:
    'A sudden pain, a pop or a leg that will not bear weight should be seen by a clinician or a physiotherapist before anyone massages it.',
  suspected_fracture:
    'A bone that may be broken needs to be seen today. Keep it still and do not rub it.',
  fever_infection:
    'With a fever or an infection, massage has to wait. See a clinician if you feel unwell or get worse.',
  contagious_skin: 'A spreading or contagious rash should be seen by a clinician before a massage.',
  bp_crisis: 'Blood pressure this high, or high with symptoms, needs medical advice today.',
  pregnancy_warning:
    'Bleeding, cramps, a severe headache or swelling in pregnancy needs medical advice today. Call your maternity unit.',
  intoxicated:
    'While alcohol or drugs affect you, pressure is hard to judge. Choose a time when they have worn off.',
};

export const safetyCallLines = {
  now: (number: string): string => `Call ${number} now.`,
  adviceOrWorse: (advice: string, emergency: string): string =>
    `Call ${advice} for advice, or ${emergency} if it gets worse.`,
  worse: (emergency: string): string => `Call ${emergency} if it gets worse.`,
} as const;
