import type { Claim } from '@limber/evidence';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { Certainty } from '../ui/certainty.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { articleLines } from './article.en.ts';
import { ArticleRow } from './article-table.tsx';
import { claimOf, frameOf, neighbours } from './claim.rules.ts';
import { EffectPlots } from './effect-plot.tsx';
import { effectsOf } from './effects.rules.ts';
import { claimTexts as texts, effectTexts, evidenceTexts } from './evidence.en.ts';
import { ReviewDate } from './review-date.tsx';
import { StudyList } from './study-list.tsx';

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section aria-label={title} className="space-y-3 border-t border-line pt-6">
      <h2 className="text-21 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const measuredWhen = (claim: Claim): string | null => {
  const { timeWindowHours: hours } = claim;
  if (!hours) return null;
  const say = {
    massage: texts.afterMassage,
    event: texts.beforeEvent,
    training: texts.afterTraining,
  };
  return say[frameOf(claim)](hours.from, hours.to);
};

function Seen({ claim }: { claim: Claim }): ReactElement {
  const effects = effectsOf(claim.id);
  const when = measuredWhen(claim);
  const mind = effectTexts.mind[claim.id];
  return (
    <Part title={texts.seen}>
      <dl className="grid gap-x-4 gap-y-2 text-15 sm:grid-cols-[150px_1fr]">
        <dt className="font-semibold sm:font-normal sm:text-quiet">{texts.whom}</dt>
        <dd className="measure">{texts.inWhom[claim.id]}</dd>
        {when && (
          <>
            <dt className="font-semibold sm:font-normal sm:text-quiet">{texts.when}</dt>
            <dd className="nums">{when}</dd>
          </>
        )}
      </dl>
      {effects.length > 0 ? (
        <>
          <EffectPlots effects={effects} />
          {mind && <p className="measure text-15 text-quiet">{mind}</p>}
        </>
      ) : (
        <p className="measure text-15 text-quiet">{texts.noSize}</p>
      )}
    </Part>
  );
}

function Studies({ claim }: { claim: Claim }): ReactElement {
  const both = claim.studies.filter((id) => claim.disagreement.includes(id));
  return (
    <Part title={texts.studies}>
      <div className="grid gap-8 md:grid-cols-2">
        <StudyList title={texts.for} ids={claim.studies} none={texts.none} both={both} />
        <StudyList title={texts.against} ids={claim.disagreement} none={texts.none} both={both} />
      </div>
    </Part>
  );
}

function Turn({ claim, way }: { claim: Claim; way: 'before' | 'after' }): ReactElement {
  const isNext = way === 'after';
  return (
    <Link
      to="/evidence/$claimId"
      params={{ claimId: claim.id }}
      className={`group flex min-h-16 items-center gap-3 rounded-card border border-line bg-surface px-4 py-2 text-15 hover:border-pine ${isNext ? 'text-right sm:col-start-2 sm:justify-end' : ''}`}
    >
      {!isNext && <ArrowLeft aria-hidden size={18} className="shrink-0 text-pine" />}
      <span className="min-w-0 flex-1">
        <span className="block text-13 text-quiet">{isNext ? texts.next : texts.previous}</span>
        <span className="font-medium">{claim.title}</span>
      </span>
      {isNext && <ArrowRight aria-hidden size={18} className="shrink-0 text-pine" />}
    </Link>
  );
}

function Neighbours({ claim }: { claim: Claim }): ReactElement {
  const { before, after } = neighbours(claim);
  return (
    <nav aria-label={texts.pages} className="grid gap-3 border-t border-line pt-6 sm:grid-cols-2">
      {before && <Turn claim={before} way="before" />}
      {after && <Turn claim={after} way="after" />}
    </nav>
  );
}

function Head({ claim }: { claim: Claim }): ReactElement {
  const { articleSection } = claim;
  return (
    <header className="space-y-5">
      <p className="text-15 text-quiet">
        <Link to="/evidence" className="link inline-flex min-h-11 items-center">
          {texts.up}
        </Link>
        <span aria-hidden>{' · '}</span>
        {articleSection === null ? texts.support : texts.benefit(articleSection)}
      </p>
      <PageTitle>{claim.title}</PageTitle>
      <p className="measure text-17 sm:text-21">{claim.plainLanguage}</p>
      <div className="grid gap-4 rounded-card border border-line bg-surface p-5 sm:grid-cols-[1fr_auto] sm:gap-8">
        <div className="space-y-1">
          <p className="font-semibold">
            <Certainty word={claim.certainty} />
          </p>
          <p className="measure text-15 text-quiet">
            <span className="sr-only">{`${texts.certaintyWhy}: `}</span>
            {claim.certaintyReason}
          </p>
        </div>
        <ReviewDate claim={claim} />
      </div>
      <p className="text-15 font-semibold">{evidenceTexts.reviewed}</p>
    </header>
  );
}

function ClaimBody({ claim }: { claim: Claim }): ReactElement {
  const lines = articleLines.filter(({ claimId }) => claimId === claim.id);
  return (
    <>
      <Seen claim={claim} />
      <Part title={texts.notShown}>
        <p className="measure">{texts.notShownText[claim.id]}</p>
        <p className="measure text-15 text-quiet">
          <span className="font-semibold text-ink">{`${texts.caveat}. `}</span>
          {claim.caveat}
        </p>
      </Part>
      {lines.length > 0 && (
        <Part title={texts.article}>
          {lines.map((line) => (
            <ArticleRow key={line.claimId} line={line} />
          ))}
        </Part>
      )}
      {claim.mechanism.length > 1 && (
        <Part title={texts.mechanism}>
          <p className="measure text-15">{claim.mechanism}</p>
        </Part>
      )}
      <Studies claim={claim} />
    </>
  );
}

/** One claim, whole: how sure, what was seen in whom, how large, what is not shown, who says otherwise. */
export function ClaimPage(): ReactElement {
  const { claimId = '' } = useParams({ strict: false });
  const claim = claimOf(claimId);
  if (!claim) {
    return (
      <div className="space-y-6">
        <PageTitle lead={texts.unknown.lead}>{texts.unknown.title}</PageTitle>
        <Link to="/evidence" className={buttonClass('main')}>
          {texts.all}
        </Link>
      </div>
    );
  }
  return (
    <article key={claim.id} className="mx-auto max-w-[820px] space-y-8">
      <Head claim={claim} />
      <ClaimBody claim={claim} />
      <Neighbours claim={claim} />
    </article>
  );
}
