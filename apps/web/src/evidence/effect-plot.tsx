import { studies } from '@limber/evidence';
import type { ReactElement } from 'react';
import { useWidth } from '../ui/use-width.ts';
import { evidenceTexts } from './evidence.en.ts';

const texts = evidenceTexts.effect;
const HOURS = [24, 48, 72];
const LOWEST = -3;
const HIGHEST = 1;
const ROW = 46;
const TOP = 26;
const SIDE = 8;

interface Estimate {
  readonly hours: number;
  readonly smd: number;
  readonly low: number;
  readonly high: number;
}

/** The three pooled estimates as they were reported; whatever is not a number is left out. */
function estimates(): Estimate[] {
  const effect = studies.find(({ id }) => id === 'guo2017')?.effect ?? {};
  return HOURS.flatMap((hours) => {
    const finding = effect[`soreness${hours}h`];
    if (typeof finding !== 'object' || finding === null || !('smd' in finding)) return [];
    const { smd, ci95 } = finding;
    if (typeof smd !== 'number' || !Array.isArray(ci95)) return [];
    const [low, high] = ci95 as number[];
    return low === undefined || high === undefined ? [] : [{ hours, smd, low, high }];
  });
}

const twoDecimals = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 });
/** A true minus: a hyphen is too short beside figures. */
const signed = (value: number): string => twoDecimals.format(value).replace('-', '−');

function Row({
  estimate,
  y,
  x,
}: {
  estimate: Estimate;
  y: number;
  x: (value: number) => number;
}): ReactElement {
  const { hours, smd, low, high } = estimate;
  return (
    <g>
      <text x={SIDE} y={y} className="fill-ink text-[13px]">
        {texts.label(hours)}
      </text>
      <text x={x(HIGHEST)} y={y} textAnchor="end" className="fill-quiet text-[13px]">
        {texts.value(signed(smd), signed(low), signed(high))}
      </text>
      <line
        x1={x(low)}
        x2={x(high)}
        y1={y + 13}
        y2={y + 13}
        className="stroke-pine"
        strokeWidth="2"
      />
      <rect x={x(smd) - 4} y={y + 9} width="8" height="8" className="fill-pine" />
    </g>
  );
}

/** Effects to scale, each with its interval, and the line of no difference. */
export function EffectPlot(): ReactElement {
  const [box, width] = useWidth(358);
  const rows = estimates();
  const bottom = TOP + rows.length * ROW;
  const x = (value: number): number =>
    SIDE + ((value - LOWEST) / (HIGHEST - LOWEST)) * (width - 2 * SIDE);
  return (
    <figure aria-label={texts.title} className="space-y-2">
      <figcaption className="text-15 font-semibold">{texts.title}</figcaption>
      <div ref={box} className="rounded-card border border-line bg-surface py-3">
        <svg
          role="img"
          aria-label={texts.picture}
          viewBox={`0 0 ${width} ${bottom + 44}`}
          width={width}
          height={bottom + 44}
          className="nums block max-w-full"
        >
          <line x1={x(0)} x2={x(0)} y1={TOP + 4} y2={bottom} className="stroke-ink" />
          {rows.map((estimate, index) => (
            <Row key={estimate.hours} estimate={estimate} y={TOP + index * ROW} x={x} />
          ))}
          <line x1={x(LOWEST)} x2={x(HIGHEST)} y1={bottom} y2={bottom} className="stroke-line" />
          <g className="fill-quiet text-[13px]">
            {[-3, -2, -1, 0, 1].map((value) => (
              <text
                key={value}
                x={x(value)}
                y={bottom + 18}
                textAnchor={value === LOWEST ? 'start' : value === HIGHEST ? 'end' : 'middle'}
              >
                {String(value).replace('-', '−')}
              </text>
            ))}
            <text x={SIDE} y={bottom + 38}>
              {texts.axisLess}
            </text>
            <text x={x(HIGHEST)} y={bottom + 38} textAnchor="end">
              {texts.axisMore}
            </text>
          </g>
        </svg>
      </div>
      <p className="measure text-13 text-quiet">{texts.unit}</p>
    </figure>
  );
}
