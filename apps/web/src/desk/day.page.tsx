import type { DeskCalendar, DeskMe } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { now as clinicNow } from '../api/clinic-clock.ts';
import { type Format, formatFor, longDate } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useNow } from '../ui/use-now.ts';
import { DayGrid } from './calendar/day-grid.tsx';
import { LaneFacts } from './calendar/lane-head.tsx';
import { dayLanes, freeRanges, isIn, type Lane } from './calendar/lane.rules.ts';
import { MoveStrip } from './calendar/move.strip.tsx';
import { BySwitch, NewButton, PlacePick } from './calendar/toolbar.tsx';
import { dayTexts as texts, listWords } from './day.en.ts';
import { DayList } from './day-list.tsx';
import { at, countsOf, type Range } from './day.rules.ts';
import { DaySwitch } from './day-switch.tsx';
import { DeskTitle } from './desk-title.tsx';
import { dayQuery } from './desk.requests.ts';
import { useStaff } from './me.context.ts';
import { OwnGrid } from './own-grid.tsx';
import { REFRESH_MS } from './refresh.ts';
import { useSignInWhenGone } from './use-desk.ts';
import { useWide } from './use-wide.ts';

const MINUTE = 60_000;
/** From the first free minute of anybody to the last. */
const spanWords = (free: readonly Range[], format: Format): string =>
  texts.until(
    format.time(Math.min(...free.map(({ startsAt }) => at(startsAt)))),
    format.time(Math.max(...free.map(({ endsAt }) => at(endsAt)))),
  );

function EmptyDay({ lanes, date, me }: { lanes: Lane[]; date: string; me: DeskMe }): ReactElement {
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const free = lanes.flatMap(freeRanges);
  const ranges = free.map((range) =>
    texts.until(format.time(range.startsAt), format.time(range.endsAt)),
  );
  const isOwn = me.role === 'therapist';
  const off = isOwn ? texts.offYou : texts.off;
  return (
    <div className="space-y-2 rounded-card border border-line bg-surface px-6 py-10 text-center">
      <p className="voice text-21">{texts.nothing(longDate(me.clinic.locale, date))}</p>
      <p className="nums text-15 text-quiet">
        {free.length === 0 ? off : texts.free(isOwn ? listWords(ranges) : spanWords(free, format))}
      </p>
    </div>
  );
}

interface ShownProps {
  calendar: DeskCalendar;
  me: DeskMe;
  date: string;
  today: string;
}

function OwnDay({ calendar, me, date, today }: ShownProps): ReactElement {
  const now = useNow(30_000);
  const isWide = useWide();
  const lanes = dayLanes(calendar, 'therapist', date);
  const [own] = lanes;
  if (!own || (own.cards.length === 0 && own.blocks.length === 0)) {
    return <EmptyDay lanes={lanes} date={date} me={me} />;
  }
  const isToday = date === today;
  return (
    <>
      <div className="max-w-80">
        <LaneFacts lane={own} now={now} isToday={isToday} />
      </div>
      {isWide ? (
        <OwnGrid lane={own} now={now} />
      ) : (
        <DayList lane={own} now={now} isToday={isToday} />
      )}
    </>
  );
}

function countLine({ bookings }: DeskCalendar, isToday: boolean): string {
  if (!isToday || bookings.length === 0) return texts.visits(bookings.length);
  const { here, ahead } = countsOf(bookings, clinicNow());
  const parts = [here > 0 && texts.here(here), ahead > 0 && texts.ahead(ahead)].filter(Boolean);
  return [texts.visits(bookings.length), ...(parts.length > 0 ? parts : [texts.allDone])].join(
    ', ',
  );
}

interface HeadProps {
  date: string;
  today: string;
  calendar: DeskCalendar | undefined;
  me: DeskMe;
}

function DayHead({ date, today, calendar, me }: HeadProps): ReactElement {
  const { by } = useSearch({ from: '/desk' });
  const title = longDate(me.clinic.locale, date);
  return (
    <div
      className={`z-30 flex flex-col gap-3 bg-paper lg:flex-row lg:flex-wrap lg:items-center lg:justify-between ${
        // Columns scroll inside their own frame; the own day scrolls with the page.
        me.role === 'therapist' ? 'lg:sticky lg:top-0 lg:-mt-3 lg:py-3' : ''
      }`}
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <DeskTitle>{title}</DeskTitle>
        <p role="status" className="nums text-15 text-quiet">
          {calendar ? countLine(calendar, date === today) : ''}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <DaySwitch date={date} today={today} />
        {me.role !== 'therapist' && (
          <>
            <BySwitch by={by ?? 'therapist'} />
            <PlacePick calendar={calendar} />
            <NewButton />
          </>
        )}
      </div>
    </div>
  );
}

function Shown(props: ShownProps): ReactElement {
  const { calendar, me, date } = props;
  const { by = 'therapist' } = useSearch({ from: '/desk' });
  if (me.role === 'therapist') return <OwnDay {...props} />;
  const lanes = dayLanes(calendar, by, date);
  if (by === 'therapist' && !lanes.some(isIn)) {
    return <EmptyDay lanes={lanes} date={date} me={me} />;
  }
  return (
    <>
      <DayGrid {...props} by={by} />
      <MoveStrip calendar={calendar} />
    </>
  );
}

export function DayPage(): ReactElement {
  const me = useStaff();
  const search = useSearch({ from: '/desk' });
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const today = format.date(useNow(MINUTE));
  const date = search.date ?? today;
  const day = useQuery({ ...dayQuery(date), refetchInterval: REFRESH_MS[me.role] });
  useSignInWhenGone(day.error);
  return (
    <div className="mx-auto max-w-[1800px] space-y-3 px-4 py-3 lg:px-5">
      <DayHead date={date} today={today} calendar={day.data} me={me} />
      {day.isError && day.data && (
        <Notice tone="caution">
          <p>{texts.late(format.time(day.data.now))}</p>
        </Notice>
      )}
      {day.isError && !day.data && <Trouble error={day.error} onRetry={() => void day.refetch()} />}
      {day.isPending && <Skeleton rows={5} height={96} />}
      {day.data && <Shown calendar={day.data} me={me} date={date} today={today} />}
    </div>
  );
}
