import type { DeskBookingCard, DeskDay } from '@limber/contracts';
import { TriangleAlert } from 'lucide-react';
import { type CSSProperties, type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { type Column, isIn, placeOf } from './day.rules.ts';
import { dayTexts as texts } from './day.en.ts';
import { HourFigures, type Measure, NowLine, ROW_PX, TimeColumn } from './time-grid.tsx';
import { useOpen } from './use-open.ts';
import { useVisit } from './use-visit.ts';
import { mainStep, StepButton } from './visit-actions.tsx';
import { Badges, concernOf, FormMark, hueOf, VisitMark } from './visit.marks.tsx';

/** Half an hour a row: a whole clinic day stands on one screen. */
export const DESK_MINUTES_PER_ROW = 30;

/** The reason appears when the card is pointed at or focused, and is part of its name all the time. */
function Corner({ concern }: { concern: string }): ReactElement {
  return (
    <>
      <span
        aria-hidden
        className="absolute top-0 right-0 flex h-5 w-6 items-center justify-center rounded-bl-card bg-amber-wash text-amber"
      >
        <TriangleAlert size={13} strokeWidth={2.5} />
      </span>
      <span className="sr-only">{concern}</span>
      <span
        aria-hidden
        className="pointer-events-none absolute top-full left-0 z-30 mt-1 hidden w-56 rounded-card border border-amber bg-amber-wash px-3 py-2 text-13 font-medium text-amber shadow-lift group-hover:block group-focus-visible:block"
      >
        {concern}
      </span>
    </>
  );
}

interface LinesProps {
  card: DeskBookingCard;
  rows: number;
  hasStep: boolean;
}

function Lines({ card, rows, hasStep }: LinesProps): ReactElement {
  const format = useFormat();
  const time = format.time(card.startsAt);
  const room = hasStep ? 'lg:mr-8' : '';
  if (rows < 2) {
    return (
      <span
        className={`flex items-center gap-2 overflow-hidden ${room} ${concernOf(card) ? 'pr-6' : ''}`}
      >
        <span className="hidden text-quiet @[215px]:inline">{time}</span>
        <span className="min-w-0 flex-1 truncate font-semibold">{card.clientName}</span>
        <VisitMark visit={card.visit} status={card.status} size={13} />
      </span>
    );
  }
  return (
    <>
      <span className={`flex gap-2 ${concernOf(card) ? 'pr-5' : ''}`}>
        <span title={card.clientName} className="min-w-0 truncate font-semibold">
          {card.clientName}
        </span>
        <Badges card={card} isDense />
      </span>
      {rows > 2 && (
        <span className={`block truncate text-quiet ${room}`}>
          {`${time} · ${texts.minutes(card.durationMin)} · ${card.service}`}
        </span>
      )}
      <span className={`flex items-center gap-2 overflow-hidden ${room}`}>
        {rows === 2 && <span className="text-quiet">{time}</span>}
        <VisitMark visit={card.visit} status={card.status} size={14} />
        <FormMark form={card.formStatus} isShort />
        <span
          className={`min-w-0 truncate text-quiet ${rows === 2 ? 'hidden @[215px]:inline' : ''}`}
        >
          {card.room.name}
        </span>
      </span>
    </>
  );
}

const LINE_PX = 19;

interface CardProps {
  card: DeskBookingCard;
  date: string;
  measure: Measure;
}

function DeskCard({ card, date, measure }: CardProps): ReactElement | null {
  const { open } = useOpen();
  const { take } = useVisit(date);
  const place = placeOf(card, measure.span, measure.pxPerMinute);
  if (!place) return null;
  const concern = concernOf(card);
  const step = mainStep(card);
  const { reference, clientName: name } = card;
  const rows = Math.floor((place.height - 6) / LINE_PX);
  return (
    <li
      className="@container absolute inset-x-1 z-10 focus-within:z-20 hover:z-20"
      style={{ top: place.top + 1, height: place.height - 2 }}
    >
      <button
        type="button"
        data-testid="card"
        data-reference={reference}
        onClick={() => open(reference)}
        className={`group nums absolute inset-0 flex flex-col items-stretch ${rows < 2 ? 'justify-center' : 'pt-0.5'} rounded-card border border-line bg-surface pr-1.5 pl-3 text-left text-13 leading-[19px] transition-colors hover:border-edge focus-visible:z-20`}
      >
        <span
          aria-hidden
          className="absolute inset-y-0 left-0 w-[3px] rounded-l-card"
          style={hueOf(card.sessionType)}
        />
        <Lines card={card} rows={rows} hasStep={step !== null} />
        {concern && <Corner concern={concern} />}
      </button>
      {step && (
        <StepButton
          visited={{ ...card, name }}
          step={step}
          look="quiet"
          onPress={() => take({ reference, name, step })}
          isBare
          className={`absolute bottom-0.5 z-10 size-7! min-h-0! px-0! max-lg:hidden ${
            concern && rows < 2 ? 'right-7' : 'right-1'
          }`}
        />
      )}
    </li>
  );
}

function ColumnHead({ column }: { column: Column }): ReactElement {
  const format = useFormat();
  const hours = column.shifts
    .map(({ startsAt, endsAt }) => texts.working(format.time(startsAt), format.time(endsAt)))
    .join(texts.and);
  return (
    <div className="min-w-0 border-l border-line px-3 py-2">
      <h2 className="truncate text-15 font-semibold">{column.name}</h2>
      <p className="nums truncate text-13 text-quiet">
        {[hours, texts.visits(column.bookings.length)].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}

interface HeadsProps {
  columns: readonly Column[];
  tracks: CSSProperties;
}

function Heads({ columns, tracks }: HeadsProps): ReactElement {
  return (
    <div className="sticky top-0 z-30 grid min-w-max border-b border-line bg-paper" style={tracks}>
      <span className="sticky left-0 z-10 bg-paper" />
      {columns.map((column) => (
        <ColumnHead key={column.therapistId} column={column} />
      ))}
    </div>
  );
}

const ABOVE_NOW_PX = 160;

/** Opens at the hour it is; what went before is one scroll away. */
function useShowNow(
  region: RefObject<HTMLDivElement | null>,
  now: number,
  { span, pxPerMinute }: Measure,
  date: string,
): void {
  const top = now < span.from || now > span.to ? 0 : ((now - span.from) / 60_000) * pxPerMinute;
  const first = useRef(top);
  first.current = top;
  useEffect(() => {
    region.current?.scrollTo({ top: Math.max(0, first.current - ABOVE_NOW_PX) });
  }, [region, date]);
}

interface Props {
  day: DeskDay;
  measure: Measure;
  now: number;
}

/** Everybody side by side; who is not in takes no room. */
export function ColumnsGrid({ day, measure, now }: Props): ReactElement {
  const region = useRef<HTMLDivElement>(null);
  const columns = day.columns.filter(isIn);
  const away = day.columns.filter((column) => !isIn(column)).map(({ name }) => name);
  const tracks = { gridTemplateColumns: `56px repeat(${columns.length}, minmax(176px, 1fr))` };
  useShowNow(region, now, measure, day.date);
  return (
    <>
      <div
        role="region"
        aria-label={texts.columns}
        // A region that scrolls must be reachable for whoever has no pointer.
        tabIndex={0}
        ref={region}
        className="relative max-h-[calc(100dvh-220px)] lg:max-h-[calc(100dvh-144px)] scroll-pt-16 overflow-auto rounded-card border border-line bg-paper focus-visible:outline-offset-[-2px]"
      >
        <Heads columns={columns} tracks={tracks} />
        <div className="relative grid min-w-max pb-2" style={tracks}>
          <div className="sticky left-0 z-20 bg-paper">
            <HourFigures measure={measure} />
          </div>
          {columns.map((column) => (
            <section
              key={column.therapistId}
              aria-label={column.name}
              className="border-l border-line"
            >
              <TimeColumn column={column} measure={measure}>
                <ol>
                  {column.bookings.map((card) => (
                    <DeskCard key={card.reference} card={card} date={day.date} measure={measure} />
                  ))}
                </ol>
              </TimeColumn>
            </section>
          ))}
          <NowLine now={now} measure={measure} />
        </div>
      </div>
      {away.length > 0 && (
        <p className="-mt-1 text-15 text-quiet">{texts.notIn(away.join(', '))}</p>
      )}
    </>
  );
}

export const measureOf = (span: Measure['span'], minutesPerRow: number): Measure => ({
  span,
  pxPerMinute: ROW_PX / minutesPerRow,
});
