import type { TrainingReport } from '@limber/contracts';
import { isHardTraining } from '@limber/evidence';
import { type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { endedChoices } from '../booking/ended.rules.ts';
import { trainingTexts } from '../booking/training.en.ts';
import { Tick } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Scale } from '../ui/scale.tsx';
import { Select } from '../ui/select.tsx';
import { useFormat } from '../ui/use-format.ts';
import { checkInTexts as texts } from './account.en.ts';

type Kind = Exclude<TrainingReport['type'], 'rest'>;

const KINDS = Object.entries(trainingTexts.what.short).map(([value, label]) => ({ value, label }));
const MINUTES = [20, 30, 45, 60, 90, 120, 180, 240];

interface Props {
  /** Null while nothing new is told, or while it is not hard. */
  training: TrainingReport | null;
  onChange: (training: TrainingReport | null) => void;
}

interface Draft {
  type: Kind;
  endedAt: string;
  rpe: number;
  durationMin: number;
}

function Fields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const format = useFormat();
  const ends = endedChoices(now(), format).map(({ at }) => new Date(at).toISOString());
  const options = [...new Set([draft.endedAt, ...ends])].sort().reverse();
  return (
    <div className="rise space-y-4 border-l-2 border-line pl-4">
      <Select
        label={texts.trainedKind}
        value={draft.type}
        options={KINDS}
        onPick={(type) => onChange({ ...draft, type: type as Kind })}
      />
      <Select
        label={texts.trainedEnd}
        value={draft.endedAt}
        options={options.map((value) => ({ value, label: format.shortMoment(value) }))}
        onPick={(endedAt) => onChange({ ...draft, endedAt })}
      />
      <Select
        label={texts.trainedMinutes}
        value={String(draft.durationMin)}
        options={MINUTES.map((each) => ({ value: String(each), label: texts.minutes(each) }))}
        onPick={(minutes) => onChange({ ...draft, durationMin: Number(minutes) })}
      />
      <Scale
        label={texts.trainedEffort}
        low={texts.trainedLow}
        high={texts.trainedHigh}
        value={draft.rpe}
        onPick={(rpe) => onChange({ ...draft, rpe })}
      />
      {!isHardTraining(draft) && <Notice title={texts.notHard} />}
    </div>
  );
}

/** A new hard session makes its own soreness: told here, the check-ins are counted from its end. */
export function CheckInTraining({ training, onChange }: Props): ReactElement {
  const [draft, setDraft] = useState<Draft | null>(training as Draft | null);
  const change = (next: Draft | null): void => {
    setDraft(next);
    onChange(next && isHardTraining(next) ? next : null);
  };
  const fresh = (): Draft => ({
    ...{ type: 'mixed', rpe: 8, durationMin: 60 },
    endedAt: new Date(now() - 15 * 60_000).toISOString(),
  });
  return (
    <section className="space-y-3 border-t border-line pt-4">
      <Tick
        testId="trained-again"
        isOn={draft !== null}
        hint={texts.trainedLead}
        onToggle={(isOn) => change(isOn ? fresh() : null)}
      >
        {texts.trained}
      </Tick>
      {draft && <Fields draft={draft} onChange={change} />}
    </section>
  );
}
