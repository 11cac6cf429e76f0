import {
  redFlagLines,
  refuseTable,
  type RedFlagLineId,
  type RefuseCode,
  type SafetyLevel,
} from './screening.data.ts';
import { safetyCallLines, safetyTexts, safetyTitles } from './safety.en.ts';
import { redFlagLineTexts, screeningQuestions } from './screening.en.ts';

interface LocalNumbers {
  readonly emergency: string;
  /** A line for advice where the country has one; null = none known to us. */
  readonly advice: string | null;
}

const numbersByCountry: ReadonlyMap<string, LocalNumbers> = new Map([
  ['GB', { emergency: '999', advice: '111' }],
  ['US', { emergency: '911', advice: null }],
]);
/** 112 answers in every EU country, and on mobile phones in most others. */
const elsewhere: LocalNumbers = { emergency: '112', advice: null };

export interface SafetyMessage {
  readonly level: SafetyLevel;
  readonly title: string;
  readonly body: string;
  /** What to call, the first one first; empty where a call is not the answer. */
  readonly numbers: readonly string[];
}

const callLine = (
  level: SafetyLevel,
  { emergency, advice }: LocalNumbers,
): { line: string | null; numbers: readonly string[] } => {
  if (level === 'rebook') return { line: null, numbers: [] };
  if (level === 'emergency') {
    return { line: safetyCallLines.now(emergency), numbers: [emergency] };
  }
  return advice === null
    ? { line: safetyCallLines.worse(emergency), numbers: [emergency] }
    : {
        line: safetyCallLines.adviceOrWorse(advice, emergency),
        numbers: [advice, emergency],
      };
};

/** What a refused client reads at once; `country` is ISO 3166 alpha-2 of the place they are at. */
export const safetyMessage = (code: RefuseCode, country: string): SafetyMessage => {
  const { level } = refuseTable[code];
  const call = callLine(level, numbersByCountry.get(country.toUpperCase()) ?? elsewhere);
  const body = call.line === null ? safetyTexts[code] : `${safetyTexts[code]} ${call.line}`;
  return { level, title: safetyTitles[level], body, numbers: call.numbers };
};

export interface RedFlagLine {
  readonly id: RedFlagLineId;
  readonly text: string;
  readonly questions: readonly { readonly code: RefuseCode; readonly text: string }[];
}

const line = (id: RedFlagLineId): RedFlagLine => ({
  id,
  text: redFlagLineTexts[id],
  questions: redFlagLines[id].map((code) => ({ code, text: screeningQuestions[code] })),
});

/** Block A in a few lines for one screen; nothing preselected, "none of these" required. */
export const redFlagScreen: readonly RedFlagLine[] = [
  line('emergency'),
  line('muscle'),
  line('clot'),
  line('injury'),
  line('unwell'),
  line('pregnancy'),
];
