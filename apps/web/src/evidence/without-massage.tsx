import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import { claimOf } from './claim.rules.ts';
import { withoutTexts as texts } from './without.en.ts';

type Way = (typeof texts.ways)[number];

function Support({ way }: { way: Way }): ReactElement | null {
  const claim = way.claimId ? claimOf(way.claimId) : undefined;
  if (!claim) return null;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-4 text-15 text-quiet">
      {way.isOneTrial ? <span>{texts.oneTrial}</span> : <Certainty word={claim.certainty} />}
      <Link
        to="/evidence/$claimId"
        params={{ claimId: claim.id }}
        className="link inline-flex min-h-11 items-center sm:min-h-6"
      >
        {texts.claim(claim.title)}
      </Link>
    </p>
  );
}

/** What else there is, told as fairly as massage is. */
export function WithoutMassage(): ReactElement {
  return (
    <div className="space-y-3 text-15">
      <p>{texts.lead}</p>
      <ul className="border-y border-line">
        {texts.ways.map((way) => (
          <li key={way.name} className="border-b border-line py-3 last:border-b-0">
            <h3 className="font-semibold">{way.name}</h3>
            <p>{way.text}</p>
            <Support way={way} />
          </li>
        ))}
      </ul>
      <p className="text-quiet">{texts.miss}</p>
    </div>
  );
}
