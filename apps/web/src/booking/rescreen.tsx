import { type ReactElement, useState } from 'react';
import { Tick } from '../ui/field.tsx';
import { checkTexts } from './check.en.ts';
import { detailsTexts as texts } from './details.en.ts';
import { readDraft } from './draft.store.ts';
import { codesToSend } from './red-flags.rules.ts';
import { RedFlags } from './red-flags.tsx';

interface Props {
  /** Null until the question is answered once more. */
  screening: readonly string[] | null;
  onChange: (screening: readonly string[] | null) => void;
  error: string | undefined;
  /** A guardian answers for somebody under 18. */
  isYoung?: boolean;
}

/**
 * The red flags are asked at every booking. Who has just answered them gets one line; who came straight to
 * the times, by a shared address say, gets them all.
 */
export function Rescreen({ screening, onChange, error, isYoung = false }: Props): ReactElement {
  const [showsAll, setShowsAll] = useState(() => readDraft().screening === null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const change = (codes: readonly string[]): void => {
    setTicked(codes);
    onChange(codes.length > 0 ? codesToSend(codes) : null);
  };
  const againTick = isYoung ? texts.young.screeningNone : checkTexts.againTick;
  const noneOfAll = isYoung ? texts.young.screeningNone : texts.screeningNone;
  const isNone = screening !== null && screening.length === 0;
  return (
    <section aria-label={texts.screening} className="space-y-3">
      <h2 className="text-17 font-semibold">{showsAll ? checkTexts.title : checkTexts.again}</h2>
      {showsAll && <RedFlags ticked={ticked} onChange={change} />}
      <div tabIndex={-1} data-rescreen>
        <Tick
          testId="still-none"
          isOn={isNone}
          onToggle={(isOn) => {
            setTicked([]);
            onChange(isOn ? [] : null);
          }}
          error={error}
        >
          {showsAll ? noneOfAll : againTick}
        </Tick>
      </div>
      {!showsAll && (
        <button type="button" className="link min-h-11 text-15" onClick={() => setShowsAll(true)}>
          {checkTexts.againList}
        </button>
      )}
    </section>
  );
}
