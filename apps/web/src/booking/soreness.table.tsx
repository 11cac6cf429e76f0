import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { chartTexts as texts } from './chart.en.ts';
import type { Span } from './soreness.picture.tsx';
import type { BandPoint } from './soreness.rules.ts';

const HOUR = 3_600_000;

interface Props {
  endedAt: number;
  points: readonly BandPoint[];
  span: Span;
}

const fitOf = (hours: number, { from, to, bestFrom, bestTo }: Span): string => {
  if (hours < from || hours > to) return texts.outside;
  return hours >= bestFrom && hours <= bestTo ? texts.bestFits : texts.fits;
};

export function SorenessTable({ endedAt, points, span }: Props): ReactElement {
  const format = useFormat();
  const number = new Intl.NumberFormat(format.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return (
    <table className="nums w-full rounded-card border border-line bg-surface text-15">
      <thead className="text-13 text-quiet">
        <tr>
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {texts.when}
          </th>
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {texts.range}
          </th>
          <th scope="col" className="px-4 py-2 text-left font-medium">
            {texts.inWindow}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ hours, low, high }) => (
          <tr key={hours} className="border-t border-line">
            <th scope="row" className="px-4 py-2 text-left font-normal">
              {format.shortMoment(endedAt + hours * HOUR)}
            </th>
            <td className="px-4 py-2">{texts.fromTo(number.format(low), number.format(high))}</td>
            <td className="px-4 py-2 text-quiet">{fitOf(hours, span)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
