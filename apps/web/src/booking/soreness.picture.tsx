import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { useWidth } from '../ui/use-width.ts';
import { chartTexts as texts } from './chart.en.ts';
import { type BandPoint, CHART_HOURS, type Span } from './soreness.rules.ts';

interface Props {
  endedAt: number;
  points: readonly BandPoint[];
  span: Span;
  now: number;
  starts: readonly number[];
  /** The start that is kept for the client. */
  chosen: number | null;
}

const WASH_TOP = 22;
const TOP = 62;
const BOTTOM = 182;
const TICKS = BOTTOM + 8;
const HEIGHT = BOTTOM + 76;
const LEFT = 24;
const RIGHT = 10;
const HIGHEST = 10;
const HOUR = 3_600_000;
const DAYS = [0, 24, 48, 72, 96];

interface Scales {
  readonly x: (hours: number) => number;
  readonly y: (soreness: number) => number;
}
type Across = Pick<Scales, 'x'>;

const scalesFor = (width: number): Scales => ({
  x: (hours) =>
    LEFT + (Math.min(CHART_HOURS, Math.max(0, hours)) / CHART_HOURS) * (width - LEFT - RIGHT),
  y: (soreness) => BOTTOM - (soreness / HIGHEST) * (BOTTOM - TOP),
});

/** One area, no line in its middle: nobody's soreness is a line. */
function areaPath(points: readonly BandPoint[], { x, y }: Scales): string {
  const upper = points.map(({ hours, high }) => `${x(hours).toFixed(1)} ${y(high).toFixed(1)}`);
  const lower = points.map(({ hours, low }) => `${x(hours).toFixed(1)} ${y(low).toFixed(1)}`);
  return `M${[...upper, ...lower.reverse()].join('L')}Z`;
}

const anchorAt = (hours: number): 'start' | 'middle' | 'end' =>
  hours === 0 ? 'start' : hours === CHART_HOURS ? 'end' : 'middle';

function Axes({ x, y, endedAt }: Scales & { endedAt: number }): ReactElement {
  const { locale, timeZone } = useFormat();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone });
  return (
    <g className="fill-quiet text-[13px]">
      {[0, 5, 10].map((value) => (
        <g key={value}>
          <line x1={x(0)} x2={x(CHART_HOURS)} y1={y(value)} y2={y(value)} className="stroke-line" />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {DAYS.map((hours) => (
        <g key={hours}>
          <text x={x(hours)} y={BOTTOM + 54} textAnchor={anchorAt(hours)}>
            {hours === CHART_HOURS ? texts.hours(hours) : hours}
          </text>
          <text x={x(hours)} y={BOTTOM + 71} textAnchor={anchorAt(hours)}>
            {weekday.format(endedAt + hours * HOUR)}
          </text>
        </g>
      ))}
    </g>
  );
}

const WINDOW_LABEL = 108;
const BEST_LABEL = 62;

/** The window as a wash, its best part a little stronger, both named where they are. */
function Window({ span, x }: { span: Span } & Across): ReactElement | null {
  if (span.from >= CHART_HOURS) return null;
  const end = x(CHART_HOURS);
  const left = x(span.from);
  const bestLeft = x(span.bestFrom);
  const height = BOTTOM - WASH_TOP;
  return (
    <g className="text-[13px]">
      <rect x={left} y={WASH_TOP} width={x(span.to) - left} height={height} className="fill-sage" />
      <rect
        x={bestLeft}
        y={WASH_TOP + 18}
        width={Math.max(0, x(span.bestTo) - bestLeft)}
        height={height - 18}
        className="fill-pine opacity-15"
      />
      <text
        x={Math.min(left + 6, end - WINDOW_LABEL)}
        y={WASH_TOP + 13}
        className="fill-pine font-semibold"
      >
        {texts.window}
      </text>
      {span.bestFrom < CHART_HOURS && (
        <text x={Math.min(bestLeft + 6, end - BEST_LABEL)} y={WASH_TOP + 32} className="fill-ink">
          {texts.best}
        </text>
      )}
    </g>
  );
}

const ROOM_FOR_TEXT = 22;

function Band({ points, ...scales }: { points: readonly BandPoint[] } & Scales): ReactElement {
  const { x, y } = scales;
  const peak = points.reduce((top, point) => (point.high > top.high ? point : top));
  const isThick = y(peak.low) - y(peak.high) > ROOM_FOR_TEXT;
  const middle = Math.min(x(CHART_HOURS) - 50, Math.max(x(0) + 50, x(peak.hours)));
  return (
    <>
      <path d={areaPath(points, scales)} data-part="band" className="fill-band opacity-85" />
      <text
        x={middle}
        y={isThick ? (y(peak.low) + y(peak.high)) / 2 + 4 : y(peak.high) - 6}
        textAnchor="middle"
        className="fill-ink text-[13px]"
      >
        {texts.band}
      </text>
    </>
  );
}

/** Free starts as ticks under the picture, the kept one taller, with its name. */
function Ticks({
  starts,
  chosen,
  x,
}: Pick<Props, 'starts' | 'chosen'> & Across): ReactElement | null {
  const end = x(CHART_HOURS);
  const isShown = chosen !== null && chosen <= CHART_HOURS;
  const isLeft = !isShown || x(chosen) > end / 2;
  const first = Math.max(x(0), Math.min(x(starts[0] ?? 0), end - 70));
  if (starts.length === 0 && !isShown) return null;
  return (
    <g className="text-[13px]">
      <g className="stroke-quiet">
        {starts.map((hours, index) => (
          <line key={index} x1={x(hours)} x2={x(hours)} y1={TICKS} y2={TICKS + 10} />
        ))}
      </g>
      {starts.length > 0 && (
        <text
          x={isLeft ? (isShown ? x(0) : first) : end}
          y={TICKS + 26}
          textAnchor={isLeft ? 'start' : 'end'}
          className="fill-quiet"
        >
          {texts.offered}
        </text>
      )}
      {isShown && (
        <g data-part="chosen">
          <line
            x1={x(chosen)}
            x2={x(chosen)}
            y1={TICKS - 6}
            y2={TICKS + 14}
            className="stroke-pine"
            strokeWidth="4"
          />
          <text
            x={Math.min(end - 30, Math.max(x(0) + 30, x(chosen)))}
            y={TICKS + 28}
            textAnchor="middle"
            className="fill-pine font-semibold"
          >
            {texts.chosen}
          </text>
        </g>
      )}
    </g>
  );
}

function Now({ now, x }: { now: number } & Across): ReactElement {
  const isLate = now > CHART_HOURS * 0.85;
  return (
    <g>
      <line x1={x(now)} x2={x(now)} y1={6} y2={BOTTOM} className="stroke-ink" strokeWidth="1.25" />
      <text
        x={x(now) + (isLate ? -5 : 5)}
        y={15}
        textAnchor={isLate ? 'end' : 'start'}
        className="fill-ink text-[13px] font-semibold"
      >
        {texts.now}
      </text>
    </g>
  );
}

export function SorenessPicture(props: Props): ReactElement {
  const { endedAt, points, span, now, chosen } = props;
  const [box, width] = useWidth(358);
  const scales = scalesFor(width);
  const starts = props.starts.filter((hours) => hours >= 0 && hours <= CHART_HOURS);
  const hours = (value: number): string => texts.hours(Math.round(value));
  return (
    <div className="nums rounded-card border border-line bg-surface px-3 py-3 text-13 text-quiet">
      <p aria-hidden>{texts.soreness}</p>
      <div ref={box}>
        <svg
          role="img"
          aria-label={texts.picture(hours(now), hours(span.from), hours(span.to), starts.length)}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          className="block max-w-full"
        >
          <Window span={span} x={scales.x} />
          <Axes {...scales} endedAt={endedAt} />
          <Band points={points} {...scales} />
          <Ticks starts={starts} chosen={chosen} x={scales.x} />
          <Now now={now} x={scales.x} />
        </svg>
      </div>
      <p aria-hidden>{texts.axis}</p>
    </div>
  );
}
