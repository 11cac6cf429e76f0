import type { DeskCalendar } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatDate } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import { at, type Range } from '../day.rules.ts';
import { hueOf } from '../visit.marks.tsx';
import { calendarTexts as texts } from './calendar.en.ts';
import { type By, freeMinutes, type Lane, weekLanes } from './lane.rules.ts';
import { EffortBar } from './lane-head.tsx';

const share = (lane: Lane, range: Range) => {
  const { from, to } = lane.span;
  const left = Math.max(0, (at(range.startsAt) - from) / (to - from));
  const right = Math.min(1, (at(range.endsAt) - from) / (to - from));
  return { left: `${left * 100}%`, width: `${Math.max(0, right - left) * 100}%` };
};

/** The day as a strip: working hours are light, each visit stands where it is. A picture; the words beside it say it. */
function Strip({ lane }: { lane: Lane }): ReactElement {
  return (
    <span aria-hidden className="relative block h-5 overflow-hidden rounded-[4px] bg-line">
      {lane.open.map((each) => (
        <span
          key={each.startsAt}
          className="absolute inset-y-0 bg-surface"
          style={share(lane, each)}
        />
      ))}
      {[...lane.breaks, ...lane.away, ...lane.blocks].map((each) => (
        <span
          key={each.startsAt + each.endsAt}
          className="absolute inset-y-0 bg-line"
          style={share(lane, each)}
        />
      ))}
      {lane.cards.map((card) => (
        <span
          key={card.reference}
          className="absolute inset-y-[3px] rounded-[2px]"
          style={{ ...share(lane, card), ...hueOf(card.sessionType) }}
        />
      ))}
    </span>
  );
}

function Cell({ lane, by, today }: { lane: Lane; by: By; today: string }): ReactElement {
  const format = useFormat();
  const isOff = lane.open.length === 0 && lane.cards.length === 0;
  const hours = lane.open
    .map(({ startsAt, endsAt }) => texts.hours(format.time(startsAt), format.time(endsAt)))
    .join(', ');
  const day = formatDate(format.locale, lane.date, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <td
      className={`h-px border-l border-line p-0 align-top ${lane.date === today ? 'bg-sage' : ''}`}
    >
      <Link
        to="/desk/day"
        search={{ date: lane.date, ...(by === 'room' && { by }) }}
        className="nums block h-full space-y-1 px-2 py-2 text-13 leading-snug hover:bg-sage focus-visible:outline-offset-[-2px]"
      >
        <span className="sr-only">{texts.openDay(lane.name, day)}</span>
        {isOff ? (
          <span className="text-quiet">
            {lane.away[0] ? texts.away(lane.away[0].reason) : texts.off}
          </span>
        ) : (
          <>
            <span className="block truncate text-quiet">{hours || texts.noHours}</span>
            <Strip lane={lane} />
            <span className="block">{texts.visits(lane.cards.length)}</span>
            <span className="block text-quiet">{texts.free(texts.hoursOf(freeMinutes(lane)))}</span>
            {lane.effort && lane.effort.usedTenths > 0 && (
              <EffortBar effort={lane.effort} isShort />
            )}
          </>
        )}
      </Link>
    </td>
  );
}

interface Props {
  calendar: DeskCalendar;
  by: By;
  today: string;
}

function Row({
  calendar,
  by,
  today,
  id,
  name,
}: Props & { id: string; name: string }): ReactElement {
  return (
    <tr className="border-t border-line">
      <th
        scope="row"
        className="sticky left-0 z-10 max-w-40 bg-paper px-3 py-2 text-left align-top"
      >
        <Link
          to="/desk/week"
          search={(before) => ({ ...before, of: id })}
          title={name}
          className="block truncate text-15 font-semibold hover:text-pine hover:underline"
        >
          {name}
        </Link>
      </th>
      {weekLanes(calendar, by, id).map((lane) => (
        <Cell key={lane.key} lane={lane} by={by} today={today} />
      ))}
    </tr>
  );
}

/** Everybody's week in one table: who works when, how full each day is, and a way into each. */
export function TeamWeek({ calendar, by, today }: Props): ReactElement {
  const format = useFormat();
  const all = by === 'therapist' ? calendar.therapists : calendar.rooms;
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={texts.teamTable}
      className="relative max-h-[calc(100dvh-180px)] overflow-auto rounded-card border border-line focus-visible:outline-offset-[-2px] lg:max-h-[calc(100dvh-112px)]"
    >
      <table className="w-full min-w-[860px] table-fixed border-collapse">
        <caption className="sr-only">{texts.teamTable}</caption>
        <thead className="sticky top-0 z-20 bg-paper">
          <tr>
            <td className="w-36" />
            {calendar.days.map(({ date, holidays }) => (
              <th
                key={date}
                scope="col"
                aria-current={date === today ? 'date' : undefined}
                className={`nums border-l border-line px-2 py-2 text-left text-15 ${date === today ? 'bg-sage font-semibold' : 'font-medium'}`}
              >
                {formatDate(format.locale, date, { weekday: 'short', day: 'numeric' })}
                {holidays.map(({ name }) => (
                  <span key={name} className="block truncate text-13 font-medium text-amber">
                    {name}
                  </span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ id, name }) => (
            <Row key={id} {...{ calendar, by, today, id, name }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
