import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { FieldError, PickField, TimeField } from './fields.tsx';
import { useFieldError } from './form.context.ts';
import { iconButton } from './hours-editor.tsx';
import { locationsQuery, roomsQuery } from './setup.requests.ts';
import { shiftTexts as texts } from './shift.en.ts';
import { UnsoldNotice, type WorkDays } from './unsold.notice.tsx';

export interface ShiftHours {
  locationId: string;
  roomId: string | null;
  startsAt: string;
  endsAt: string;
  breaks: { startsAt: string; endsAt: string }[];
}

interface Props {
  hours: ShiftHours;
  onChange: (patch: Partial<ShiftHours>) => void;
  /** Where the hours stand in the request: '' or 'hours.'. */
  prefix?: string;
}

interface FieldsProps extends Props {
  /** The days the hours are for. */
  on: WorkDays;
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};
const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Half an hour in the middle of the shift, or after the last break. */
export function nextBreak({ startsAt, endsAt, breaks }: ShiftHours): ShiftHours['breaks'][number] {
  const last = breaks.at(-1)?.endsAt;
  const start = last
    ? minutes(last) + 60
    : Math.round((minutes(startsAt) + minutes(endsAt)) / 2 / 30) * 30;
  const from = Math.max(0, Math.min(start, minutes(endsAt) - 30, 23 * 60));
  return { startsAt: wall(from), endsAt: wall(from + 30) };
}

interface BreakProps extends Props {
  index: number;
}

function BreakRow({ index, hours, onChange, prefix = '' }: BreakProps): ReactElement {
  const path = `${prefix}breaks.${index}`;
  const error = useFieldError(path);
  const id = useId();
  const row = hours.breaks[index];
  if (!row) return <></>;
  const put = (patch: Partial<typeof row>): void =>
    onChange({
      breaks: hours.breaks.map((each, at) => (at === index ? { ...each, ...patch } : each)),
    });
  return (
    <div data-path={path} className="space-y-1">
      <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
        <TimeField
          {...{ path: `${path}.startsAt`, label: texts.breakStart(index + 1), isLabelHidden: true }}
          value={row.startsAt}
          onChange={(startsAt) => put({ startsAt })}
        />
        <TimeField
          {...{ path: `${path}.endsAt`, label: texts.breakEnd(index + 1), isLabelHidden: true }}
          value={row.endsAt}
          isEnd
          onChange={(endsAt) => put({ endsAt })}
        />
        <button
          type="button"
          aria-label={texts.dropBreak(index + 1)}
          onClick={() => onChange({ breaks: hours.breaks.filter((_, at) => at !== index) })}
          className={iconButton}
        >
          <X aria-hidden size={18} />
        </button>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

function Breaks(props: Props): ReactElement {
  const { hours, onChange, prefix = '' } = props;
  const error = useFieldError(`${prefix}breaks`);
  const id = useId();
  return (
    <fieldset data-path={`${prefix}breaks`} className="min-w-0 space-y-2">
      <legend className="text-15 font-semibold">{texts.breaks}</legend>
      {hours.breaks.map((_, index) => (
        <BreakRow key={index} index={index} {...props} />
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
      <Button
        look="plain"
        onClick={() => onChange({ breaks: [...hours.breaks, nextBreak(hours)] })}
        className="min-h-11 px-0! text-15!"
      >
        <Plus aria-hidden size={18} />
        {texts.addBreak}
      </Button>
    </fieldset>
  );
}

/** Where, from when to when, and with which breaks. */
export function ShiftHoursFields({ on, ...props }: FieldsProps): ReactElement {
  const { hours, onChange, prefix = '' } = props;
  const { data: places = [] } = useQuery(locationsQuery);
  const { data: rooms = [] } = useQuery(roomsQuery);
  const here = rooms.filter(
    (room) => room.location.id === hours.locationId && (room.active || room.id === hours.roomId),
  );
  return (
    <div className="space-y-5">
      <div className="grid grid-cols-2 gap-4">
        <TimeField
          {...{ path: `${prefix}startsAt`, label: texts.startsAt, value: hours.startsAt }}
          onChange={(startsAt) => onChange({ startsAt })}
        />
        <TimeField
          {...{ path: `${prefix}endsAt`, label: texts.endsAt, value: hours.endsAt, isEnd: true }}
          onChange={(endsAt) => onChange({ endsAt })}
        />
      </div>
      <Breaks {...props} />
      <div className="grid gap-4 sm:grid-cols-2">
        <PickField
          {...{ path: `${prefix}locationId`, label: texts.location, value: hours.locationId }}
          options={places
            .filter(({ active, id }) => active || id === hours.locationId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(locationId) => onChange({ locationId, roomId: null })}
        />
        <PickField
          {...{ path: `${prefix}roomId`, label: texts.room, hint: texts.roomHint }}
          value={hours.roomId ?? ''}
          options={[
            { value: '', label: texts.noRoom },
            ...here.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => onChange({ roomId: id || null })}
        />
      </div>
      <UnsoldNotice {...{ hours, on }} />
    </div>
  );
}
