import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { chartTexts as texts } from './chart.en.ts';
import type { BandRow } from './soreness.rules.ts';

const HOUR = 3_600_000;
const cell = 'px-3 py-2 text-left align-top sm:px-4';

interface Props {
  endedAt: number;
  rows: readonly BandRow[];
  /** What the picture marks with lines and areas: now, the window, the chosen time. */
  marks: readonly string[];
}

export function SorenessTable({ endedAt, rows, marks }: Props): ReactElement {
  const format = useFormat();
  const number = new Intl.NumberFormat(format.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="nums w-full text-15">
        <caption className="space-y-0.5 px-3 py-3 text-left sm:px-4">
          {marks.map((mark) => (
            <span key={mark} className="block">
              {mark}
            </span>
          ))}
        </caption>
        <thead className="border-t border-line text-13 text-quiet">
          <tr>
            {[texts.when, texts.range, texts.inWindow, texts.free].map((title) => (
              <th key={title} scope="col" className={`${cell} font-medium`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ hours, low, high, fit, free }) => (
            <tr key={hours} data-hours={hours} className="border-t border-line">
              <th scope="row" className={`${cell} font-normal`}>
                {format.shortMoment(endedAt + hours * HOUR)}
                <span className="block text-13 text-quiet">{texts.hours(hours)}</span>
              </th>
              <td className={cell}>{texts.fromTo(number.format(low), number.format(high))}</td>
              <td className={`${cell} text-quiet`}>{texts.fit[fit]}</td>
              <td className={`${cell} text-quiet`}>{free}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
