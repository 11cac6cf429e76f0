export { claims, evidenceMeta, studies } from './evidence.data.ts';
export type { Claim, Study } from './evidence.contract.ts';
export { overdueClaims } from './evidence.rules.ts';
export {
  bareBenefitsIn,
  claimsForbid,
  forbiddenIn,
  isPersonalPromise,
  neverWritten,
  unsayableIn,
} from './copy.rules.ts';
export {
  vocabulary,
  type Recommendation,
  type RecommendationInput,
} from './recommendation.contract.ts';
export { explainRecommendation, recommend, RULES_VERSION } from './recommend.rules.ts';
export { preference, windowInstants } from './preference.rules.ts';
export { expectedSoreness, personalise, sorenessBand, sorenessPeak } from './soreness.rules.ts';
export { checkInRedFlags, SCREENING_VERSION } from './screening.data.ts';
export { screeningQuestionnaire } from './questionnaire.rules.ts';
export { askedOf, screen, type ScreeningResult, sessionTypesWithin } from './screening.rules.ts';
export { INTAKE_VERSION } from './intake.data.ts';
export { intakeDueAgain, intakeScreen, readIntake } from './intake.rules.ts';
export { redFlagScreen, safetyMessage } from './safety.rules.ts';
export { planFollowUps } from './follow-up.rules.ts';
export {
  hourBeforeQuiet,
  type QuietHours,
  quietHoursOf,
  shiftFromQuiet,
} from './quiet-hours.rules.ts';
export type { FollowUpEvent, FollowUpPlan } from './follow-up.contract.ts';
export { decideAnswer, type AnswerAction, type AnswerInput } from './answer.rules.ts';
export { isHardTraining } from './facts.rules.ts';
