import type { DeskCalendar, DeskMe } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { addDays, formatDate, formatFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useNow } from '../../ui/use-now.ts';
import { dayTexts } from '../day.en.ts';
import { DaySwitch } from '../day-switch.tsx';
import { DeskTitle } from '../desk-title.tsx';
import { calendarQuery } from '../desk.requests.ts';
import { minuteOf } from '../desk.search.ts';
import { useStaff } from '../me.context.ts';
import { REFRESH_MS } from '../refresh.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { useAddress, useOpen } from '../use-open.ts';
import { calendarTexts as texts } from './calendar.en.ts';
import { type By, type Lane, mondayOf, weekLanes } from './lane.rules.ts';
import { MoveStrip } from './move.strip.tsx';
import { LaneGrid } from './lane-grid.tsx';
import { TeamWeek } from './team-week.tsx';
import { BySwitch, NewButton } from './toolbar.tsx';

/** Half an hour a row: seven days stand on one screen. */
const MINUTES_PER_ROW = 30;
const MINUTE = 60_000;

interface ShownProps {
  calendar: DeskCalendar;
  me: DeskMe;
  of: string | null;
  by: By;
  today: string;
}

function OneWeek({ calendar, me, of, by, today }: ShownProps & { of: string }): ReactElement {
  const now = useNow(30_000);
  const { openNew, openBlock } = useOpen();
  const lanes = weekLanes(calendar, by, of);
  const name = lanes[0]?.name;
  if (!name) return <Notice tone="caution" title={texts.nobody} />;
  const titleOf = ({ date }: Lane): string =>
    formatDate(me.clinic.locale, date, { weekday: 'short', day: 'numeric' });
  const mayChange = me.role !== 'therapist';
  return (
    <>
      <LaneGrid
        lanes={lanes}
        label={texts.weekGrid(name)}
        titleOf={titleOf}
        minutesPerRow={MINUTES_PER_ROW}
        now={now}
        today={today}
        mayChange={mayChange}
        onNew={({ lane, instant }) =>
          openNew('new', {
            at: minuteOf(instant),
            [by === 'room' ? 'room' : 'with']: lane.resourceId,
          })
        }
        onOpenBlock={mayChange ? ({ id }) => openBlock(id) : undefined}
      />
      <MoveStrip calendar={calendar} />
    </>
  );
}

function WhosePick({ calendar, of, by }: Omit<ShownProps, 'me' | 'today'>): ReactElement {
  const show = useAddress();
  const all = by === 'therapist' ? calendar.therapists : calendar.rooms;
  return (
    <select
      aria-label={texts.whose}
      value={of ?? ''}
      onChange={({ target }) => show({ of: target.value || undefined })}
      className="min-h-11 min-w-0 rounded-card border border-edge bg-surface px-3 text-15 hover:border-pine lg:min-h-10"
    >
      <option value="">{by === 'therapist' ? texts.team : texts.allRooms}</option>
      {all.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function useWeek() {
  const me = useStaff();
  const search = useSearch({ from: '/desk' });
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const today = format.date(useNow(MINUTE));
  const from = mondayOf(search.date ?? today);
  const to = addDays(from, 6);
  const week = useQuery({ ...calendarQuery(from, to), refetchInterval: REFRESH_MS[me.role] });
  useSignInWhenGone(week.error);
  const isOwn = me.role === 'therapist';
  const short = { day: 'numeric', month: 'long' } as const;
  const title = texts.weekOf(
    formatDate(me.clinic.locale, from, short),
    formatDate(me.clinic.locale, to, short),
  );
  return {
    ...{ me, today, from, week, title, format },
    by: isOwn ? ('therapist' as const) : (search.by ?? 'therapist'),
    of: isOwn ? me.therapistId : (search.of ?? null),
  };
}

/** One therapist's or room's seven days, or the whole team's in a table. */
export function WeekPage(): ReactElement {
  const { me, today, from, week, title, format, by, of } = useWeek();
  const shown = week.data && { calendar: week.data, me, of, by, today };
  return (
    <div className="mx-auto max-w-[1800px] space-y-3 px-4 py-3 lg:px-5">
      <div className="flex flex-col gap-3 lg:flex-row lg:flex-wrap lg:items-center lg:justify-between">
        <DeskTitle>{title}</DeskTitle>
        <div className="flex flex-wrap items-center gap-2">
          <DaySwitch date={from} today={mondayOf(today)} days={7} />
          {me.role !== 'therapist' && (
            <>
              <BySwitch by={by} />
              {week.data && <WhosePick calendar={week.data} of={of} by={by} />}
              <NewButton />
            </>
          )}
        </div>
      </div>
      {week.isError && week.data && (
        <Notice tone="caution">
          <p>{dayTexts.late(format.time(week.data.now))}</p>
        </Notice>
      )}
      {week.isError && !week.data && (
        <Trouble error={week.error} onRetry={() => void week.refetch()} />
      )}
      {week.isPending && <Skeleton rows={5} height={96} />}
      {shown &&
        (of ? (
          <OneWeek {...shown} of={of} />
        ) : (
          <TeamWeek calendar={shown.calendar} by={by} today={today} />
        ))}
    </div>
  );
}
