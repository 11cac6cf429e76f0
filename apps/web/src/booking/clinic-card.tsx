import type { ClinicView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { formatDate } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';
import { summaryTexts } from './summary.en.ts';

type Place = ClinicView['locations'][number];
type Hours = Place['openingHours'][number];

/** 2024-01-01 was a Monday; weekdays are ISO, 1 to 7. */
const weekdayName = (locale: string, weekday: number): string =>
  formatDate(locale, `2024-01-0${weekday}`, { weekday: 'short' });

/** Neighbouring days with the same hours share a line: "Mon–Fri 07:30 to 21:00". */
export function hourLines(hours: readonly Hours[], locale: string): [string, string][] {
  const runs: { from: number; to: number; text: string }[] = [];
  for (const each of [...hours].sort((a, b) => a.weekday - b.weekday)) {
    const text = summaryTexts.range(each.opens.slice(0, 5), each.closes.slice(0, 5));
    const last = runs.at(-1);
    if (last && last.to === each.weekday - 1 && last.text === text) last.to = each.weekday;
    else runs.push({ from: each.weekday, to: each.weekday, text });
  }
  return runs.map(({ from, to, text }) => [
    from === to
      ? weekdayName(locale, from)
      : summaryTexts.days(weekdayName(locale, from), weekdayName(locale, to)),
    text,
  ]);
}

function PlaceHours({ place }: { place: Place }): ReactElement {
  const { locale } = useFormat();
  return (
    <div className="border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0">
      <h3 className="text-15 font-semibold">{place.name}</h3>
      <p className="text-15 text-quiet">{place.address}</p>
      <dl className="nums mt-2 text-13 text-quiet">
        {hourLines(place.openingHours, locale).map(([days, hours]) => (
          <div key={days} className="grid grid-cols-[88px_1fr]">
            <dt>{days}</dt>
            <dd>{hours}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function ClinicCard(): ReactElement {
  const { data: clinic } = useClinic();
  return (
    <section
      aria-label={summaryTexts.clinic}
      className="rounded-card border border-line bg-surface p-5"
    >
      <h2 className="mb-4 text-13 font-semibold text-quiet">{summaryTexts.clinic}</h2>
      {clinic?.locations.map((place) => (
        <PlaceHours key={place.id} place={place} />
      ))}
    </section>
  );
}
