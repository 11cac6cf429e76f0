import type { ReactElement } from 'react';
import { useStaff } from '../me.context.ts';
import { ChipsField, PickField } from './fields.tsx';
import { personTexts as texts } from './person.en.ts';

/** What people at a clinic are likely to speak; others are kept when they are there. */
const offered = [
  ...['ar', 'bn', 'cs', 'cy', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'ga', 'gu'],
  ...['he', 'hi', 'hr', 'hu', 'id', 'is', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'nl', 'no', 'pa'],
  ...['pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'so', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tl', 'tr'],
  ...['uk', 'ur', 'vi', 'yo', 'zh'],
];

export const languageName = (locale: string, code: string): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;

interface Props {
  languages: readonly string[];
  onChange: (languages: string[]) => void;
}

export function LanguagesField({ languages, onChange }: Props): ReactElement {
  const { locale } = useStaff().clinic;
  const name = (code: string): string => languageName(locale, code);
  const others = offered
    .filter((code) => !languages.includes(code))
    .map((value) => ({ value, label: name(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
  const shown = languages.map((value) => ({ value, label: name(value) }));
  return (
    <div className="space-y-2">
      <ChipsField
        {...{ path: 'languages', label: texts.languages, options: shown, chosen: languages }}
        onChange={onChange}
      />
      <div className="max-w-64">
        <PickField
          {...{ path: 'languages.new', label: texts.moreLanguage, value: '', isLabelHidden: true }}
          options={[{ value: '', label: texts.moreLanguage }, ...others]}
          onChange={(code) => code && onChange([...languages, code])}
        />
      </div>
    </div>
  );
}
