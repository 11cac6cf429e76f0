import type { StrandedBooking } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useStaff } from '../me.context.ts';
import { type Attention, needsAttention } from './attention.rules.ts';
import { fullDate } from './calendar.rules.ts';
import { overviewTexts as texts } from './overview.en.ts';
import { policyFields } from './policy.en.ts';
import { type SectionKey, sections, sectionsFor } from './sections.ts';
import { Mark, SetupPage, useSectionName } from './setup-page.tsx';
import * as queries from './setup.requests.ts';
import { spanInWords } from './span.rules.ts';
import { StrandedLine } from './stranded-line.tsx';
import { timeOffTexts } from './time-off.en.ts';
import { useToday } from './use-today.ts';

/** Everything that is set up, or undefined while a part of it is still coming. */
function useEverything() {
  const today = useToday();
  const asked = {
    locations: useQuery(queries.locationsQuery),
    rooms: useQuery(queries.roomsQuery),
    services: useQuery(queries.deskServicesQuery),
    people: useQuery(queries.peopleQuery),
    shifts: useQuery(queries.shiftsQuery(today)),
    exceptions: useQuery(queries.exceptionsQuery(today)),
    timeOff: useQuery(queries.timeOffQuery),
    holidays: useQuery(queries.holidaysQuery),
    policies: useQuery(queries.policiesQuery),
  };
  const all = Object.values(asked);
  const failed = all.find(({ isError }) => isError);
  const again = (): void => all.forEach((query) => query.isError && void query.refetch());
  const { locations, rooms, services, people, shifts, exceptions, timeOff, holidays, policies } =
    asked;
  if (!locations.data || !rooms.data || !services.data || !people.data || !shifts.data) {
    return { error: failed?.error, again };
  }
  if (!exceptions.data || !timeOff.data || !holidays.data || !policies.data) {
    return { error: failed?.error, again };
  }
  const known = {
    ...{ today, locations: locations.data, rooms: rooms.data, services: services.data },
    ...{ people: people.data, shifts: shifts.data, timeOff: timeOff.data },
    ...{ holidays: holidays.data, exceptions: exceptions.data, policies: policies.data.policies },
  };
  return { known, error: failed?.error, again };
}

type Known = NonNullable<ReturnType<typeof useEverything>['known']>;

interface Line {
  section: SectionKey;
  tag: string;
  words: string;
}

function lineOf(locale: string, each: Attention): Line {
  switch (each.kind) {
    case 'waiting': {
      const { off } = each;
      const what = timeOffTexts.kinds[off.kind];
      const words = texts.waiting(off.therapist.name, what, spanInWords(locale, off));
      return { section: 'time-off', tag: texts.tags.decide, words };
    }
    case 'out': {
      const say = each.isRunning ? texts.outNow : texts.outSoon;
      const words = say(each.room.name, spanInWords(locale, each.outage));
      return { section: 'rooms', tag: texts.tags.room, words };
    }
    case 'holiday': {
      const { name, date, location } = each.holiday;
      const where = location?.name ?? texts.everywhere;
      const words = texts.holiday(name, fullDate(locale, date), where);
      return { section: 'holidays', tag: texts.tags.holiday, words };
    }
    case 'noHours':
      return {
        section: 'locations',
        tag: texts.tags.gap,
        words: texts.noHours(each.location.name),
      };
    case 'noShift':
      return { section: 'shifts', tag: texts.tags.gap, words: texts.noShift(each.person.name) };
    case 'nobodyDoes':
      return { section: 'people', tag: texts.tags.gap, words: texts.nobodyDoes(each.service.name) };
    case 'noRoom':
      return { section: 'rooms', tag: texts.tags.gap, words: texts.noRoom(each.service.name) };
  }
}

const addressOf = (key: SectionKey) => sections.find((section) => section.key === key)?.to ?? '.';

function Attentions({ known }: { known: Known }): ReactElement {
  const { locale } = useStaff().clinic;
  const lines = needsAttention(known).map((each) => lineOf(locale, each));
  return (
    <section aria-label={texts.attention} className="space-y-2">
      <h2 className="text-17 font-semibold">{texts.attention}</h2>
      {lines.length === 0 ? (
        <p className="flex items-center gap-2 text-15 text-quiet">
          <CircleCheck aria-hidden size={18} className="text-pine" />
          {texts.allWell}
        </p>
      ) : (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {lines.map(({ section, tag, words }) => (
            <li key={words} className="border-b border-line last:border-b-0">
              <Link
                to={addressOf(section)}
                className="flex min-h-12 items-center gap-3 px-4 py-2.5 text-15 transition-colors hover:bg-sage"
              >
                <span className="w-20 shrink-0">
                  <Mark tone={section === 'holidays' ? 'plain' : 'caution'}>{tag}</Mark>
                </span>
                <span className="nums min-w-0 flex-1 break-words">{words}</span>
                <ChevronRight aria-hidden size={18} className="shrink-0 text-quiet" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** So many are read at a glance; the others fold. */
const SHOWN = 4;

const Stranded = ({ list }: { list: StrandedBooking[] }): ReactElement => (
  <ul
    aria-label={texts.withoutPlace}
    className="overflow-hidden rounded-card border border-amber bg-surface"
  >
    {list.map((booking) => (
      <StrandedLine key={booking.reference} booking={booking} />
    ))}
  </ul>
);

/** Kept listed until it is moved, cancelled, or fits again. */
function WithoutPlace(): ReactElement | null {
  const asked = useQuery(queries.strandedQuery);
  if (asked.isError) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />;
  const stranded = asked.data?.stranded ?? [];
  if (stranded.length === 0) return null;
  return (
    <section aria-label={texts.withoutPlace} className="space-y-2" data-testid="without-place">
      <h2 className="text-17 font-semibold">{texts.withoutPlace}</h2>
      <p className="measure text-15 text-quiet">{texts.withoutPlaceLead}</p>
      <Stranded list={stranded.slice(0, SHOWN)} />
      {stranded.length > SHOWN && (
        <Disclosure label={texts.moreWithoutPlace(stranded.length - SHOWN)}>
          <Stranded list={stranded.slice(SHOWN)} />
        </Disclosure>
      )}
    </section>
  );
}

function statusOf(key: SectionKey, known: Known): string {
  const { count } = texts;
  const isOn = ({ active }: { active: boolean }): boolean => active;
  switch (key) {
    case 'locations':
      return count.locations(known.locations.filter(isOn).length);
    case 'rooms':
      return count.rooms(known.rooms.filter(isOn).length);
    case 'services':
      return count.services(known.services.filter(isOn).length);
    case 'people':
      return count.people(known.people.filter(isOn).length);
    case 'shifts':
      return count.shifts(known.shifts.length);
    case 'exceptions':
      return count.exceptions(known.exceptions.length);
    case 'time-off': {
      const inState = (state: string): number =>
        known.timeOff.filter((off) => off.state === state).length;
      return count['time-off'](inState('requested'), inState('approved'));
    }
    case 'holidays':
      return count.holidays(known.holidays.length);
    case 'policies':
      return count.policies(policyFields.noticeMin.effect(known.policies.noticeMin));
    case 'wording':
      return count.wording;
  }
}

function SectionList({ known }: { known: Known }): ReactElement {
  const { role } = useStaff();
  const nameOf = useSectionName();
  return (
    <section aria-label={texts.sections}>
      <ul className="grid overflow-hidden rounded-card border border-line bg-surface sm:grid-cols-2 lg:grid-cols-3">
        {sectionsFor(role).map(({ key, to, icon: Icon }) => (
          <li key={key} className="-mb-px border-b border-line sm:-mr-px sm:border-r">
            <Link
              to={to}
              className="flex h-full min-h-18 items-center gap-4 px-4 py-3 transition-colors hover:bg-sage"
            >
              <Icon aria-hidden size={22} className="shrink-0 text-pine" />
              <span className="min-w-0 flex-1">
                <span className="block text-15 font-semibold">{nameOf(key)}</span>
                <span className="nums block text-13 break-words text-quiet">
                  {statusOf(key, known)}
                </span>
              </span>
              <ChevronRight aria-hidden size={18} className="shrink-0 text-quiet" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is set up, and what of it needs a look. */
export function OverviewPage(): ReactElement {
  const { known, error, again } = useEverything();
  return (
    <SetupPage section={null} lead={texts.lead}>
      {Boolean(error) && <Trouble error={error} onRetry={again} />}
      {known ? (
        <>
          <WithoutPlace />
          <Attentions known={known} />
          <SectionList known={known} />
        </>
      ) : (
        !error && <Skeleton rows={6} height={64} />
      )}
    </SetupPage>
  );
}
