import { type Claim, evidenceMeta } from '@limber/evidence';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { Certainty, type CertaintyWord } from '../ui/certainty.tsx';
import { formatDate } from '../ui/format.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ArticleTable } from './article-table.tsx';
import { benefits, claimOf, supporting } from './claim.rules.ts';
import { claimTexts, evidenceTexts as texts } from './evidence.en.ts';
import { ReviewDate } from './review-date.tsx';
import { WithoutMassage } from './without-massage.tsx';
import { withoutTexts } from './without.en.ts';

const LEVELS: readonly CertaintyWord[] = ['high', 'moderate', 'low', 'very low'];

function ClaimLink({ claim, className }: { claim: Claim; className: string }): ReactElement {
  return (
    <Link to="/evidence/$claimId" params={{ claimId: claim.id }} className={className}>
      {claim.title}
    </Link>
  );
}

function Benefit({ claim, number }: { claim: Claim; number: number }): ReactElement {
  return (
    <li
      id={claim.id}
      className="grid scroll-mt-8 gap-x-6 gap-y-1 border-b border-line py-5 sm:grid-cols-[32px_1fr]"
    >
      <span aria-hidden className="voice hidden text-28 text-quiet sm:block">
        {number}
      </span>
      <div className="space-y-2">
        <h3 className="text-17 font-semibold">
          <ClaimLink claim={claim} className="link inline-flex min-h-11 items-center sm:min-h-6" />
        </h3>
        <Certainty word={claim.certainty} />
        <p className="measure">{claim.plainLanguage}</p>
        <p className="measure text-15 text-quiet">
          {texts.notShownShort(claimTexts.notShownText[claim.id] ?? '')}
        </p>
        <p className="nums text-13 text-quiet">
          {texts.counts(claim.studies.length, claim.disagreement.length)}
        </p>
        <ReviewDate claim={claim} />
      </div>
    </li>
  );
}

function Supporting({ claim }: { claim: Claim }): ReactElement {
  return (
    <li id={claim.id} className="scroll-mt-8 border-b border-line py-4 last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <h3 className="font-semibold">
          <ClaimLink claim={claim} className="link inline-flex min-h-11 items-center sm:min-h-6" />
        </h3>
        <Certainty word={claim.certainty} />
      </div>
      <p className="measure mt-1 text-15">{claim.plainLanguage}</p>
    </li>
  );
}

const parts = [
  ['how', texts.how],
  ['benefits', texts.benefits],
  ['article', texts.article.title],
  ['without', withoutTexts.title],
  ['rules', texts.more],
] as const;
type PartId = (typeof parts)[number][0];

function Part({ id, children }: { id: PartId; children: ReactNode }): ReactElement {
  const title = parts.find(([each]) => each === id)?.[1];
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-8 space-y-4 border-t border-line pt-8"
    >
      <h2 id={`${id}-title`} className="voice text-28">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Contents(): ReactElement {
  return (
    <nav
      aria-label={texts.contents}
      className="rounded-card border border-line bg-surface p-4 text-15 lg:sticky lg:top-8 lg:rounded-none lg:border-0 lg:bg-transparent lg:p-0"
    >
      <h2 className="mb-1 text-13 font-semibold text-quiet">{texts.contents}</h2>
      <ol>
        {parts.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} className="flex min-h-11 items-center hover:text-pine lg:min-h-9">
              {title}
            </a>
            {id === 'benefits' && (
              <ol className="mb-2 ml-3 border-l border-line pl-3">
                {benefits.map((claim) => (
                  <li key={claim.id}>
                    <ClaimLink
                      claim={claim}
                      className="flex min-h-11 items-center text-quiet hover:text-pine lg:min-h-8"
                    />
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function HowToRead(): ReactElement {
  return (
    <Part id="how">
      <div className="measure space-y-3 text-15">
        <p>{texts.howText}</p>
        <ul className="space-y-1.5">
          {LEVELS.map((word) => (
            <li key={word} className="grid gap-x-4 sm:grid-cols-[190px_1fr]">
              <Certainty word={word} />
              <span className="text-quiet">{texts.levels[word]}</span>
            </li>
          ))}
        </ul>
        <p className="text-quiet">{texts.scope}</p>
      </div>
    </Part>
  );
}

function Collected(): ReactElement {
  const { locale } = useFormat();
  const day = formatDate(locale, evidenceMeta.compiled, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return <p className="measure text-13 text-quiet">{texts.collected(evidenceMeta.version, day)}</p>;
}

/** A reference book's first pages: how to read it, the six benefits, what was corrected, what else there is. */
export function EvidencePage(): ReactElement {
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,680px)_280px] lg:gap-16">
      <div className="space-y-4 lg:col-start-1">
        <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
        <p className="text-15 font-semibold">{texts.reviewed}</p>
      </div>
      <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <Contents />
      </div>
      <div className="space-y-12 lg:col-start-1">
        <HowToRead />
        <Part id="benefits">
          <ol className="border-t border-line">
            {benefits.map((claim, index) => (
              <Benefit key={claim.id} claim={claim} number={index + 1} />
            ))}
          </ol>
        </Part>
        <Part id="article">
          <p className="measure text-15 text-quiet">{texts.article.lead}</p>
          <ArticleTable titleOf={(id) => claimOf(id)?.title ?? id} />
        </Part>
        <Part id="without">
          <WithoutMassage />
        </Part>
        <Part id="rules">
          <p className="measure text-15 text-quiet">{texts.moreLead}</p>
          <ul className="border-y border-line">
            {supporting.map((claim) => (
              <Supporting key={claim.id} claim={claim} />
            ))}
          </ul>
          <Link to="/evidence/warning-signs" className="link inline-flex min-h-11 items-center">
            {texts.signs}
          </Link>
        </Part>
        <Collected />
      </div>
    </div>
  );
}
