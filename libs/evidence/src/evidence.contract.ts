/** GRADE-like; the word is shown wherever the claim is used. */
export const CERTAINTIES = ['high', 'moderate', 'low', 'very low'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A statement of evidence. Never the word for anything else. */
export interface Claim {
  readonly id: string;
  /** Section of the article the claim answers; null = needed by the rules only. */
  readonly articleSection: number | null;
  readonly title: string;
  readonly plainLanguage: string;
  readonly mechanism: string;
  readonly caveat: string;
  readonly certainty: Certainty;
  readonly certaintyReason: string;
  /** Hours at which an effect was measured; see evidenceMeta.timeWindowNote for the zero point. */
  readonly timeWindowHours: {
    readonly from: number;
    readonly to: number;
    readonly peak: number;
  } | null;
  readonly studies: readonly string[];
  readonly disagreement: readonly string[];
  readonly copyAllowed: readonly string[];
  readonly copyForbidden: readonly string[];
  /** ISO date on which the claim was last held against its studies. */
  readonly dateChecked: string;
}

/** One reported value. Null means "not seen or not sure", never a guess. */
export type Reading = string | number | boolean | readonly number[] | readonly string[] | null;
/** What was reported for one measure: a value, or named values such as smd, ci95, p. */
export type Finding = Reading | Readonly<Record<string, Reading>>;

export interface Study {
  readonly id: string;
  readonly authors: string | null;
  readonly year: number | null;
  readonly title: string;
  readonly journal: string | null;
  readonly volumePages: string | null;
  readonly doi: string | null;
  readonly pmid: string | null;
  readonly design: string;
  readonly n: number | null;
  readonly measured: string;
  readonly whenHours: readonly number[] | null;
  readonly effect: Readonly<Record<string, Finding>> | null;
  readonly direction: string;
  readonly confidence: 'verified' | 'from memory';
  readonly verifiedScope: string;
  readonly url: string;
  readonly note: string | null;
}
