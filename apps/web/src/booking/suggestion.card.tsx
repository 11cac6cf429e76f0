import type { RecommendationView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { suggestionTexts as texts } from './suggestion.en.ts';

const SuggestionSides = lazy(() => import('./suggestion.sides.tsx'));

type Evidence = RecommendationView['evidence'][number];
const SHOWN = 2;

/** How sure it is, and the way to the claim behind it. */
function Support({ claimId, title, certainty }: Evidence): ReactElement {
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-15 text-quiet">
      <Certainty word={certainty} />
      <Link
        to="/evidence/$claimId"
        params={{ claimId }}
        data-testid={`claim-${claimId}`}
        className="inline-flex min-h-11 items-center underline decoration-edge decoration-1 underline-offset-4 hover:text-pine sm:min-h-7"
      >
        {title}
      </Link>
    </p>
  );
}

function Reason(reason: Evidence): ReactElement {
  return (
    <li>
      <p>{texts.reason(reason.claimId, reason.title)}</p>
      <Support {...reason} />
    </li>
  );
}

function NotDeeper({ pressure }: { pressure: 'light' | 'moderate' }): ReactElement {
  const { id, title, certainty } = texts.deeperClaim;
  return (
    <div className="border-t border-line pt-4">
      <h2 className="text-15 font-semibold">
        {texts.pressure[pressure]}
        <span aria-hidden>{' · '}</span>
        {texts.whyNotDeeper}
      </h2>
      <p className="mt-1 text-15 text-quiet">{texts.notDeeper}</p>
      <Support claimId={id} title={title} certainty={certainty} />
    </div>
  );
}

function Cautions({ codes }: { codes: readonly string[] }): ReactElement | null {
  const said = codes.flatMap((code) => texts.caution(code) ?? []);
  if (said.length === 0) return null;
  return (
    <div className="border-t border-line pt-4">
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

/** Why this, how sure, why not deeper, and what speaks against it. The title above says what. */
export function SuggestionCard({ view, isBusy }: Props): ReactElement {
  const { pressure } = view;
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
      {pressure && pressure !== 'firm' && <NotDeeper pressure={pressure} />}
      <Cautions codes={view.cautions} />
      <div>
        <Suspense fallback={<Skeleton rows={2} height={44} />}>
          <SuggestionSides claimIds={view.reasons} />
        </Suspense>
        <AllReasons view={view} />
      </div>
    </section>
  );
}
