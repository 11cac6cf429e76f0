import { claims } from './evidence.data.ts';

/**
 * What no text of ours may say. Phrases are compared word by word in a plain form: no case, no punctuation, no
 * simple endings, so that "Eliminating soreness!" is "eliminates soreness".
 */
const stem = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(?<=\w{3})(ing|ed|es|s|ly)$/, '')
    .replace(/(?<=\w{3})e$/, '');

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .map(stem);

const contains = (words: readonly string[], phrase: readonly string[]): boolean =>
  phrase.length > 0 &&
  words.some((_, start) => phrase.every((word, index) => words[start + index] === word));

/** The forbidden phrases a text holds. */
export function forbiddenIn(text: string, phrases: readonly string[]): string[] {
  const words = wordsOf(text);
  return phrases.filter((phrase) => contains(words, wordsOf(phrase)));
}

const AMOUNT = String.raw`(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|ten|half an?|an?)`;
const UNIT = String.raw`(?:points?|hours?|hrs?|days?|h|weeks?|%|percent|per cent)`;
const MORE = String.raw`(?:less|lower|fewer|faster|sooner|earlier|quicker|shorter|better|milder|saved|off)`;
const SINK = String.raw`(?:lower\w*|reduc\w+|cut\w*|drop\w*|fall\w*|shorten\w*|improv\w+|sav\w+|gain\w*)`;

const promises = [
  // "2 points less", "10 hours faster"
  new RegExp(String.raw`\b${AMOUNT}\s*${UNIT}\s+(?:of\s+\w+\s+)?${MORE}\b`, 'i'),
  // "recover faster by 10 hours", "soreness drops by 2 points", "saves you 8 hours"
  new RegExp(
    String.raw`\b(?:${SINK}|${MORE})\s+(?:\w+\s+){0,3}?(?:by|you)\s+${AMOUNT}\s*${UNIT}\b`,
    'i',
  ),
  // "a soreness of 3 instead of 5", "5 without massage, 3 with it"
  /\b\d+\s+(?:instead of|rather than)\s+\d+\b/i,
  /\bwithout (?:a |the )?massage\b.{0,20}\b\d+\b.{0,30}\bwith\b.{0,20}\b\d+\b/i,
];

/** Whether somebody is promised points or hours: nobody can know them. */
export const isPersonalPromise = (text: string): boolean =>
  promises.some((promise) => promise.test(text));

const GIVER =
  /\b(?:massages?|massaging|session|sessions|treatments?|pressure|deep (?:work|tissue)|rubbing)\b/i;
const BENEFIT =
  /\b(eas(?:e|es|ed|ing)|reliev\w+|relief|reduc\w+|lower(?:s|ed)?|lessen\w*|less (?:sore|stiff|pain|tired|tight|tens|stress|swell|ach)\w*|soften\w*|calm(?:s|ed|ing|er)?|relax(?:es|ed|ing)?|recover(?:s|ing)?|heal(?:s|ed|ing)?|improv\w+|boost\w*|loosen\w*|faster|fitter|fresher|prevent\w*|protect\w*|cur(?:e|es|ing)|helps?|take the edge off)\b/i;
const HEDGE =
  /\b(may|might|can|could|some|someone|often|usually|perhaps|maybe|not|no|nor|never|nobody|none|neither|without|certainty|uncertain|unclear|unknown|unproven|untested|doubtful|mixed|only|whether|if|trials?|stud(?:y|ies)|evidence|found|measured|said|claims?|seems?|tends?|probably|little)\b|n[’']t\b|\?$/i;

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+|\n+/);

/** Sentences that tell of a benefit as if it were certain. */
export const bareBenefitsIn = (text: string): string[] =>
  sentencesOf(text).filter(
    (sentence) =>
      sentence.split(/\s+/).length >= 4 &&
      GIVER.test(sentence) &&
      BENEFIT.test(sentence.split(GIVER).join(' ')) &&
      !HEDGE.test(sentence),
  );

/** What each claim forbids to say of it. */
export const claimsForbid: readonly string[] = [
  ...new Set(claims.flatMap((claim) => claim.copyForbidden)),
];

/** Beside the claims' own lists: what a careful clinic never writes to its clients. */
export const neverWritten: readonly string[] = [
  ...['probably fine', 'nothing to worry', 'guarantee', 'proven to'],
  ...['detox', 'toxin', 'knots', 'cure', 'miracle'],
];

/** Too short to be held against a label of ours, but no label: "Massage heals." */
const FLAT_OUT = new RegExp(String.raw`${GIVER.source}\s+(?:will\s+)?${BENEFIT.source}`, 'i');
const isSaidFlatOut = (sentence: string): boolean =>
  FLAT_OUT.test(sentence) && !HEDGE.test(sentence);

/** What of a text somebody wrote may not be said: the phrase or the sentence; null where all of it may. */
export const unsayableIn = (text: string): string | null =>
  forbiddenIn(text, [...claimsForbid, ...neverWritten])[0] ??
  sentencesOf(text).find(isPersonalPromise) ??
  bareBenefitsIn(text)[0] ??
  sentencesOf(text).find(isSaidFlatOut) ??
  null;
