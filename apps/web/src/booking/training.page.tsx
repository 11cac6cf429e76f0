import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Chip, ChipGroup } from '../ui/chip.tsx';
import { OptionList, OptionRow } from '../ui/option-row.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ScaleButtons } from '../ui/scale.tsx';
import type { TrainingType } from './draft.ts';
import { changeTraining, changeDraft, readDraft, useDraft } from './draft.store.ts';
import { BodyQuestion } from './body.question.tsx';
import { EndedQuestion } from './ended.question.tsx';
import { ActionBar, BookingLayout } from './layout.tsx';
import { Summary } from './summary.tsx';
import { type Question, Trail } from './trail.tsx';
import { trainingTexts } from './training.en.ts';

const order: readonly Question[] = ['what', 'ended', 'effort', 'body'];
const isQuestion = (text: string | undefined): text is Question =>
  order.some((question) => question === text);

const types: readonly TrainingType[] = [
  'long_endurance',
  'intervals',
  'heavy_strength',
  'eccentric',
  'unfamiliar',
  'mixed',
];

function WhatQuestion({ goOn }: { goOn: () => void }): ReactElement {
  const { training } = useDraft();
  const { title, options } = trainingTexts.what;
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <OptionList label={title}>
        {types.map((type) => (
          <OptionRow
            key={type}
            testId={`type-${type}`}
            title={options[type][0]}
            hint={options[type][1]}
            isOn={training.type === type}
            onPick={() => {
              changeTraining({ type });
              goOn();
            }}
          />
        ))}
      </OptionList>
    </>
  );
}

function EffortQuestion({ goOn }: { goOn: () => void }): ReactElement {
  const { training } = useDraft();
  const texts = trainingTexts.effort;
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <ChipGroup label={texts.length}>
        {([30, 60, 90, 120, 180] as const).map((minutes) => (
          <Chip
            key={minutes}
            isOn={training.minutes === minutes}
            onToggle={() =>
              changeTraining({ minutes: training.minutes === minutes ? null : minutes })
            }
          >
            {texts.minutes[minutes]}
          </Chip>
        ))}
      </ChipGroup>
      <ScaleButtons
        testId="rpe"
        label={texts.title}
        low={texts.low}
        high={texts.high}
        words={texts.words}
        value={training.rpe}
        onPick={(rpe) => {
          changeTraining({ rpe });
          goOn();
        }}
      />
    </>
  );
}

const screens: Record<Question, (props: { goOn: () => void }) => ReactElement> = {
  what: WhatQuestion,
  ended: EndedQuestion,
  effort: EffortQuestion,
  body: BodyQuestion,
};

export function TrainingPage(): ReactElement {
  const { question } = useParams({ strict: false });
  const navigate = useNavigate();
  useEffect(() => {
    // Opened by its address: whoever comes here has trained.
    if (readDraft().kind !== 'trained') changeDraft({ kind: 'trained' });
  }, []);
  if (!isQuestion(question)) return <Navigate to="/" replace />;
  const next = order[order.indexOf(question) + 1];
  const goOn = (): void =>
    void (next
      ? navigate({ to: '/book/training/$question', params: { question: next } })
      : navigate({ to: '/book/check' }));
  const Screen = screens[question];
  return (
    <BookingLayout key={question} aside={<Summary />}>
      <Trail until={question} />
      <Screen goOn={goOn} />
      <ActionBar>
        <Button look="quiet" data-testid="skip" onClick={goOn}>
          {question === 'ended' ? trainingTexts.ended.skip : trainingTexts.skip}
        </Button>
      </ActionBar>
    </BookingLayout>
  );
}
