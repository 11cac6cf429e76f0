import type { Claim } from '@limber/evidence';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { articleLines } from '../evidence/article.en.ts';
import { ArticleRow } from '../evidence/article-table.tsx';
import { claimOf } from '../evidence/claim.rules.ts';
import { WithoutMassage } from '../evidence/without-massage.tsx';
import { withoutTexts } from '../evidence/without.en.ts';
import { Certainty } from '../ui/certainty.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { suggestionTexts as texts } from './suggestion.en.ts';

function Sides({ claim }: { claim: Claim }): ReactElement {
  const line = articleLines.find(({ claimId }) => claimId === claim.id);
  return (
    <li className="space-y-2 border-b border-line py-3 first:pt-0 last:border-b-0">
      <h3 className="flex flex-wrap items-center gap-x-4 font-semibold">
        {claim.title}
        <span className="font-normal text-quiet">
          <Certainty word={claim.certainty} />
        </span>
      </h3>
      {line ? <ArticleRow line={line} /> : <p>{claim.caveat}</p>}
      <p className="nums text-quiet">
        {texts.sidesCount(claim.studies.length, claim.disagreement.length)}
      </p>
      <Link
        to="/evidence/$claimId"
        params={{ claimId: claim.id }}
        className="link inline-flex min-h-11 items-center sm:min-h-6"
      >
        {texts.sidesMore(claim.title)}
      </Link>
    </li>
  );
}

/** What speaks against this suggestion, and what else could be done. Brings the whole evidence along: lazy. */
export default function SuggestionSides({
  claimIds,
}: {
  claimIds: readonly string[];
}): ReactElement {
  const found = claimIds.flatMap((id) => claimOf(id) ?? []);
  return (
    <>
      <Disclosure label={texts.sides}>
        <ul className="text-15">
          {found.map((claim) => (
            <Sides key={claim.id} claim={claim} />
          ))}
        </ul>
      </Disclosure>
      <Disclosure label={withoutTexts.title}>
        <WithoutMassage />
      </Disclosure>
    </>
  );
}
