import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { hoursOf, type Span } from './day.rules.ts';

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

export const measureOf = (span: Span, minutesPerRow: number): Measure => ({
  span,
  pxPerMinute: ROW_PX / minutesPerRow,
});
