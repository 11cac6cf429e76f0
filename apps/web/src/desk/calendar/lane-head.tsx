import type { ReactElement } from 'react';
import { useFormat } from '../../ui/use-format.ts';
import { calendarTexts as texts } from './calendar.en.ts';
import { type Effort, effortShare, type Lane, nextBreak } from './lane.rules.ts';

const NEARLY_FULL = 0.9;

const points = (tenths: number): string => String(Math.round(tenths / 10));

/** How much of the day's effort is spent: a bar with its figures, so that no colour speaks alone. */
export function EffortBar({
  effort,
  isShort = false,
}: {
  effort: Effort;
  isShort?: boolean;
}): ReactElement {
  const share = effortShare(effort);
  const cap = effort.capTenths === null ? null : points(effort.capTenths);
  const isNearlyFull = share !== null && share >= NEARLY_FULL;
  return (
    <span className="flex items-center gap-2">
      {share !== null && (
        <span
          aria-hidden
          className="h-1.5 min-w-6 flex-1 overflow-hidden rounded-full border border-edge bg-surface"
        >
          <span
            className={`block h-full ${isNearlyFull ? 'bg-amber' : 'bg-pine'}`}
            style={{ width: `${share * 100}%` }}
          />
        </span>
      )}
      <span
        className={`shrink-0 ${isNearlyFull ? 'font-medium text-amber' : ''} ${isShort ? 'sr-only' : ''}`}
      >
        {texts.effort(points(effort.usedTenths), cap)}
      </span>
    </span>
  );
}

/** The day's effort and the next break: what tells whether somebody can take one more. */
export function LaneFacts({
  lane,
  now,
  isToday,
}: Pick<Props, 'lane' | 'now' | 'isToday'>): ReactElement | null {
  const format = useFormat();
  if (!lane.effort || lane.shifts.length === 0) return null;
  const pause = isToday ? nextBreak(lane, now) : (lane.breaks[0] ?? null);
  return (
    <div className="nums text-13 leading-snug text-quiet">
      <EffortBar effort={lane.effort} />
      <p className="truncate">
        {pause
          ? texts.nextBreak(format.time(pause.startsAt), format.time(pause.endsAt))
          : texts.noBreak}
      </p>
    </div>
  );
}

interface Props {
  lane: Lane;
  title: string;
  /** What a room belongs to. */
  place?: string | undefined;
  now: number;
  isToday: boolean;
}

export function LaneHead({ lane, title, place, now, isToday }: Props): ReactElement {
  const format = useFormat();
  const hours = lane.shifts
    .map(({ startsAt, endsAt }) => texts.hours(format.time(startsAt), format.time(endsAt)))
    .join(', ');
  const line = [hours, place, texts.visits(lane.cards.length)].filter(Boolean).join(' · ');
  return (
    <div className="min-w-0 border-l border-line px-2.5 py-1.5">
      <h2 title={title} className="truncate text-15 leading-snug font-semibold">
        {title}
      </h2>
      <p title={line} className="nums truncate text-13 leading-snug text-quiet">
        {line}
      </p>
      <LaneFacts lane={lane} now={now} isToday={isToday} />
    </div>
  );
}
