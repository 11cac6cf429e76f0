import type { BookingView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { suggestionTexts } from '../booking/suggestion.en.ts';
import { Certainty } from '../ui/certainty.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import type { Format } from '../ui/format.ts';
import { suggestedTexts as texts } from './suggested.en.ts';

type Spoken = NonNullable<BookingView['suggestion']>;

function Reasons({ evidence }: Pick<Spoken, 'evidence'>): ReactElement {
  return (
    <ul className="space-y-3">
      {evidence.map(({ claimId, title, certainty }) => (
        <li key={claimId}>
          <p>{suggestionTexts.reason(claimId, title)}</p>
          <p className="flex flex-wrap items-center gap-x-4 text-quiet">
            <Certainty word={certainty} />
            <Link
              to="/evidence/$claimId"
              params={{ claimId }}
              className="link inline-flex min-h-11 items-center sm:min-h-7"
            >
              {title}
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc space-y-1 pl-5 text-quiet">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** The suggestion as it stands in the booking's record; nothing where none was asked for. */
export function Suggested({
  suggestion,
  format,
}: {
  suggestion: BookingView['suggestion'];
  format: Format;
}): ReactElement | null {
  if (!suggestion?.sessionType || suggestion.durationMin === null) return null;
  const { durationMin, pressure, cautions, evidence, explanation, version, spokenAt } = suggestion;
  const said = cautions.flatMap((code) => suggestionTexts.caution(code) ?? []);
  return (
    <Disclosure label={texts.title}>
      <div data-testid="suggested" className="space-y-4 text-15">
        <p className="font-semibold">
          {suggestionTexts.title(suggestion, durationMin, false)}
          {pressure && `, ${suggestionTexts.pressure[pressure].toLowerCase()}`}
        </p>
        <Reasons evidence={evidence} />
        <Lines title={texts.mind} lines={said} />
        <Lines title={texts.rules} lines={explanation} />
        <p className="text-quiet">{texts.lead}</p>
        <p className="nums text-13 text-quiet">{texts.version(version, format.moment(spokenAt))}</p>
      </div>
    </Disclosure>
  );
}
