import type { PrivateCalendar } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useNow } from '../ui/use-now.ts';
import { useStaff } from './me.context.ts';
import { nextWords, readWords, whenWords } from './private-calendar.rules.ts';
import { privateCalendarTexts as texts } from './private-calendars.en.ts';
import { disconnectCalendar, forgetBusyTimes, readCalendar } from './private-calendars.requests.ts';
import { say } from './said.store.ts';
import { type Asking, Sure } from '../ui/sure.tsx';
import { useSignInWhenGone } from './use-desk.ts';

/** Its row goes with a calendar, and the focus would go with the row. */
export const LIST_TITLE = 'connected-calendars';
export const rowId = (id: string): string => `calendar-${id}`;
const small = 'min-h-11 px-4 text-15!';

interface Seen {
  calendar: PrivateCalendar;
  now: number;
  format: Format;
}

function Facts({ calendar, now, format }: Seen): ReactElement {
  const { connectedAt, readAt, nextReadAt, busyTimes, trouble } = calendar;
  const read = [readWords(readAt, now, format)];
  if (!trouble) read.push(texts.next(nextWords(nextReadAt, now, format)));
  return (
    <>
      <span className="nums block">{texts.busyTimes(busyTimes)}</span>
      <span className="nums block text-13 text-quiet">{read.join(', ')}</span>
      <span className="nums block text-13 text-quiet">
        {texts.since(format.shortMoment(connectedAt))}
      </span>
    </>
  );
}

function Unread({ calendar, now, format }: Seen): ReactElement | null {
  const { trouble, readAt, nextReadAt } = calendar;
  if (!trouble) return null;
  const { title, toDo } = texts.trouble[trouble];
  return (
    <div data-testid="calendar-trouble">
      <Notice tone="caution" title={title}>
        <p className="nums">
          {texts.stillCounts(whenWords(readAt, now, format))}{' '}
          {texts.tries(nextWords(nextReadAt, now, format))}
        </p>
        <p>{toDo}</p>
      </Notice>
    </div>
  );
}

/** The office sees which bookings these are; a therapist sees them in their own week. */
function Overlap({ count }: { count: number }): ReactElement | null {
  const isOwn = useStaff().role === 'therapist';
  if (count === 0) return null;
  return (
    <div data-testid="calendar-overlap">
      <Notice tone="caution" title={texts.overlapping(count)}>
        <p>{texts.overlap[isOwn ? 'own' : 'office'](count)}</p>
        <Link
          to={isOwn ? '/desk/week' : '/desk/setup'}
          className="link -my-2 inline-flex min-h-11 items-center"
        >
          {isOwn ? texts.toWeek : texts.toStranded}
        </Link>
      </Notice>
    </div>
  );
}

function useRead({ id, host }: PrivateCalendar) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => readCalendar(id),
    onSuccess: async ({ trouble, busyTimes }) => {
      await forgetBusyTimes(cache);
      if (trouble) say('trouble', texts.notRead(host));
      else say('done', texts.wasRead(host, busyTimes));
    },
  });
}

function useDisconnect({ id, host }: PrivateCalendar) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => disconnectCalendar(id),
    onSuccess: async () => {
      await forgetBusyTimes(cache);
      say('done', texts.disconnected(host));
      document.getElementById(LIST_TITLE)?.focus();
    },
  });
}

interface ButtonsProps {
  named: string;
  isReading: boolean;
  wasAsked: boolean;
  onRead: () => void;
  onDisconnect: () => void;
}

function Buttons(props: ButtonsProps): ReactElement {
  const { named, isReading, wasAsked, onRead, onDisconnect } = props;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        look="quiet"
        data-testid="calendar-read"
        aria-label={isReading ? undefined : texts.readNowFor(named)}
        isBusy={isReading}
        onClick={onRead}
        className={small}
      >
        {isReading ? texts.reading : texts.readNow}
      </Button>
      <Button
        look="danger"
        data-testid="calendar-disconnect"
        aria-label={texts.disconnectFor(named)}
        autoFocus={wasAsked}
        onClick={onDisconnect}
        className={small}
      >
        {texts.disconnect}
      </Button>
    </div>
  );
}

/** A connected calendar: when it was read, what it keeps busy, and what is the matter with it. */
export function CalendarRow({ calendar }: { calendar: PrivateCalendar }): ReactElement {
  const { clinic, role } = useStaff();
  const now = useNow(30_000);
  const format = formatFor(clinic.locale, clinic.timeZone);
  const [asking, setAsking] = useState<Asking>('not yet');
  const read = useRead(calendar);
  const disconnect = useDisconnect(calendar);
  const error = read.error ?? disconnect.error;
  useSignInWhenGone(error);
  const { therapist, host, connectedAt, overlapping } = calendar;
  const isOwn = role === 'therapist';
  return (
    <li
      id={rowId(calendar.id)}
      tabIndex={-1}
      data-testid="private-calendar"
      className="-outline-offset-2! space-y-3 border-b border-line px-4 py-3 last:border-b-0"
    >
      <p className="min-w-0 text-15">
        {!isOwn && <span className="block font-semibold break-words">{therapist.name}</span>}
        <span className={`block break-words ${isOwn ? 'font-semibold' : ''}`}>{host}</span>
        <Facts {...{ calendar, now, format }} />
      </p>
      <Unread {...{ calendar, now, format }} />
      <Overlap count={overlapping} />
      {error && <Trouble error={error} />}
      {asking === 'now' ? (
        <Sure
          {...{ sentence: texts.sure, yes: texts.yes, back: texts.back }}
          testId="calendar-disconnect-yes"
          isBusy={disconnect.isPending}
          onYes={() => disconnect.mutate()}
          onBack={() => setAsking('no more')}
        />
      ) : (
        <Buttons
          named={texts.calendarOf(host, therapist.name, format.shortMoment(connectedAt))}
          isReading={read.isPending}
          wasAsked={asking === 'no more'}
          onRead={() => read.mutate()}
          onDisconnect={() => setAsking('now')}
        />
      )}
    </li>
  );
}
