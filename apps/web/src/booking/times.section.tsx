import type { AvailabilityView } from '@limber/contracts';
import type { ReactElement, ReactNode } from 'react';
import { now } from '../api/clinic-clock.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFormat, usePlaceFormat } from '../ui/use-format.ts';
import type { BookingSearch } from './booking.search.ts';
import { DayStrip } from './day-strip.tsx';
import { SlotList } from './slot-list.tsx';
import { timesTexts as texts } from './times.en.ts';
import { byFit, type Slot } from './times.rules.ts';
import { dayToOpen } from './use-times.ts';

interface Props {
  days: AvailabilityView['days'];
  nextFreeAt: string | null;
  search: BookingSearch;
  busyStart: string | null;
  /** Picked, and waiting for a button to be pressed; where a pick acts at once there is none. */
  chosenStart?: string | null;
  /** Also where there is only one place: it is another than before. */
  showsPlace?: boolean;
  onChange: (change: Partial<BookingSearch>) => void;
  onPick: (slot: Slot) => void;
  /** What else can be done about a day, full or empty: waiting for a time. */
  waiting?: (date: string) => ReactNode;
  waitingLead?: string;
}

function NothingFree({
  when,
  locationId,
  sentence,
  onGo,
  waiting,
}: {
  when: string | null;
  locationId: string | undefined;
  sentence: string;
  onGo: (date: string) => void;
  waiting: ReactNode;
}): ReactElement {
  const format = usePlaceFormat(locationId);
  return (
    <Notice title={sentence}>
      {when ? (
        <Button look="quiet" className="nums" onClick={() => onGo(format.date(when))}>
          {texts.nextFree(format.moment(when))}
        </Button>
      ) : (
        <p>{texts.nothing}</p>
      )}
      {waiting}
    </Notice>
  );
}

/** The next start after an empty day: in these days, else what the api found beyond them. */
function nextAfter(props: Props, date: string): string | null {
  const later = props.days.find((day) => day.date > date && day.slots.length > 0);
  return later?.slots[0]?.startsAt ?? props.nextFreeAt;
}

export function TimesOfDays(props: Props): ReactElement {
  const { days, search, onChange } = props;
  const { data: clinic } = useClinic();
  const format = useFormat();
  const list = {
    showsPlace: props.showsPlace || (!search.location && (clinic?.locations.length ?? 0) > 1),
    busyStart: props.busyStart,
    chosenStart: props.chosenStart,
    isForTwo: search.two === true,
    onPick: props.onPick,
  };
  if (search.sort === 'fit') return <SlotList {...list} slots={byFit(days)} isGrouped={false} />;
  const date = dayToOpen(days, search.date) ?? format.date(now());
  const slots = days.find((day) => day.date === date)?.slots ?? [];
  const goTo = (day: string): void => onChange({ date: day });
  return (
    <div className="space-y-5">
      <DayStrip
        days={days.map((day) => ({ date: day.date, count: day.slots.length }))}
        selected={date}
        first={format.date(now())}
        onSelect={goTo}
      />
      {slots.length > 0 ? (
        <>
          <SlotList {...list} slots={slots} isGrouped />
          {props.waiting && (
            <div className="space-y-2">
              <p className="text-15 text-quiet">{props.waitingLead}</p>
              {props.waiting(date)}
            </div>
          )}
        </>
      ) : (
        <NothingFree
          sentence={days.some((day) => day.slots.length > 0) ? texts.emptyDay : texts.emptyRange}
          when={nextAfter(props, date)}
          locationId={search.location}
          onGo={goTo}
          waiting={props.waiting?.(date)}
        />
      )}
    </div>
  );
}
