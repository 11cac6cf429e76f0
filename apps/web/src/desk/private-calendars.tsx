import type { PrivateCalendar } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useStaff } from './me.context.ts';
import { ConnectCalendar } from './private-calendar.connect.tsx';
import { CalendarRow, LIST_TITLE } from './private-calendar.row.tsx';
import { privateCalendarTexts as texts } from './private-calendars.en.ts';
import { privateCalendarsQuery } from './private-calendars.requests.ts';
import { useSignInWhenGone } from './use-desk.ts';

function Connected({ calendars }: { calendars: PrivateCalendar[] }): ReactElement {
  return (
    <div className="space-y-2">
      <h3 id={LIST_TITLE} tabIndex={-1} className="text-17 font-semibold outline-none">
        {texts.listTitle}
      </h3>
      {calendars.length === 0 ? (
        <p className="text-15 text-quiet">{texts.none}</p>
      ) : (
        <ul
          aria-labelledby={LIST_TITLE}
          className="overflow-hidden rounded-card border border-line bg-surface"
        >
          {calendars.map((calendar) => (
            <CalendarRow key={calendar.id} calendar={calendar} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Their calendars in Limber: when they are busy there, their time is not sold. */
export function PrivateCalendars(): ReactElement {
  const { data, error, isPending, refetch } = useQuery(privateCalendarsQuery);
  useSignInWhenGone(error);
  const { part, lead } = useStaff().role === 'therapist' ? texts.own : texts.office;
  return (
    <section aria-labelledby="private-calendars" className="space-y-4">
      <div className="space-y-1">
        <h2 id="private-calendars" className="text-21 font-semibold">
          {part}
        </h2>
        <p className="measure text-15 text-quiet">
          {lead} {texts.kept}
        </p>
      </div>
      {isPending && <Skeleton rows={2} height={96} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && <Connected calendars={data} />}
      <ConnectCalendar />
    </section>
  );
}
