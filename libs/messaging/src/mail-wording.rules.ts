import { unsayableIn } from '@limber/evidence';
import {
  type ErrorCode,
  type MailPlaceholder,
  type MailWordingDraft,
  WORDING_LENGTH,
  type WordedMailKind,
  wordedMailKinds,
} from '@limber/contracts';
import { houseWording } from './mail-wording.en.ts';

export const wordingParts = ['opening', 'closing'] as const;
export type WordingPart = (typeof wordingParts)[number];

/** What is wrong with a part, and for the sentence, what of it. */
export interface WordingFault {
  code: ErrorCode;
  path: WordingPart;
  params: Record<string, unknown>;
}

export const isWorded = (kind: string): kind is WordedMailKind =>
  wordedMailKinds.some((each) => each === kind);

const always: readonly MailPlaceholder[] = ['clientName', 'clinicName', 'clinicPhone'];
const visit: readonly MailPlaceholder[] = ['startsAt', 'therapistName', 'serviceName'];

/** What a kind's mail knows beside client and clinic. */
const also: Partial<Record<WordedMailKind, readonly MailPlaceholder[]>> = {
  series_booked: ['therapistName', 'serviceName'],
  series_cancelled: ['therapistName', 'serviceName'],
  waitlist_joined: ['serviceName'],
  aftercare: ['startsAt', 'therapistName'],
  checkin_24: [],
  checkin_48: [],
  checkin_72: [],
  nudge_7d: ['startsAt', 'therapistName'],
};

export const placeholdersOf = (kind: WordedMailKind): MailPlaceholder[] => [
  ...always,
  ...(also[kind] ?? visit),
];

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
/** Nothing is decided and nothing repeated: a name in double braces, and that is all. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => (name ?? '').trim());

/** But for what joins several pictures to one. */
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|(?<!\p{Extended_Pictographic}\p{EMod}?\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** As it is kept: lines are paragraphs, nothing invisible, nothing empty. */
export const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .split(/[\r\n\p{Zl}\p{Zp}]+/u)
    .map((line) => line.replaceAll(/[\p{Cc}\p{Zs}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

function faultOf(kind: WordedMailKind, text: string): Omit<WordingFault, 'path'> | null {
  if (text.length > WORDING_LENGTH) {
    return { code: 'WORDING_TOO_LONG', params: { most: WORDING_LENGTH, length: text.length } };
  }
  if (/[<>]/.test(text)) return { code: 'WORDING_MARKUP', params: {} };
  if (/[{}]/.test(text.replaceAll(PLACEHOLDER, ''))) return { code: 'WORDING_BRACES', params: {} };
  const known = placeholdersOf(kind);
  const unknown = namesIn(text).find((name) => !known.some((each) => each === name));
  if (unknown !== undefined) {
    return { code: 'WORDING_PLACEHOLDER', params: { name: unknown, known: known.join(', ') } };
  }
  if (/:\/\/|\bwww\./i.test(text)) return { code: 'WORDING_LINK', params: {} };
  // Without its placeholders: one in the middle of a phrase does not make it another phrase.
  const said = unsayableIn(text) ?? unsayableIn(text.replaceAll(PLACEHOLDER, ' '));
  return said === null ? null : { code: 'WORDING_FORBIDDEN', params: { said } };
}

/** One fault a part at most: the first that its writer has to mend. */
export const wordingFaults = (kind: WordedMailKind, draft: MailWordingDraft): WordingFault[] =>
  wordingParts.flatMap((path) => {
    const text = draft[path];
    const fault = text === null ? null : faultOf(kind, tidied(text));
    return fault ? [{ ...fault, path }] : [];
  });

/** As it is stored: what the house says anyway is the house's, also when the house words it anew. */
export function ownWords(kind: WordedMailKind, draft: MailWordingDraft): MailWordingDraft {
  const own = (part: WordingPart): string | null => {
    const text = draft[part];
    if (text === null) return null;
    return tidied(text) === houseWording[kind][part] ? null : tidied(text);
  };
  return { opening: own('opening'), closing: own('closing') };
}

/**
 * The paragraphs of a part with its values in place. A value is put in as it is and never looked into; a name
 * nobody knows any more, or one without a value, takes the comma before it along.
 */
export const paragraphsOf = (
  text: string,
  values: Partial<Record<MailPlaceholder, string>>,
): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/,?[ \u00A0]*\{\{([^{}]*)\}\}/g, (whole, name: string) => {
          const value = Object.hasOwn(values, name.trim())
            ? values[name.trim() as MailPlaceholder]
            : undefined;
          return value ? whole.slice(0, whole.indexOf('{{')) + value : '';
        })
        .replace(/^,/, '')
        .trim(),
    )
    .filter((line) => line !== '');
