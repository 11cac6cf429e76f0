import { type Study, studies } from '@limber/evidence';
import type { ReactElement } from 'react';
import { evidenceTexts as texts } from './evidence.en.ts';

/** "Guo J, Li L, Gong Y" -> "Guo and others" would hide co-authors; a family name and the year identify it. */
const shortName = ({ authors, year, title }: Study): string => {
  const family = authors?.split(/[\s,]/)[0] ?? title;
  return [family, year].filter((each) => each !== null).join(' ');
};

function StudyLine({ study }: { study: Study }): ReactElement {
  const isRead = study.confidence === 'verified';
  const about = [
    study.design,
    study.n === null ? '' : texts.people(study.n),
    isRead ? study.direction : '',
    isRead ? texts.read(study.verifiedScope) : texts.fromMemory,
  ].filter(Boolean);
  return (
    <li className="text-15">
      {isRead ? (
        <a
          href={study.url}
          target="_blank"
          rel="noreferrer"
          className="link font-medium"
          title={study.title}
        >
          {shortName(study)}
        </a>
      ) : (
        <span className="font-medium">{shortName(study)}</span>
      )}
      <span className="block text-13 text-quiet">{about.join(' · ')}</span>
    </li>
  );
}

export function StudyList({ title, ids }: { title: string; ids: readonly string[] }): ReactElement {
  const found = ids.flatMap((id) => studies.find((study) => study.id === id) ?? []);
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-15 font-semibold">{title}</h3>
      {found.length === 0 ? (
        <p className="text-15 text-quiet">{texts.nobody}</p>
      ) : (
        <ul className="space-y-2.5">
          {found.map((study) => (
            <StudyLine key={study.id} study={study} />
          ))}
        </ul>
      )}
    </div>
  );
}
