import type { OutcomeCurve } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useWidth } from '../ui/use-width.ts';
import { outcomesTexts as texts } from './outcomes.en.ts';

const TOP = 24;
const BOTTOM = 164;
const HEIGHT = BOTTOM + 28;
const LEFT = 26;
const RIGHT = 12;
const HIGHEST = 10;
const SHORTEST_HOURS = 96;

interface Scales {
  x: (hours: number) => number;
  y: (soreness: number) => number;
  last: number;
}

/** Wide enough for what was answered late, and for a visit without a training before its own start. */
function scalesFor({ points, visit }: OutcomeCurve, width: number): Scales {
  const all = [0, visit?.hours ?? 0, ...points.map(({ hours }) => hours)];
  const first = Math.min(...all);
  const last = Math.max(SHORTEST_HOURS, ...all);
  return {
    x: (hours) => LEFT + ((hours - first) / (last - first)) * (width - LEFT - RIGHT),
    y: (soreness) => BOTTOM - (soreness / HIGHEST) * (BOTTOM - TOP),
    last,
  };
}

function Axes({ x, y, last }: Scales): ReactElement {
  const days = Array.from({ length: Math.floor(last / 24) + 1 }, (_, index) => index * 24);
  const every = Math.ceil(days.length / 6);
  return (
    <g className="fill-quiet text-[13px]">
      {[0, 5, 10].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={x(last)} y1={y(value)} y2={y(value)} className="stroke-line" />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {days
        .filter((_, index) => index % every === 0)
        .map((hours) => (
          <text key={hours} x={x(hours)} y={BOTTOM + 20} textAnchor="middle">
            {hours}
          </text>
        ))}
    </g>
  );
}

function Band({ band, x, y }: Scales & Pick<OutcomeCurve, 'band'>): ReactElement | null {
  if (band.length === 0) return null;
  const upper = band.map(({ hours, high }) => `${x(hours)} ${y(high)}`);
  const lower = band.map(({ hours, low }) => `${x(hours)} ${y(low)}`).reverse();
  const peak = band.reduce((top, point) => (point.high > top.high ? point : top));
  return (
    <>
      <path d={`M${[...upper, ...lower].join('L')}Z`} className="fill-band opacity-85" />
      <text
        x={Math.max(LEFT + 44, x(peak.hours))}
        y={Math.max(TOP - 8, y(peak.high) - 6)}
        textAnchor="middle"
        className="fill-ink text-[13px]"
      >
        {texts.band}
      </text>
    </>
  );
}

function Visit({ at, width }: { at: number; width: number }): ReactElement {
  const isLate = at > width / 2;
  return (
    <g>
      <line x1={at} x2={at} y1={TOP - 8} y2={BOTTOM} className="stroke-pine" strokeWidth="1.5" />
      <text
        x={at + (isLate ? -6 : 6)}
        y={BOTTOM - 6}
        textAnchor={isLate ? 'end' : 'start'}
        // The band may lie behind it.
        paintOrder="stroke"
        strokeWidth="4"
        className="fill-pine stroke-surface text-[13px] font-semibold"
      >
        {texts.massage}
      </text>
    </g>
  );
}

type Points = Scales & Pick<OutcomeCurve, 'points'> & { width: number };

/** Beside its point, so that of two answers of one hour each keeps its number. */
function Answers({ points, x, y, width }: Points): ReactElement[] {
  return points.map(({ at, hours, soreness }) => {
    const isLast = x(hours) > width - 32;
    return (
      <g key={at} data-part="answer">
        <circle cx={x(hours)} cy={y(soreness)} r="5" className="fill-ink" />
        <text
          x={x(hours) + (isLast ? -9 : 9)}
          y={y(soreness) + 5}
          textAnchor={isLast ? 'end' : 'start'}
          className="fill-ink text-[13px] font-semibold"
        >
          {soreness}
        </text>
      </g>
    );
  });
}

/** The own answers as points, with their numbers; no line between them, nobody knows what lay there. */
export function OutcomePicture({ curve }: { curve: OutcomeCurve }): ReactElement {
  const [box, width] = useWidth(320);
  const scales = scalesFor(curve, width);
  const { x } = scales;
  return (
    <div className="nums text-13 text-quiet">
      <p aria-hidden>{texts.soreness}</p>
      <div ref={box}>
        <svg
          role="img"
          aria-label={texts.picture(curve.points.length)}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          width={width}
          height={HEIGHT}
          className="block max-w-full"
        >
          <Axes {...scales} />
          <Band band={curve.band} {...scales} />
          {curve.visit && <Visit at={x(curve.visit.hours)} width={width} />}
          <Answers points={curve.points} width={width} {...scales} />
        </svg>
      </div>
      <p aria-hidden>{curve.training ? texts.axis : texts.axisVisit}</p>
    </div>
  );
}
