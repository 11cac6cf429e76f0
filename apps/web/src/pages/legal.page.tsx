import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import {
  accessibilityText,
  imprintText,
  type LegalFacts,
  type LegalText,
  privacyText,
  sourceText,
  termsText,
} from './legal.en.ts';

function Document({ text }: { text: LegalText }): ReactElement {
  return (
    <article className="max-w-[680px] space-y-8">
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {text.parts.map((part) => (
        <section key={part.title} className="border-t border-line pt-5">
          <h2 className="text-21 font-semibold">{part.title}</h2>
          <div className="measure mt-2 space-y-2">
            {part.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        </section>
      ))}
    </article>
  );
}

function WithFacts({ write }: { write: (facts: LegalFacts) => LegalText }): ReactElement {
  const clinic = useClinic();
  if (clinic.isError) return <Trouble error={clinic.error} onRetry={() => void clinic.refetch()} />;
  if (!clinic.data) return <Skeleton rows={5} />;
  const { locations, ...facts } = clinic.data;
  return (
    <Document
      text={write({
        ...facts,
        addresses: locations.map(({ name, address }) => `${name}, ${address}`),
      })}
    />
  );
}

export const PrivacyPage = (): ReactElement => <WithFacts write={privacyText} />;
export const TermsPage = (): ReactElement => <WithFacts write={termsText} />;
export const AccessibilityPage = (): ReactElement => <WithFacts write={accessibilityText} />;
export const ImprintPage = (): ReactElement => <WithFacts write={imprintText} />;
export const SourcePage = (): ReactElement => <Document text={sourceText()} />;
