import type { Study } from '@limber/evidence';
import { familyNames } from './claim.rules.ts';
import { studyTexts as texts } from './evidence.en.ts';

/** "Guo and colleagues 2017": enough to find it again, and short enough for a line. */
export function studyName({ authors, year }: Study): string {
  const { names, hasMore } = familyNames(authors ?? texts.nobodyNamed);
  const [first = '', second] = names;
  const who =
    hasMore || names.length > 2
      ? texts.colleagues(first)
      : second
        ? texts.and(first, second)
        : first;
  return year === null ? who : `${who} ${year}`;
}
