import type { RecommendationView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Disclosure } from '../ui/disclosure.tsx';
import { useFormat } from '../ui/use-format.ts';
import { timesTexts } from './times.en.ts';

const { bestFit: texts } = timesTexts;
type Window = NonNullable<RecommendationView['window']>;
type Evidence = RecommendationView['evidence'][number];

/** The mark has a shape and a word. Only the shape has a colour: on a time that is chosen the word would be too pale. */
export function BestFitMark(): ReactElement {
  return (
    <span className="flex items-center gap-1.5 text-13 font-semibold text-ink">
      <span aria-hidden className="size-2 rounded-full bg-clay" />
      {texts.mark}
    </span>
  );
}

function ClaimLink({ claimId, title }: Pick<Evidence, 'claimId' | 'title'>): ReactElement {
  return (
    <Link
      to="/evidence/$claimId"
      params={{ claimId }}
      className="link inline-flex min-h-11 items-center sm:min-h-6"
    >
      {title}
    </Link>
  );
}

interface Props {
  window: Window;
  evidence: readonly Evidence[];
  version: string;
}

/** What the mark means: which window, by which rules and claims, and that other times are fine too. */
export function BestFitWhy({ window, evidence, version }: Props): ReactElement {
  const format = useFormat();
  const span = (from: string, to: string): string =>
    texts.span(format.shortMoment(from), format.shortMoment(to));
  return (
    <Disclosure
      label={
        <span className="flex items-center gap-2">
          {texts.why}
          <BestFitMark />
        </span>
      }
    >
      <div className="nums space-y-3 text-15">
        <dl className="space-y-1">
          <div className="flex flex-wrap gap-x-3">
            <dt className="text-quiet">{texts.window}</dt>
            <dd>{span(window.from, window.to)}</dd>
          </div>
          <div className="flex flex-wrap gap-x-3">
            <dt className="text-quiet">{texts.best}</dt>
            <dd>{span(window.bestFrom, window.bestTo)}</dd>
          </div>
        </dl>
        <p>{texts.how(version)}</p>
        <p>
          {texts.otherTimes} <ClaimLink {...texts.noBestHour} />
        </p>
        <div>
          <p className="text-quiet">{texts.claims}</p>
          <ul>
            {evidence.map((each) => (
              <li key={each.claimId}>
                <ClaimLink claimId={each.claimId} title={each.title} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Disclosure>
  );
}
