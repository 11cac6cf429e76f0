import { type Study, studies } from '@limber/evidence';
import { ExternalLink, FileQuestion } from 'lucide-react';
import type { ReactElement } from 'react';
import { studyTexts as texts } from './evidence.en.ts';
import { seenTexts } from './seen.en.ts';
import { studyName } from './study-name.ts';

/** A placeholder title stands in brackets in the data; nobody needs to see those. */
const plainTitle = ({ title }: Study): string => title.replace(/^\((.*)\)$/, '$1');

function Checked({ study }: { study: Study }): ReactElement {
  const about = [study.design, study.n === null ? '' : texts.people(study.n)].filter(Boolean);
  return (
    <>
      <a
        href={study.url}
        target="_blank"
        rel="noreferrer"
        className="link inline-flex min-h-11 items-center gap-1.5 font-medium sm:min-h-6"
      >
        {studyName(study)}
        <ExternalLink aria-hidden size={14} className="shrink-0" />
        <span className="sr-only">{texts.opens}</span>
      </a>
      <p className="text-13 text-quiet">{plainTitle(study)}</p>
      <p className="mt-1 text-15">{seenTexts[study.id]}</p>
      <p className="mt-1 text-13 text-quiet">
        {[...about, texts.read(study.verifiedScope)].join(' · ')}
      </p>
    </>
  );
}

/** By author and year only: neither its result nor its side is printed as known. */
function Unchecked({ study }: { study: Study }): ReactElement {
  return (
    <>
      <p className="flex min-h-6 items-center gap-1.5 font-medium">
        <FileQuestion aria-hidden size={16} className="shrink-0 text-amber" />
        {studyName(study)}
      </p>
      <p className="text-13 text-quiet">{texts.fromMemory}</p>
    </>
  );
}

interface Props {
  title: string;
  ids: readonly string[];
  /** Said instead of a list when there is none. */
  none: string;
  /** Studies that stand in the other column as well. */
  both: readonly string[];
}

export function StudyList({ title, ids, none, both }: Props): ReactElement {
  const found = ids.flatMap((id) => studies.find((study) => study.id === id) ?? []);
  return (
    <section className="min-w-0">
      <h3 className="border-b border-ink pb-2 text-15 font-semibold">
        {title}
        <span className="nums ml-2 font-normal text-quiet">{found.length}</span>
      </h3>
      {found.length === 0 && <p className="py-3 text-15 text-quiet">{none}</p>}
      <ul>
        {found.map((study) => (
          <li key={study.id} className="border-b border-line py-3 last:border-b-0">
            {study.confidence === 'verified' ? (
              <Checked study={study} />
            ) : (
              <Unchecked study={study} />
            )}
            {both.includes(study.id) && (
              <p className="mt-1 text-13 text-quiet">{texts.bothSides}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
