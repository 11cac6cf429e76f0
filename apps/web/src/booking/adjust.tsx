import type { ReactElement } from 'react';
import { Chip, ChipGroup } from '../ui/chip.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Field } from '../ui/field.tsx';
import { now } from '../api/clinic-clock.ts';
import { useFormat } from '../ui/use-format.ts';
import { instantOfWall } from '../ui/wall-time.ts';
import { goalOf } from './answers.rules.ts';
import type { Draft, Goal, Pressure } from './draft.ts';
import { useDraft } from './draft.store.ts';
import { suggestionTexts as texts } from './suggestion.en.ts';

const goals: readonly Goal[] = [
  'ease_soreness',
  'move_better',
  'calm_down',
  'keep_consistent',
  'prep_event',
];
const pressures: readonly Pressure[] = ['light', 'moderate', 'firm'];
const kinds = ['competition', 'hard_session'] as const;
/** Events are given as a day; most begin in the morning. */
const EVENT_STARTS = '09:00';

type Adjust = (change: Partial<Draft>) => void;

function EventDay({ adjust }: { adjust: Adjust }): ReactElement {
  const { next } = useDraft();
  const format = useFormat();
  const kind = next?.kind ?? 'competition';
  const setDay = (day: string): void => {
    const at = day ? instantOfWall(day, EVENT_STARTS, format.timeZone) : NaN;
    if (!Number.isNaN(at)) adjust({ next: { kind, at: new Date(at).toISOString() } });
  };
  return (
    <div className="space-y-4">
      <ChipGroup label={texts.event} isRadio>
        {kinds.map((each) => (
          <Chip
            key={each}
            role="radio"
            isOn={kind === each}
            onToggle={() => next && adjust({ next: { ...next, kind: each } })}
          >
            {texts.eventKinds[each]}
          </Chip>
        ))}
      </ChipGroup>
      <Field
        type="date"
        label={texts.eventDay}
        min={format.date(now())}
        defaultValue={next ? format.date(next.at) : ''}
        onBlur={(event) => setDay(event.target.value)}
      />
    </div>
  );
}

/** Optional fine-tuning: each tap asks for the suggestion again. */
export function AdjustSuggestion({ adjust }: { adjust: Adjust }): ReactElement {
  const draft = useDraft();
  return (
    <Disclosure label={texts.adjust}>
      <div className="space-y-6">
        <ChipGroup label={texts.goal} isRadio>
          {goals.map((goal) => (
            <Chip
              key={goal}
              role="radio"
              isOn={goalOf(draft) === goal}
              onToggle={() => adjust({ goal })}
            >
              {texts.goals[goal]}
            </Chip>
          ))}
        </ChipGroup>
        {draft.goal === 'prep_event' && <EventDay adjust={adjust} />}
        <ChipGroup label={texts.preferred}>
          {pressures.map((pressure) => (
            <Chip
              key={pressure}
              isOn={draft.pressure === pressure}
              onToggle={() => adjust({ pressure: draft.pressure === pressure ? null : pressure })}
            >
              {texts.pressures[pressure]}
            </Chip>
          ))}
        </ChipGroup>
        <ChipGroup label={texts.first}>
          <Chip
            isOn={draft.isFirstMassage}
            onToggle={() => adjust({ isFirstMassage: !draft.isFirstMassage })}
          >
            {texts.firstYes}
          </Chip>
        </ChipGroup>
      </div>
    </Disclosure>
  );
}
