import type { ReactElement, ReactNode } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { type Column, hoursOf, placeOf, type Range, type Span } from './day.rules.ts';
import { dayTexts as texts } from './day.en.ts';

export const ROW_PX = 32;

export interface Measure {
  span: Span;
  pxPerMinute: number;
}

const heightOf = ({ span, pxPerMinute }: Measure): number =>
  ((span.to - span.from) / 60_000) * pxPerMinute;

/** Hour figures beside the columns; they stay in sight when the columns scroll sideways. */
export function HourFigures({ measure }: { measure: Measure }): ReactElement {
  const format = useFormat();
  return (
    <div aria-hidden className="nums relative" style={{ height: heightOf(measure) }}>
      {hoursOf(measure.span).map((hour, index) => (
        <span
          key={hour}
          className="absolute right-2 text-13 leading-none text-quiet"
          style={{ top: index * 60 * measure.pxPerMinute + (index === 0 ? 3 : -6) }}
        >
          {format.time(hour)}
        </span>
      ))}
    </div>
  );
}

interface FlatProps {
  range: Range;
  measure: Measure;
  word: string;
}

function Flat({ range, measure, word }: FlatProps): ReactElement | null {
  const format = useFormat();
  const place = placeOf(range, measure.span, measure.pxPerMinute);
  if (!place) return null;
  const when = texts.until(format.time(range.startsAt), format.time(range.endsAt));
  return (
    <p
      className="nums absolute inset-x-0 flex items-start overflow-hidden bg-line px-3 py-1 text-13 leading-5 text-ink"
      style={place}
    >
      <span className="truncate">{`${word}, ${when}`}</span>
    </p>
  );
}

/** Working hours are paper to write on; the rest of the day is the ground it lies on. */
function Hours({ column, measure }: { column: Column; measure: Measure }): ReactElement {
  const { span, pxPerMinute } = measure;
  return (
    <>
      {column.shifts.map((shift) => {
        const place = placeOf(shift, span, pxPerMinute);
        return (
          place && (
            <div key={shift.startsAt} className="absolute inset-x-0 bg-surface" style={place} />
          )
        );
      })}
      <div
        className="absolute inset-0"
        style={{
          backgroundImage: 'linear-gradient(to bottom, var(--line) 1px, transparent 1px)',
          backgroundSize: `100% ${ROW_PX}px`,
        }}
      />
    </>
  );
}

export function NowLine({ now, measure }: { now: number; measure: Measure }): ReactElement | null {
  const { span, pxPerMinute } = measure;
  if (now < span.from || now > span.to) return null;
  return (
    <div
      aria-hidden
      data-testid="now-line"
      className="pointer-events-none absolute inset-x-0 z-[5] h-0 border-t-2 border-pine"
      style={{ top: ((now - span.from) / 60_000) * pxPerMinute - 1 }}
    >
      <span className="absolute -top-[5px] left-14 size-2 -translate-x-1 rounded-full bg-pine in-[section]:left-0" />
    </div>
  );
}

interface Props {
  column: Column;
  measure: Measure;
  children: ReactNode;
}

/** One therapist's time: hours, breaks, time off, and the visits laid over them. */
export function TimeColumn({ column, measure, children }: Props): ReactElement {
  return (
    <div className="relative" style={{ height: heightOf(measure) }}>
      <div aria-hidden>
        <Hours column={column} measure={measure} />
      </div>
      {column.shifts.flatMap(({ breaks }) =>
        breaks.map((each) => (
          <Flat key={each.startsAt} range={each} measure={measure} word={texts.rest} />
        )),
      )}
      {column.unavailable.map((each) => (
        <Flat key={each.startsAt} range={each} measure={measure} word={texts.away} />
      ))}
      {children}
    </div>
  );
}
