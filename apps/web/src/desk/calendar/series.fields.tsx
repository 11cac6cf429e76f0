import type { SeriesPreviewRequest } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Tick } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { type OverrideReason, ReasonPick } from './check.tsx';
import type { Start } from './ops.requests.ts';
import { seriesTexts as texts } from './series.en.ts';
import { seriesPreviewQuery } from './series.requests.ts';
import {
  canTake,
  chosenDates,
  type Decision,
  type Decisions,
  decisionOf,
  needsReason,
  type SeriesDate,
} from './series.rules.ts';

/** Null: just once. */
export interface Repeat {
  everyWeeks: number;
  count: number;
}

interface RepeatProps {
  repeat: Repeat | null;
  onChange: (repeat: Repeat | null) => void;
}

const WEEKS = [1, 2, 3, 4, 6, 8];
const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26];
const USUAL = 6;

export function RepeatFields({ repeat, onChange }: RepeatProps): ReactElement {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select
        label={texts.every}
        value={repeat ? String(repeat.everyWeeks) : ''}
        options={[
          { value: '', label: texts.once },
          ...WEEKS.map((n) => ({ value: String(n), label: texts.weeks(n) })),
        ]}
        onPick={(weeks) =>
          onChange(weeks ? { everyWeeks: Number(weeks), count: repeat?.count ?? USUAL } : null)
        }
      />
      {repeat && (
        <Select
          label={texts.times}
          value={String(repeat.count)}
          options={COUNTS.map((n) => ({ value: String(n), label: String(n) }))}
          onPick={(count) => onChange({ ...repeat, count: Number(count) })}
        />
      )}
    </div>
  );
}

interface DateProps {
  date: SeriesDate;
  decision: Decision;
  onDecide: (decision: Decision) => void;
}

function DateRow({ date, decision, onDecide }: DateProps): ReactElement {
  const format = useFormat();
  const startsAt = decision.instead ?? date.startsAt;
  const when = startsAt ? format.shortMoment(startsAt) : format.shortDay(`${date.date}T12:00:00Z`);
  const isBroken = !date.ok && decision.instead === null;
  return (
    <li data-testid="series-date" className="border-t border-line py-1 first:border-t-0">
      {canTake(date, decision) ? (
        <Tick isOn={decision.isTaken} onToggle={(isTaken) => onDecide({ ...decision, isTaken })}>
          <span className="nums text-15 font-medium">{when}</span>
          <span className={`block text-13 ${isBroken ? 'text-amber' : 'text-quiet'}`}>
            {isBroken ? date.broken.map(({ sentence }) => sentence).join(' ') : texts.free}
          </span>
        </Tick>
      ) : (
        <p className="nums py-2 text-15">
          <span className="block font-medium">{when}</span>
          <span className="block text-13 text-brick">
            {date.startsAt === null
              ? texts.missing
              : `${texts.cannot}: ${date.broken.map(({ sentence }) => sentence).join(' ')}`}
          </span>
        </p>
      )}
      {isBroken && (
        <div className="flex flex-wrap gap-2 pb-2 pl-9">
          {date.alternatives.slice(0, 3).map((each) => (
            <button
              key={each}
              type="button"
              aria-label={texts.instead(format.shortMoment(each))}
              onClick={() => onDecide({ isTaken: true, instead: each })}
              className="nums min-h-11 rounded-chip border border-edge bg-surface px-3 text-15 hover:border-pine hover:text-pine"
            >
              {format.shortMoment(each)}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

interface Props {
  first: Start;
  client: SeriesPreviewRequest['client'];
  repeat: Repeat;
  decisions: Decisions;
  reason: OverrideReason | null;
  isTried: boolean;
  onDecide: (date: string, decision: Decision) => void;
  onReason: (reason: OverrideReason) => void;
}

/** The start and its dates as they are asked about; a walk-in has none. */
export const previewOf = (
  { reference: _, startsAt, ...rest }: Start,
  { everyWeeks, count }: Repeat,
  client: SeriesPreviewRequest['client'],
): SeriesPreviewRequest | null =>
  startsAt === undefined
    ? null
    : { first: { ...rest, startsAt }, everyWeeks, count, ...(client && { client }) };

/** Every date with what stands against it, before anything is saved. */
export function SeriesDates(props: Props): ReactElement {
  const { first, client, repeat, decisions, reason, isTried, onDecide, onReason } = props;
  const { data, error, isPending } = useQuery(seriesPreviewQuery(previewOf(first, repeat, client)));
  if (error) return <Trouble error={error} />;
  if (isPending) return <Skeleton rows={3} height={44} />;
  const chosen = chosenDates(data.dates, decisions);
  const broken = data.dates.filter(({ ok }) => !ok).length;
  const isReasonNeeded = needsReason(chosen);
  return (
    <div className="space-y-3">
      <p
        role="status"
        className={`text-15 ${broken > 0 ? 'font-medium text-amber' : 'text-quiet'}`}
      >
        {texts.conflicts(broken)}
      </p>
      <ol aria-label={texts.dates} className="rounded-card border border-line px-3">
        {data.dates.map((date) => (
          <DateRow
            key={date.date}
            date={date}
            decision={decisionOf(date, decisions)}
            onDecide={(decision) => onDecide(date.date, decision)}
          />
        ))}
      </ol>
      {isReasonNeeded && (
        <ReasonPick reason={reason} isMissing={isTried && !reason} onReason={onReason} />
      )}
      {isTried && chosen.length < 2 && (
        <p role="alert" className="text-15 font-medium text-brick">
          {texts.needTwo}
        </p>
      )}
    </div>
  );
}
