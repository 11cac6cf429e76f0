import type { DeskMailWording, MailWordingDraft } from '@limber/contracts';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { wordingTexts as texts } from './wording.en.ts';
import type { Part } from './wording.field.tsx';

const inWords = (words: string | null): string =>
  words === null ? texts.saidHouse : words === '' ? texts.saidNothing : words;

interface Props {
  history: DeskMailWording['history'];
  /** Puts the words of then into the form; nothing is saved by it. */
  onTake: (words: MailWordingDraft) => void;
}

function Version({ entry, onTake }: { entry: Props['history'][number]; onTake: Props['onTake'] }) {
  const { locale, timeZone } = useStaff().clinic;
  const { version, at, by, appliesTo } = entry;
  const when = formatFor(locale, timeZone).shortMoment(at);
  return (
    <li
      data-testid="wording-version"
      className="space-y-1 border-b border-line py-3 last:border-b-0"
    >
      <p className="nums text-15 font-semibold break-words">{texts.version(version, by, when)}</p>
      <p className="text-13 text-quiet">{texts.reach[appliesTo]}</p>
      {(['opening', 'closing'] as Part[]).map((part) => (
        <p key={part} className="text-15 break-words whitespace-pre-line">
          {texts.said(texts.parts[part], inWords(entry[part]))}
        </p>
      ))}
      <Button
        look="plain"
        aria-label={texts.takeVersion(version)}
        className="min-h-11 px-0! text-15!"
        onClick={() => onTake(entry)}
      >
        {texts.take}
      </Button>
    </li>
  );
}

/** Who changed what, when; and a way back to it. */
export function WordingHistory({ history, onTake }: Props): ReactElement {
  return (
    <Disclosure label={texts.history}>
      {history.length === 0 ? (
        <p className="text-15 text-quiet">{texts.noHistory}</p>
      ) : (
        <ol>
          {history.map((entry) => (
            <Version key={entry.version} {...{ entry, onTake }} />
          ))}
        </ol>
      )}
    </Disclosure>
  );
}
