import { type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { Format } from '../ui/format.ts';
import { OptionList, OptionRow } from '../ui/option-row.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { useFormat } from '../ui/use-format.ts';
import { instantOfWall } from '../ui/wall-time.ts';
import { changeTraining, useDraft } from './draft.store.ts';
import { type EndedChoice, endedChoices } from './ended.rules.ts';
import { trainingTexts } from './training.en.ts';

const texts = trainingTexts.ended;

function titleOf({ day, part, at }: EndedChoice, format: Format): string {
  return day === 'now' || !part ? texts.now : texts.part(day, part, format.day(at));
}

function ExactTime({ onUse }: { onUse: (endedAt: string) => void }): ReactElement {
  const format = useFormat();
  const [date, setDate] = useState(() => format.date(now()));
  const [time, setTime] = useState('');
  const [error, setError] = useState<string>();
  const use = (): void => {
    const at = instantOfWall(date, time, format.timeZone);
    if (!date || !time || Number.isNaN(at)) setError(texts.unclear);
    else if (at > now()) setError(texts.future);
    else onUse(new Date(at).toISOString());
  };
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={texts.date}
          type="date"
          value={date}
          max={format.date(now())}
          onChange={(event) => setDate(event.target.value)}
        />
        <Field
          label={texts.time}
          type="time"
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </div>
      {error && (
        <p role="alert" className="text-15 font-medium text-brick">
          {error}
        </p>
      )}
      <Button type="submit">{texts.use}</Button>
    </form>
  );
}

export function EndedQuestion({ goOn }: { goOn: () => void }): ReactElement {
  const { training } = useDraft();
  const format = useFormat();
  const [isExact, setExact] = useState(false);
  const use = (endedAt: string): void => {
    changeTraining({ endedAt });
    goOn();
  };
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      {isExact ? (
        <ExactTime onUse={use} />
      ) : (
        <OptionList label={texts.title}>
          {endedChoices(now(), format).map((choice, index) => (
            <OptionRow
              key={`${choice.day}-${choice.part}`}
              testId={`ended-${index}`}
              title={titleOf(choice, format)}
              hint={choice.part ? texts.about(format.shortMoment(choice.at)) : undefined}
              isOn={training.endedAt === new Date(choice.at).toISOString()}
              onPick={() => use(new Date(choice.at).toISOString())}
            />
          ))}
        </OptionList>
      )}
      <Button look="plain" className="-ml-5" onClick={() => setExact(!isExact)}>
        {isExact ? texts.exactHide : texts.exact}
      </Button>
    </>
  );
}
