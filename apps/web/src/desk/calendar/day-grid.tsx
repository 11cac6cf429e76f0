import type { DeskCalendar, DeskMe } from '@limber/contracts';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { minuteOf } from '../desk.search.ts';
import { useOpen } from '../use-open.ts';
import { calendarTexts as texts } from './calendar.en.ts';
import { type By, dayLanes, isIn, type Lane } from './lane.rules.ts';
import { LaneGrid } from './lane-grid.tsx';

/** A quarter of an hour a row. */
const MINUTES_PER_ROW = 15;

interface Props {
  calendar: DeskCalendar;
  me: DeskMe;
  date: string;
  today: string;
  by: By;
}

/** Who works at a location that day, or stands in its book; without a location, everybody who is in. */
const isAt = (lane: Lane, location: string | undefined): boolean =>
  !location ||
  (lane.room
    ? lane.room.locationId === location
    : lane.shifts.some(({ locationId }) => locationId === location) ||
      lane.cards.some((card) => card.location.id === location));

/** What closes the whole clinic that day, or a location of it. */
function Closures({ calendar, date }: Pick<Props, 'calendar' | 'date'>): ReactElement | null {
  const holidays = calendar.days.find((day) => day.date === date)?.holidays ?? [];
  if (holidays.length === 0) return null;
  const placeOf = (id: string | null): string =>
    calendar.locations.find((each) => each.id === id)?.name ?? texts.everyPlace;
  return (
    <p className="text-15 font-medium text-amber">
      {holidays
        .map(({ name, locationId }) => texts.closed(`${name}, ${placeOf(locationId)}`))
        .join('. ')}
    </p>
  );
}

/** Everybody, or every room, side by side; who is not in takes no room. */
export function DayGrid({ calendar, date, today, by }: Props): ReactElement {
  const { location } = useSearch({ from: '/desk' });
  const { openNew, openBlock } = useOpen();
  const now = useNow(30_000);
  const all = dayLanes(calendar, by, date);
  const lanes = all.filter((lane) => isIn(lane) && isAt(lane, location));
  const away = all.filter((lane) => !isIn(lane)).map(({ name }) => name);
  const placeName = (lane: Lane): string | undefined =>
    lane.room ? calendar.locations.find(({ id }) => id === lane.room?.locationId)?.name : undefined;
  return (
    <>
      <Closures calendar={calendar} date={date} />
      <LaneGrid
        lanes={lanes}
        label={texts.grid[by]}
        titleOf={({ name }) => name}
        placeOf={placeName}
        minutesPerRow={MINUTES_PER_ROW}
        now={now}
        today={today}
        mayChange
        onNew={({ lane, instant }) =>
          openNew('new', {
            at: minuteOf(instant),
            [by === 'room' ? 'room' : 'with']: lane.resourceId,
          })
        }
        onOpenBlock={({ id }) => openBlock(id)}
      />
      {away.length > 0 && <p className="text-15 text-quiet">{texts.notIn(away.join(', '))}</p>}
    </>
  );
}
