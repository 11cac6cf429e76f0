import type { RecommendationView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { suggestionTexts as texts } from './suggestion.en.ts';

type Evidence = RecommendationView['evidence'][number];
const SHOWN = 2;

function Reason({ claimId, title, certainty }: Evidence): ReactElement {
  return (
    <li className="space-y-1">
      <p>{texts.reason(claimId, title)}</p>
      <Link
        to="/evidence"
        hash={claimId}
        className="inline-flex min-h-6 items-center text-quiet underline decoration-line decoration-1 underline-offset-4 hover:text-pine"
      >
        <Certainty word={certainty} />
      </Link>
    </li>
  );
}

function Cautions({ codes }: { codes: readonly string[] }): ReactElement | null {
  const said = codes.flatMap((code) => texts.caution(code) ?? []);
  if (said.length === 0) return null;
  return (
    <div>
      <h2 className="text-15 font-semibold">{texts.mind}</h2>
      <ul className="mt-1 space-y-1 text-15 text-quiet">
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function AllReasons({ view }: { view: RecommendationView }): ReactElement {
  return (
    <Disclosure label={texts.more}>
      <div className="space-y-4 text-15">
        <ul className="space-y-3">
          {view.evidence.slice(SHOWN).map((reason) => (
            <Reason key={reason.claimId} {...reason} />
          ))}
        </ul>
        <ul className="list-disc space-y-1 pl-5 text-quiet">
          {view.explanation.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <p className="text-quiet">
          {texts.version(view.version)}{' '}
          <Link to="/evidence" className="link">
            {texts.evidence}
          </Link>
        </p>
      </div>
    </Disclosure>
  );
}

interface Props {
  view: RecommendationView;
  isBusy: boolean;
}

/** Why this, how sure, and why not deeper. The title above says what. */
export function SuggestionCard({ view, isBusy }: Props): ReactElement {
  const isLighter = view.pressure !== 'firm';
  return (
    <section
      aria-label={texts.label}
      aria-busy={isBusy}
      className="space-y-5 rounded-card border border-line bg-surface p-5 transition-opacity aria-busy:opacity-60"
    >
      <ul aria-label={texts.why} className="space-y-4">
        {view.evidence.slice(0, SHOWN).map((reason) => (
          <Reason key={reason.claimId} {...reason} />
        ))}
      </ul>
      {isLighter && view.pressure && (
        <div className="border-t border-line pt-4">
          <h2 className="text-15 font-semibold">
            {texts.pressure[view.pressure]}
            <span aria-hidden>{' · '}</span>
            {texts.whyNotDeeper}
          </h2>
          <p className="mt-1 text-15 text-quiet">{texts.notDeeper}</p>
        </div>
      )}
      <Cautions codes={view.cautions} />
      <AllReasons view={view} />
    </section>
  );
}
