import type { DeskBookingCard } from '@limber/contracts';
import { type ReactElement, useEffect, useRef } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { LaneTime } from './calendar/lane-time.tsx';
import type { Lane } from './calendar/lane.rules.ts';
import { placeOf } from './day.rules.ts';
import { dayTexts as texts } from './day.en.ts';
import { HealthFacts } from './health-facts.tsx';
import { HourFigures, type Measure, measureOf, ROW_PX } from './time-grid.tsx';
import { useOpen } from './use-open.ts';
import { VisitActions } from './visit-actions.tsx';
import { Concern } from './visit-card.tsx';
import { Badges, FormMark, hueOf, VisitMark } from './visit.marks.tsx';

/** A quarter of an hour a row: half an hour still holds what a therapist must know. */
const OWN_MINUTES_PER_ROW = 15;

function Who({ card }: { card: DeskBookingCard }): ReactElement {
  const format = useFormat();
  const { open } = useOpen();
  const time = format.time(card.startsAt);
  return (
    <button
      type="button"
      data-testid="card"
      data-reference={card.reference}
      onClick={() => open(card.reference)}
      className="nums block w-full rounded-card text-left text-13 leading-[18px] after:absolute after:inset-0 after:rounded-card after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px] focus-visible:after:outline-pine"
    >
      <span className="flex items-baseline gap-2">
        <span className="text-15 leading-[18px] font-semibold">{time}</span>
        <span title={card.clientName} className="truncate text-15 leading-[18px] font-semibold">
          {card.clientName}
        </span>
      </span>
      <span className="block truncate text-quiet">
        {`${card.service}, ${texts.minutes(card.durationMin)}`}
      </span>
    </button>
  );
}

interface CardProps {
  card: DeskBookingCard;
  measure: Measure;
}

function OwnCard({ card, measure }: CardProps): ReactElement | null {
  const place = placeOf(card, measure.span, measure.pxPerMinute);
  if (!place) return null;
  const isLow = place.height < 3 * ROW_PX;
  return (
    <li
      className="absolute inset-x-1 z-10 grid grid-cols-[minmax(220px,250px)_minmax(0,1fr)_auto] items-start gap-x-6 overflow-hidden rounded-card border border-line bg-surface pr-3 pl-4 transition-colors hover:border-edge has-data-asking:z-20 has-data-asking:h-auto! has-data-asking:shadow-lift"
      style={{ top: place.top + 1, height: place.height - 2, paddingBlock: isLow ? 3 : 8 }}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 w-[3px]"
        style={hueOf(card.sessionType)}
      />
      <div className="min-w-0">
        <Who card={card} />
        <p
          className={`nums flex items-center gap-x-3 overflow-hidden text-13 ${isLow ? 'leading-[18px]' : 'mt-1'}`}
        >
          <VisitMark visit={card.visit} status={card.status} isComing={card.attendanceConfirmed} />
          <FormMark form={card.formStatus} isShort />
          <span className="truncate text-quiet">{card.room.name}</span>
          <Badges card={card} isDense />
        </p>
      </div>
      <div className="min-w-0 space-y-1.5">
        {card.contactFirst && <Concern card={card} />}
        {card.health && <HealthFacts health={card.health} isTight isLow={isLow} />}
      </div>
      <VisitActions
        visited={{ ...card, name: card.clientName }}
        className={`relative z-10 max-w-64 min-w-32 justify-end has-data-asking:w-64 self-start ${isLow ? '[&_button]:min-h-9' : ''}`}
      />
    </li>
  );
}

interface Props {
  lane: Lane;
  now: number;
}

const ABOVE_NOW_PX = 240;

/** Opens at the hour it is, where that lies below the fold. */
function useShowNow(now: number, { span, pxPerMinute }: Measure, date: string): void {
  const isOn = now >= span.from && now <= span.to;
  const top = useRef(0);
  top.current = isOn ? ((now - span.from) / 60_000) * pxPerMinute : 0;
  useEffect(() => {
    window.scrollTo({ top: Math.max(0, top.current - ABOVE_NOW_PX) });
  }, [date]);
}

/** The own day at a desk: time runs down, what to know stands beside each name. */
export function OwnGrid({ lane, now }: Props): ReactElement {
  const measure = measureOf(lane.span, OWN_MINUTES_PER_ROW);
  useShowNow(now, measure, lane.date);
  return (
    <div className="grid grid-cols-[56px_minmax(0,1fr)] pt-2">
      <HourFigures measure={measure} />
      <section aria-label={lane.name} className="relative border-l border-line">
        <LaneTime lane={lane} measure={measure} now={now}>
          <ol>
            {lane.cards.map((card) => (
              <OwnCard key={card.reference} card={card} measure={measure} />
            ))}
          </ol>
        </LaneTime>
      </section>
    </div>
  );
}
