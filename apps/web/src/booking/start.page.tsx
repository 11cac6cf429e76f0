import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { PageTitle } from '../ui/page-title.tsx';
import { ClinicCard } from './clinic-card.tsx';
import { changeAnswers, readDraft, startAgain } from './draft.store.ts';
import { BookingLayout } from './layout.tsx';
import { startTexts } from './start.en.ts';

interface ChoiceProps {
  title: string;
  hint: string;
  testId: string;
  onPick: () => void;
}

function Choice({ title, hint, testId, onPick }: ChoiceProps): ReactElement {
  return (
    <button
      type="button"
      data-testid={testId}
      onClick={onPick}
      className="group flex min-h-24 w-full items-center gap-4 rounded-card border border-edge bg-surface p-5 text-left transition-colors hover:border-pine hover:bg-sage"
    >
      <span className="min-w-0 flex-1">
        <span className="block text-21 font-semibold">{title}</span>
        <span className="mt-1 block text-15 text-quiet">{hint}</span>
      </span>
      <ArrowRight
        aria-hidden
        size={24}
        className="shrink-0 text-pine transition-transform group-hover:translate-x-1"
      />
    </button>
  );
}

export function StartPage(): ReactElement {
  const navigate = useNavigate();
  const begin = (kind: 'trained' | 'relax'): void => {
    // Coming back from a finished booking begins a new one; coming back half-way keeps what was said.
    if (readDraft().done) startAgain();
    changeAnswers({ kind, ...(readDraft().kind !== kind && { goal: null }) });
    void (kind === 'trained'
      ? navigate({ to: '/book/training/$question', params: { question: 'what' } })
      : navigate({ to: '/book/check' }));
  };
  return (
    <BookingLayout aside={<ClinicCard />}>
      <PageTitle lead={startTexts.lead}>{startTexts.title}</PageTitle>
      <div role="group" aria-label={startTexts.choices} className="space-y-3">
        <Choice {...startTexts.trained} testId="trained" onPick={() => begin('trained')} />
        <Choice {...startTexts.relax} testId="relax" onPick={() => begin('relax')} />
      </div>
      <div className="flex flex-col text-15">
        <Link
          to="/book/times"
          search={{ choose: true }}
          className="link flex min-h-11 items-center"
        >
          {startTexts.choose}
        </Link>
        <Link to="/evidence" className="link flex min-h-11 items-center">
          {startTexts.evidence}
        </Link>
      </div>
    </BookingLayout>
  );
}
