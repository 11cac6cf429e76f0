import type { ReactElement } from 'react';
import { Chip, ChipGroup } from '../ui/chip.tsx';
import { Field } from '../ui/field.tsx';
import type { Format } from '../ui/format.ts';
import { type Clock, wallInstants } from '../ui/wall-time.ts';
import { whichTimeTexts as texts } from './which-time.en.ts';

const instantsOf = ({ date, time }: Clock, timeZone: string): number[] | null =>
  date && time ? wallInstants(date, time, timeZone) : null;

/** What is wrong with a time that no clock shows that day; said at its field. */
export const skippedTime = (clock: Clock, timeZone: string): string | undefined =>
  instantsOf(clock, timeZone)?.length === 0 ? texts.skipped(clock.time) : undefined;

interface Props {
  /** The field that is meant. */
  label: string;
  clock: Clock;
  format: Format;
  onPick: (isAgain: boolean) => void;
}

/** Which of two equal times, asked only on the night the clocks go back; the first unless somebody says otherwise. */
export function WhichTime({ label, clock, format, onPick }: Props): ReactElement | null {
  const times = instantsOf(clock, format.timeZone) ?? [];
  if (times.length < 2) return null;
  return (
    <ChipGroup label={texts.twice(label)} isRadio>
      {times.map((at, nth) => (
        <Chip
          key={at}
          role="radio"
          isOn={clock.isAgain === nth > 0}
          onToggle={() => onPick(nth > 0)}
        >
          <span className="nums">{texts.nth(format.time(at), nth)}</span>
        </Chip>
      ))}
    </ChipGroup>
  );
}

interface ClockProps {
  labels: { date: string; time: string };
  clock: Clock;
  format: Format;
  /** It was pressed without them: what is missing is said at its field. */
  isTried?: boolean;
  onChange: (change: Partial<Clock>) => void;
}

/** A day and a time on the clocks of a place. */
export function ClockFields(props: ClockProps): ReactElement {
  const { labels, clock, format, isTried = false, onChange } = props;
  const missing = (typed: string, words: string): string | undefined =>
    isTried && !typed ? words : undefined;
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={labels.date}
          type="date"
          required
          value={clock.date}
          error={missing(clock.date, texts.needDay)}
          onChange={({ target }) => onChange({ date: target.value })}
        />
        <Field
          label={labels.time}
          type="time"
          required
          data-testid="start-time"
          value={clock.time}
          error={missing(clock.time, texts.needTime) ?? skippedTime(clock, format.timeZone)}
          onChange={({ target }) => onChange({ time: target.value, isAgain: false })}
        />
      </div>
      <WhichTime
        {...{ label: labels.time, clock, format }}
        onPick={(isAgain) => onChange({ isAgain })}
      />
    </>
  );
}
