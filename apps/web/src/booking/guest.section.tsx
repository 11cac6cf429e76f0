import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { firstName } from './times.rules.ts';
import { codesToSend } from './red-flags.rules.ts';
import { RedFlags } from './red-flags.tsx';
import { twoTexts as texts } from './two.en.ts';
import type { GuestAnswer } from './use-guest.ts';

interface Props {
  guest: GuestAnswer;
  onChange: (guest: GuestAnswer) => void;
  /** The form was sent once: what is missing is said. */
  isTried: boolean;
}

/** A sign of the second person stops the two, not the one who is booking. */
function Stopped(): ReactElement {
  return (
    <Notice tone="refuse" title={texts.stopped.title} isUrgent>
      <p>{texts.stopped.lead}</p>
      <div className="flex flex-col gap-2 sm:flex-row">
        <Link to="/evidence/warning-signs" className={buttonClass('quiet')}>
          {texts.stopped.signs}
        </Link>
        <Link to="/book/times" className={buttonClass('plain')}>
          {texts.stopped.alone}
        </Link>
      </div>
    </Notice>
  );
}

/** The second person's name and their own red flags; nothing is preselected for them either. */
export function GuestSection({ guest, onChange, isTried }: Props): ReactElement {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { name, screening } = guest;
  const who = firstName(name.trim()) || texts.somebody;
  const hasSigns = screening !== null && screening.length > 0;
  const change = (codes: readonly string[]): void => {
    setTicked(codes);
    onChange({ name, screening: codes.length > 0 ? codesToSend(codes) : null });
  };
  return (
    <section aria-label={texts.section} className="space-y-4 border-t border-line pt-6">
      <h2 className="text-17 font-semibold">{texts.section}</h2>
      <Field
        label={texts.name}
        name="guest"
        value={name}
        required
        maxLength={120}
        autoComplete="off"
        error={isTried && !name.trim() ? texts.nameMissing : undefined}
        onChange={(event) => onChange({ name: event.target.value, screening })}
      />
      <h3 className="text-15 font-semibold">{texts.question(who)}</h3>
      <RedFlags ticked={ticked} onChange={change} />
      {hasSigns ? (
        <Stopped />
      ) : (
        <div tabIndex={-1} data-guest>
          <Tick
            testId="guest-none"
            isOn={screening !== null}
            onToggle={(isOn) => {
              setTicked([]);
              onChange({ name, screening: isOn ? [] : null });
            }}
            error={isTried && screening === null ? texts.unanswered : undefined}
          >
            {texts.none(who)}
          </Tick>
        </div>
      )}
    </section>
  );
}
