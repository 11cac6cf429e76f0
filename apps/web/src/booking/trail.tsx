import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { useDraft } from './draft.store.ts';
import { listAreasCapital, trainingTexts } from './training.en.ts';

export type Question = 'what' | 'ended' | 'effort' | 'body';

/** The answers so far as one quiet line; a tap on one goes back to its question. */
export function Trail({ until }: { until?: Question }): ReactElement | null {
  const { kind, training } = useDraft();
  const format = useFormat();
  if (kind !== 'trained') return null;
  const all: [Question, string | null][] = [
    ['what', training.type && trainingTexts.what.short[training.type]],
    ['ended', training.endedAt && format.shortMoment(training.endedAt)],
    ['effort', training.rpe === null ? null : trainingTexts.effort.short(training.rpe)],
    ['body', training.areas.length > 0 ? listAreasCapital(training.areas) : null],
    ['body', training.soreness === null ? null : trainingTexts.body.short(training.soreness)],
  ];
  const end = all.findIndex(([question]) => question === until);
  const said = (end < 0 ? all : all.slice(0, end)).filter(([, answer]) => answer !== null);
  if (said.length === 0) return null;
  return (
    <nav aria-label={trainingTexts.soFar} className="min-w-0">
      <ul className="nums -mx-4 -my-2 flex overflow-x-auto px-3 text-15 whitespace-nowrap text-quiet [scrollbar-width:none] lg:mx-0 lg:flex-wrap lg:px-0">
        {said.map(([question, answer], index) => (
          <li key={answer} className="flex items-center">
            <Link
              to="/book/training/$question"
              params={{ question }}
              aria-label={trainingTexts.change(answer ?? '')}
              className="flex min-h-11 items-center rounded px-1 underline decoration-line decoration-1 underline-offset-4 hover:text-pine hover:decoration-pine"
            >
              {answer}
            </Link>
            {index < said.length - 1 && <span aria-hidden>·</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
