import { INTAKE_MONTHS, intakeGroups, type IntakeGroupId } from './intake.data.ts';
import { intakeGroupTitles } from './intake.en.ts';
import { localTable } from './screening.data.ts';
import { screeningQuestions } from './screening.en.ts';

export interface IntakeGroup {
  readonly id: IntakeGroupId;
  readonly title: string;
  readonly questions: readonly {
    readonly code: string;
    readonly text: string;
    /** A yes names a place: the answer is `code:area`. */
    readonly needsArea: boolean;
  }[];
}

const groupIds: readonly IntakeGroupId[] = [
  'heart_blood',
  'pregnancy',
  'cancer_organs',
  'operations_bones',
  'nerves_muscles',
  'skin_places',
  'about_you',
];

/** The longer questions on one screen, grouped. */
export const intakeScreen: readonly IntakeGroup[] = groupIds.map((id) => ({
  id,
  title: intakeGroupTitles[id],
  questions: intakeGroups[id].map((code) => ({
    code,
    text: screeningQuestions[code],
    needsArea: Object.hasOwn(localTable, code),
  })),
}));

/** Every group must be answered, with codes or with "none of these"; strange groups are refused. */
export type IntakeReading =
  | { readonly ok: true; readonly codes: readonly string[] }
  | {
      readonly ok: false;
      readonly missing: readonly string[];
      readonly unknown: readonly string[];
    };

/** Codes stay as they were given: what this version does not know counts as clearance, in screen(). */
export const readIntake = (answers: Readonly<Record<string, readonly string[]>>): IntakeReading => {
  const missing = groupIds.filter((id) => !Object.hasOwn(answers, id));
  const unknown = Object.keys(answers).filter((id) => !groupIds.some((known) => known === id));
  if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown };
  return { ok: true, codes: [...new Set(groupIds.flatMap((id) => answers[id] ?? []))] };
};

/** When answers given at `ms` are due again: six calendar months on, at the latest day the month has. */
export const intakeDueAgain = (ms: number): number => {
  const given = new Date(ms);
  const day = given.getUTCDate();
  const due = new Date(ms);
  due.setUTCDate(1);
  due.setUTCMonth(due.getUTCMonth() + INTAKE_MONTHS);
  const lastDay = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate();
  due.setUTCDate(Math.min(day, lastDay));
  return due.getTime();
};
