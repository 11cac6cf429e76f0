import type { MailWordingPreview } from '@limber/contracts';
import { type ReactElement, useState } from 'react';
import { Chip } from '../../ui/chip.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { wordingTexts as texts } from './wording.en.ts';

interface Props {
  mail: MailWordingPreview | undefined;
  /** What is typed cannot be sent: the last mail that could is still shown, and said to be it. */
  isFaulty: boolean;
}

function Mail({ mail, isText }: { mail: MailWordingPreview; isText: boolean }): ReactElement {
  if (isText) {
    return (
      <pre
        data-testid="preview-text"
        tabIndex={0}
        aria-label={texts.asText}
        className="h-[60dvh] overflow-y-auto p-4 font-sans text-15 break-words whitespace-pre-wrap lg:h-[62dvh]"
      >
        {mail.text}
      </pre>
    );
  }
  return (
    // No scripts, no origin, no way out: its links lead nowhere.
    <iframe
      title={texts.frame(mail.subject)}
      data-testid="preview-page"
      sandbox=""
      srcDoc={mail.html}
      className="block h-[60dvh] w-full border-0 bg-white lg:h-[62dvh]"
    />
  );
}

/** The mail as it would be sent, for a client who does not exist. */
export function WordingPreview({ mail, isFaulty }: Props): ReactElement {
  const [isText, setText] = useState(false);
  return (
    <section aria-label={texts.preview} className="min-w-0 space-y-3">
      <div className="space-y-1">
        <h2 className="text-17 font-semibold">{texts.preview}</h2>
        <p className="text-13 text-quiet">{texts.previewLead}</p>
      </div>
      <div role="radiogroup" aria-label={texts.view} className="flex flex-wrap gap-2">
        <Chip role="radio" isOn={!isText} onToggle={() => setText(false)}>
          {texts.asPage}
        </Chip>
        <Chip role="radio" isOn={isText} onToggle={() => setText(true)}>
          {texts.asText}
        </Chip>
      </div>
      {isFaulty && (
        <p role="status" className="text-15 font-medium text-amber">
          {texts.previewStale}
        </p>
      )}
      {mail ? (
        <div className="overflow-hidden rounded-card border border-line bg-surface">
          <p className="border-b border-line px-4 py-3 text-15 break-words">
            <span className="text-quiet">{texts.subject}</span>{' '}
            <span className="font-semibold">{mail.subject}</span>
          </p>
          <Mail mail={mail} isText={isText} />
        </div>
      ) : (
        <Skeleton rows={1} height={480} />
      )}
    </section>
  );
}
