import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { useWidth } from '../ui/use-width.ts';
import { chartTexts as texts } from './chart.en.ts';
import { type BandPoint, CHART_HOURS } from './soreness.rules.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly bestFrom: number;
  readonly bestTo: number;
}

interface Props {
  points: readonly BandPoint[];
  span: Span;
  now: number;
  starts: readonly number[];
}

const HEIGHT = 218;
const TOP = 40;
const BOTTOM = 164;
const LEFT = 22;
const RIGHT = 8;
const HIGHEST = 10;

interface Scales {
  readonly x: (hours: number) => number;
  readonly y: (soreness: number) => number;
}

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

function Axes({ x, y }: Scales): ReactElement {
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
      {[0, 24, 48, 72, 96].map((hours) => (
        <text
          key={hours}
          x={x(hours)}
          y={BOTTOM + 32}
          textAnchor={hours === 0 ? 'start' : hours === CHART_HOURS ? 'end' : 'middle'}
        >
          {hours === CHART_HOURS ? texts.hours(hours) : hours}
        </text>
      ))}
      <text x={x(0)} y={HEIGHT - 2}>
        {texts.axis}
      </text>
    </g>
  );
}

/** The window as a wash, its best part a little stronger, named at the top. */
function Window({ span, x }: { span: Span } & Pick<Scales, 'x'>): ReactElement | null {
  if (span.from >= CHART_HOURS) return null;
  const left = x(span.from);
  const width = x(span.to) - left;
  const bestLeft = x(span.bestFrom);
  const bestWidth = Math.max(0, x(span.bestTo) - bestLeft);
  const labelX = Math.min(left + 6, x(CHART_HOURS) - 116);
  return (
    <g>
      <rect x={left} y={TOP - 22} width={width} height={BOTTOM - TOP + 22} className="fill-sage" />
      <rect x={bestLeft} y={BOTTOM} width={bestWidth} height={3} className="fill-pine" />
      <text x={labelX} y={TOP - 7} className="fill-pine text-[13px] font-semibold">
        {texts.window}
      </text>
    </g>
  );
}

function Ticks({ starts, x }: { starts: readonly number[] } & Pick<Scales, 'x'>): ReactElement {
  const shown = starts.filter((hours) => hours >= 0 && hours <= CHART_HOURS);
  return (
    <g className="stroke-ink opacity-45">
      {shown.map((hours) => (
        <line key={hours} x1={x(hours)} x2={x(hours)} y1={BOTTOM + 6} y2={BOTTOM + 13} />
      ))}
    </g>
  );
}

function Now({ now, x }: { now: number } & Pick<Scales, 'x'>): ReactElement {
  const isLate = now > CHART_HOURS * 0.85;
  return (
    <g>
      <line x1={x(now)} x2={x(now)} y1={8} y2={BOTTOM} className="stroke-ink" strokeWidth="1.25" />
      <text
        x={x(now) + (isLate ? -5 : 5)}
        y={14}
        textAnchor={isLate ? 'end' : 'start'}
        className="fill-ink text-[13px] font-semibold"
      >
        {texts.now}
      </text>
    </g>
  );
}

export function SorenessPicture({ points, span, now, starts }: Props): ReactElement {
  const format = useFormat();
  const [box, width] = useWidth(358);
  const scales = scalesFor(width);
  const peak = points.reduce((top, point) => (point.high > top.high ? point : top));
  const hours = (value: number): string =>
    texts.hours(Number(value.toLocaleString(format.locale, { maximumFractionDigits: 0 })));
  return (
    <div ref={box} className="rounded-card border border-line bg-surface px-2 py-3">
      <svg
        role="img"
        aria-label={texts.picture(hours(now), hours(span.from), hours(span.to))}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        className="nums block max-w-full"
      >
        <Window span={span} x={scales.x} />
        <Axes {...scales} />
        <path d={areaPath(points, scales)} className="fill-band opacity-80" />
        <text
          x={scales.x(peak.hours)}
          y={scales.y((peak.low + peak.high) / 2) + 4}
          textAnchor="middle"
          className="fill-ink text-[13px]"
        >
          {texts.band}
        </text>
        <Ticks starts={starts} x={scales.x} />
        {starts.length > 0 && (
          <text
            x={scales.x(CHART_HOURS)}
            y={BOTTOM + 14}
            textAnchor="end"
            className="fill-quiet stroke-surface text-[13px]"
            strokeWidth="5"
            paintOrder="stroke"
          >
            {texts.offered}
          </text>
        )}
        <Now now={now} x={scales.x} />
      </svg>
    </div>
  );
}
