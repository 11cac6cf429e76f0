import type { Claim } from '@limber/evidence';
import type { ReactElement } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import { longDate } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';
import { EffectPlot } from './effect-plot.tsx';
import { evidenceTexts as texts } from './evidence.en.ts';
import { StudyList } from './study-list.tsx';

/** These two count from the massage, all others from the end of the training. */
const AFTER_MASSAGE = new Set(['C4', 'C5']);

function Fact({ label, text }: { label: string; text: string }): ReactElement {
  return (
    <div>
      <dt className="text-15 font-semibold">{label}</dt>
      <dd className="measure text-15 text-quiet">{text}</dd>
    </div>
  );
}

function measured({ id, timeWindowHours: hours }: Claim): string | null {
  if (!hours) return null;
  return (AFTER_MASSAGE.has(id) ? texts.measuredAfter : texts.measuredAt)(hours.from, hours.to);
}

export function ClaimSection({ claim }: { claim: Claim }): ReactElement {
  const { locale } = useFormat();
  const notShown = texts.notShownText[claim.id];
  const when = measured(claim);
  return (
    <section
      id={claim.id}
      aria-labelledby={`${claim.id}-title`}
      className="scroll-mt-8 space-y-6 border-t border-line pt-8"
    >
      <div className="space-y-3">
        <h2 id={`${claim.id}-title`} className="text-21 font-semibold">
          {claim.title}
        </h2>
        <Certainty word={claim.certainty} />
        <p className="measure">{claim.plainLanguage}</p>
      </div>
      {claim.id === 'C1' && <EffectPlot />}
      <dl className="space-y-4">
        <Fact label={texts.caveat} text={claim.caveat} />
        {notShown && <Fact label={texts.notShown} text={notShown} />}
        <Fact label={texts.certaintyWhy} text={claim.certaintyReason} />
        {claim.mechanism.length > 1 && <Fact label={texts.mechanism} text={claim.mechanism} />}
      </dl>
      <div className="grid gap-6 sm:grid-cols-2">
        <StudyList
          title={texts.for}
          ids={claim.studies.filter((id) => !claim.disagreement.includes(id))}
        />
        <StudyList title={texts.against} ids={claim.disagreement} />
      </div>
      <p className="nums text-13 text-quiet">
        {texts.checked(longDate(locale, claim.dateChecked))} {when}
      </p>
    </section>
  );
}
