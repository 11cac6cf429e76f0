import {
  clearanceTable,
  localTable,
  precautionTable,
  refuseTable,
  type ScreeningCode,
} from './screening.data.ts';
import { clearanceNotes, screeningQuestions, therapistNotes } from './screening.en.ts';

export interface ScreeningQuestion {
  readonly code: ScreeningCode;
  /** A refuses, B needs clearance, C books with caps, D avoids an area (the answer is `code:area`). */
  readonly block: 'A' | 'B' | 'C' | 'D';
  readonly question: string;
  /** For staff: what to record or to mind; null where the code says it all. */
  readonly staffNote: string | null;
}

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  // The tables are literals: they have exactly the keys of their type.
  Object.keys(table) as Key[];

/** All questions in the order of the page, as data for the intake form. */
export const screeningQuestionnaire: readonly ScreeningQuestion[] = [
  ...keysOf(refuseTable).map((code) => ({ code, block: 'A', staffNote: null }) as const),
  ...keysOf(clearanceTable).map(
    (code) => ({ code, block: 'B', staffNote: clearanceNotes[code] }) as const,
  ),
  ...keysOf(precautionTable).map(
    (code) => ({ code, block: 'C', staffNote: therapistNotes[code] }) as const,
  ),
  ...keysOf(localTable).map((code) => ({ code, block: 'D', staffNote: null }) as const),
].map((entry) => ({ ...entry, question: screeningQuestions[entry.code] }));
