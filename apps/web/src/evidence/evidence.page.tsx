import { claims, type Claim } from '@limber/evidence';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ClaimSection } from './claim.section.tsx';
import { evidenceTexts as texts } from './evidence.en.ts';

const benefits = claims.filter(({ articleSection }) => articleSection !== null);
const others = claims.filter(({ articleSection }) => articleSection === null);

function Contents(): ReactElement {
  return (
    <nav aria-label={texts.contents} className="lg:sticky lg:top-8">
      <h2 className="mb-2 text-13 font-semibold text-quiet">{texts.contents}</h2>
      <ol className="border-y border-line">
        {benefits.map((claim) => (
          <li key={claim.id} className="border-b border-line last:border-b-0">
            <a href={`#${claim.id}`} className="block py-2.5 text-15 hover:text-pine">
              <span className="block font-medium">{claim.title}</span>
              <span className="text-quiet">
                <Certainty word={claim.certainty} />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Short({ claim }: { claim: Claim }): ReactElement {
  return (
    <li id={claim.id} className="scroll-mt-8 space-y-1 border-b border-line py-4 last:border-b-0">
      <h3 className="font-semibold">{claim.title}</h3>
      <p className="measure text-15">{claim.plainLanguage}</p>
      <p className="measure text-15 text-quiet">{claim.caveat}</p>
      <p className="text-quiet">
        <Certainty word={claim.certainty} />
      </p>
    </li>
  );
}

/** Reads like a reference book: claim, certainty, what it does not show, studies on both sides. */
export function EvidencePage(): ReactElement {
  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,680px)_280px] lg:gap-16">
      <div className="order-2 space-y-12 lg:order-1">
        <div className="space-y-4">
          <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
          <p className="text-15 font-semibold">{texts.reviewed}</p>
          <div className="measure space-y-2 text-15 text-quiet">
            <p>{texts.howText}</p>
            <p>{texts.scope}</p>
          </div>
        </div>
        {benefits.map((claim) => (
          <ClaimSection key={claim.id} claim={claim} />
        ))}
        <section aria-label={texts.more} className="border-t border-line pt-8">
          <h2 className="text-21 font-semibold">{texts.more}</h2>
          <ul>
            {others.map((claim) => (
              <Short key={claim.id} claim={claim} />
            ))}
          </ul>
          <Link to="/evidence/warning-signs" className="link inline-flex min-h-11 items-center">
            {texts.signs}
          </Link>
        </section>
      </div>
      <div className="order-1 hidden lg:order-2 lg:block">
        <Contents />
      </div>
    </div>
  );
}
