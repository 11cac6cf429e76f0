import type { DeskDay, DeskMe } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { now as clinicNow } from '../api/clinic-clock.ts';
import { type Format, formatFor, longDate } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useNow } from '../ui/use-now.ts';
import { instantOfWall } from '../ui/wall-time.ts';
import { BookingPanel } from './booking-panel.tsx';
import { ColumnsGrid, DESK_MINUTES_PER_ROW, measureOf } from './columns-grid.tsx';
import { DayList } from './day-list.tsx';
import { DaySwitch } from './day-switch.tsx';
import { at, freeRanges, isIn, type Range, sortDay, spanOf } from './day.rules.ts';
import { dayTexts as texts, listWords } from './day.en.ts';
import { dayQuery } from './desk.requests.ts';
import { useStaff } from './me.context.ts';
import { OWN_MINUTES_PER_ROW, OwnGrid } from './own-grid.tsx';
import { useSignInWhenGone } from './use-desk.ts';
import { useWide } from './use-wide.ts';

const MINUTE = 60_000;
/** A therapist's look at the day is a look at health answers, and written down: not made every minute. */
const REFRESH_MS = { therapist: 5 * MINUTE, front_desk: MINUTE, owner: MINUTE } as const;

/** From the first free minute of anybody to the last. */
const spanWords = (free: readonly Range[], format: Format): string =>
  texts.until(
    format.time(Math.min(...free.map(({ startsAt }) => at(startsAt)))),
    format.time(Math.max(...free.map(({ endsAt }) => at(endsAt)))),
  );

function EmptyDay({ day, me }: { day: DeskDay; me: DeskMe }): ReactElement {
  const format = formatFor(me.clinic.locale, day.timeZone);
  const free = day.columns.flatMap(freeRanges);
  const ranges = free.map((range) =>
    texts.until(format.time(range.startsAt), format.time(range.endsAt)),
  );
  const isOwn = me.role === 'therapist';
  const off = isOwn ? texts.offYou : texts.off;
  return (
    <div className="space-y-2 rounded-card border border-line bg-surface px-6 py-10 text-center">
      <p className="voice text-21">{texts.nothing(longDate(me.clinic.locale, day.date))}</p>
      <p className="nums text-15 text-quiet">
        {free.length === 0 ? off : texts.free(isOwn ? listWords(ranges) : spanWords(free, format))}
      </p>
    </div>
  );
}

interface ShownProps {
  day: DeskDay;
  me: DeskMe;
  today: string;
}

function ShownDay({ day, me, today }: ShownProps): ReactElement {
  const now = useNow(30_000);
  const isWide = useWide();
  const isToday = day.date === today;
  const [own] = day.columns;
  const isEmpty = day.columns.every(({ bookings }) => bookings.length === 0);
  if (isEmpty && !(me.role !== 'therapist' && day.columns.some(isIn) && isToday)) {
    return <EmptyDay day={day} me={me} />;
  }
  const span = spanOf(day.columns, instantOfWall(day.date, '00:00', day.timeZone));
  if (me.role !== 'therapist' || !own) {
    return <ColumnsGrid day={day} measure={measureOf(span, DESK_MINUTES_PER_ROW)} now={now} />;
  }
  if (!isWide) return <DayList day={day} column={own} now={now} isToday={isToday} />;
  return (
    <OwnGrid day={day} column={own} measure={measureOf(span, OWN_MINUTES_PER_ROW)} now={now} />
  );
}

function countLine(day: DeskDay, isToday: boolean): string {
  const bookings = day.columns.flatMap((column) => column.bookings);
  if (!isToday || bookings.length === 0) return texts.visits(bookings.length);
  const { current, later } = sortDay(bookings, clinicNow());
  const ahead = later.length + (current ? 1 : 0);
  return `${texts.visits(bookings.length)}, ${ahead === 0 ? texts.allDone : texts.ahead(ahead)}`;
}

interface HeadProps {
  date: string;
  today: string;
  day: DeskDay | undefined;
  locale: string;
}

function DayHead({ date, today, day, locale }: HeadProps): ReactElement {
  const title = longDate(locale, date);
  useEffect(() => {
    document.title = `${title} · Limber`;
  }, [title]);
  return (
    <div className="z-30 flex flex-col gap-3 bg-paper lg:sticky lg:top-0 lg:-mt-4 lg:mb-0! lg:flex-row lg:items-center lg:py-4 lg:justify-between">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 className="voice text-28">{title}</h1>
        <p role="status" className="nums text-15 text-quiet">
          {day ? countLine(day, date === today) : ''}
        </p>
      </div>
      <DaySwitch date={date} today={today} />
    </div>
  );
}

function Day({ me }: { me: DeskMe }): ReactElement {
  const search = useSearch({ from: '/desk/day' });
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const today = format.date(useNow(MINUTE));
  const date = search.date ?? today;
  const day = useQuery({ ...dayQuery(date), refetchInterval: REFRESH_MS[me.role] });
  useSignInWhenGone(day.error);
  return (
    <div className="mx-auto max-w-[1600px] space-y-4 px-4 py-4 lg:px-6">
      <DayHead date={date} today={today} day={day.data} locale={me.clinic.locale} />
      {day.isError && day.data && (
        <Notice tone="caution">
          <p>{texts.late(format.time(day.data.now))}</p>
        </Notice>
      )}
      {day.isError && !day.data && <Trouble error={day.error} onRetry={() => void day.refetch()} />}
      {day.isPending && <Skeleton rows={5} height={96} />}
      {day.data && <ShownDay day={day.data} me={me} today={today} />}
      <BookingPanel date={date} me={me} />
    </div>
  );
}

export function DayPage(): ReactElement {
  return <Day me={useStaff()} />;
}
