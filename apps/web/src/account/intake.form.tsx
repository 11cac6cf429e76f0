import type { IntakeGroup, IntakeRequest, IntakeView } from '@limber/contracts';
import { vocabulary } from '@limber/evidence';
import { type FormEvent, type ReactElement, useId, useRef, useState } from 'react';
import { trainingTexts } from '../booking/training.en.ts';
import { Button } from '../ui/button.tsx';
import { Chip, ChipGroup } from '../ui/chip.tsx';
import { Tick } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { intakeTexts as texts } from './intake.en.ts';
import {
  answerOf,
  type Answers,
  type Area,
  answersToSend,
  gapIn,
  sayNone,
  tick,
  togglePlace,
} from './intake.rules.ts';

interface GroupProps {
  group: IntakeGroup;
  answers: Answers;
  gap: ReturnType<typeof gapIn>;
  onChange: (answers: Answers) => void;
}

interface PlacesProps {
  chosen: readonly Area[];
  onToggle: (area: Area) => void;
}

function Places({ chosen, onToggle }: PlacesProps): ReactElement {
  return (
    <div className="rise pb-3 pl-9">
      <ChipGroup label={texts.where}>
        {vocabulary.areas.map((area) => (
          <Chip key={area} isOn={chosen.includes(area)} onToggle={() => onToggle(area)}>
            {trainingTexts.body.area(area)}
          </Chip>
        ))}
      </ChipGroup>
    </div>
  );
}

function Group({ group, answers, gap, onChange }: GroupProps): ReactElement {
  const { id, title, questions } = group;
  const errorId = useId();
  const { isNone, yes } = answerOf(answers, id);
  return (
    <fieldset
      id={`group-${id}`}
      tabIndex={-1}
      aria-describedby={gap ? errorId : undefined}
      data-testid={`group-${id}`}
      className={`rounded-card border bg-surface px-4 pt-1 pb-2 ${gap ? 'border-brick' : 'border-line'}`}
    >
      <legend className="px-1 text-17 font-semibold">{title}</legend>
      {questions.map(({ code, text, needsArea }) => (
        <div key={code} className="border-b border-line">
          <Tick
            isOn={code in yes}
            testId={`intake-${code}`}
            onToggle={(isOn) => onChange(tick(answers, id, code, isOn))}
          >
            {text}
          </Tick>
          {needsArea && code in yes && (
            <Places
              chosen={yes[code] ?? []}
              onToggle={(area) => onChange(togglePlace(answers, id, code, area))}
            />
          )}
        </div>
      ))}
      <Tick
        isOn={isNone}
        testId={`none-${id}`}
        onToggle={(isOn) => onChange(sayNone(answers, id, isOn))}
      >
        <span className="font-semibold">{texts.none}</span>
      </Tick>
      {gap && (
        <p id={errorId} className="pb-1 text-15 font-medium text-brick">
          {gap === 'place' ? texts.pickPlace : texts.missing}
        </p>
      )}
    </fieldset>
  );
}

interface Props {
  intake: IntakeView;
  isBusy: boolean;
  onSend: (request: IntakeRequest) => void;
}

/** All groups on one screen; nothing is chosen for anybody. What is missing is said at its own group. */
export function IntakeForm({ intake, isBusy, onSend }: Props): ReactElement {
  const { groups, version } = intake;
  const [answers, setAnswers] = useState<Answers>({});
  const [hasConsent, setConsent] = useState(false);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const open = groups.filter((group) => gapIn(group, answers) !== null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const [first] = open;
    if (first) form.current?.querySelector<HTMLElement>(`#group-${first.id}`)?.focus();
    if (first || !hasConsent) return;
    onSend({ version, answers: answersToSend(groups, answers), consent: true });
  };
  return (
    <form ref={form} onSubmit={send} noValidate className="space-y-6">
      {groups.map((group) => (
        <Group
          key={group.id}
          group={group}
          answers={answers}
          gap={isTried ? gapIn(group, answers) : null}
          onChange={setAnswers}
        />
      ))}
      <Tick
        isOn={hasConsent}
        testId="intake-consent"
        onToggle={setConsent}
        error={isTried && !hasConsent ? texts.consentMissing : undefined}
      >
        {texts.consent}
      </Tick>
      <p className="text-15 text-quiet">{texts.privacy}</p>
      {isTried && open.length > 0 && <Notice tone="caution" title={texts.missingTitle} isUrgent />}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" data-testid="send-intake" isBusy={isBusy}>
          {isBusy ? texts.sending : texts.send}
        </Button>
        <p className="nums text-15 text-quiet">
          {texts.groups(groups.length - open.length, groups.length)}
        </p>
      </div>
    </form>
  );
}
