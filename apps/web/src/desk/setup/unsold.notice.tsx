import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { useStaff } from '../me.context.ts';
import { fullDate, weekdayName } from './calendar.rules.ts';
import { holidaysQuery, locationsQuery } from './setup.requests.ts';
import { unsoldTexts as texts } from './unsold.en.ts';
import { openOnDate, openOnWeekday, type Unsold, unsoldOf, type Worked } from './unsold.rules.ts';

type Placed = Worked & { locationId: string };

/** The days a shift is for: of every week, or of the calendar. */
export type WorkDays = { weekdays: readonly number[] } | { dates: readonly string[] };

/** So many days are named; the others are counted. */
const NAMED = 5;

const listed = (names: readonly string[]): string =>
  names.length > NAMED
    ? texts.more(names.slice(0, NAMED - 1).join(', '), names.length - NAMED + 1)
    : names.join(', ');

interface LineProps {
  found: Unsold<string>;
  place: string;
}

function Line({ found: { days, spans, isAll }, place }: LineProps): ReactElement {
  const parts = spans.map(({ from, to }) => texts.span(from, to)).join(texts.and);
  const names = listed(days);
  return (
    <p className="nums break-words">
      {isAll ? texts.closed(names, place) : texts.parts(names, place, parts)}
    </p>
  );
}

function useUnsold(hours: Placed, on: WorkDays): { found: Unsold<string>[]; place: string } {
  const { locale } = useStaff().clinic;
  const { data: places = [] } = useQuery(locationsQuery);
  const { data: holidays } = useQuery({ ...holidaysQuery, enabled: 'dates' in on });
  const place = places.find(({ id }) => id === hours.locationId);
  if (!place) return { found: [], place: '' };
  const found =
    'weekdays' in on
      ? unsoldOf(hours, on.weekdays, (day) => openOnWeekday(place, day)).map((each) => ({
          ...each,
          days: each.days.map((day) => weekdayName(locale, day)),
        }))
      : unsoldOf(hours, on.dates, (date) => openOnDate(place, date, holidays ?? [])).map(
          (each) => ({
            ...each,
            days: each.days.map((date) => fullDate(locale, date)),
          }),
        );
  return { found, place: place.name };
}

/** Said while the hours are typed, and no reason not to save them: a place may open longer later. */
export function UnsoldNotice({ hours, on }: { hours: Placed; on: WorkDays }): ReactElement | null {
  const { found, place } = useUnsold(hours, on);
  if (found.length === 0) return null;
  const days = 'weekdays' in on ? on.weekdays : on.dates;
  const none = found.reduce((sum, each) => sum + (each.isAll ? each.days.length : 0), 0);
  return (
    <Notice tone="caution" title={none === days.length ? texts.titleAll : texts.title}>
      {found.map((each) => (
        <Line key={each.days.join()} found={each} place={place} />
      ))}
      <p>{texts.saves}</p>
    </Notice>
  );
}
