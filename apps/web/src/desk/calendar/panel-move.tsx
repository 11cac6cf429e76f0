import type { DeskBookingDetail, DeskCalendar } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Format } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { type Clock, clockOf, instantOfClock } from '../../ui/wall-time.ts';
import { dayQuery } from '../desk.requests.ts';
import { ClockFields } from '../which-time.tsx';
import { MoveConfirm } from './move.confirm.tsx';
import type { Movable, Target } from './move.target.ts';
import { moveTexts as texts } from './move.en.ts';
import { placeOfStart } from './new.draft.ts';

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}

const movable = (booking: DeskBookingDetail): Movable => ({
  ...{ reference: booking.reference, revision: booking.revision, serviceId: booking.serviceId },
  ...{ durationMin: booking.durationMin, startsAt: booking.startsAt, therapist: booking.therapist },
  ...{ clientName: booking.contact.name, room: booking.room, locationId: booking.location.id },
});

interface Wanted extends Clock {
  therapistId: string;
  roomId: string;
}

/** On the clocks of the place it leaves: those its time is shown by. */
function targetOf(
  wanted: Wanted,
  calendar: DeskCalendar | undefined,
  timeZone: string,
): Target | null {
  const therapist = calendar?.therapists.find(({ id }) => id === wanted.therapistId);
  const startsAt = instantOfClock(wanted, timeZone);
  if (!calendar || !therapist || startsAt === null) return null;
  const room = calendar.rooms.find(({ id }) => id === wanted.roomId);
  const locationId = placeOfStart(
    calendar,
    { therapistId: therapist.id, roomId: room?.id ?? null },
    startsAt,
  );
  return locationId ? { startsAt, therapist, room, locationId } : null;
}

interface FieldsProps extends Props {
  wanted: Wanted;
  calendar: DeskCalendar | undefined;
  onChange: (change: Partial<Wanted>) => void;
}

/** With its place, where there is more than one. */
function roomsOf(calendar: DeskCalendar | undefined): { value: string; label: string }[] {
  const { rooms = [], locations = [] } = calendar ?? {};
  const placeOf = (id: string): string => locations.find((each) => each.id === id)?.name ?? '';
  return rooms.map(({ id, name, locationId }) => ({
    value: id,
    label: locations.length > 1 ? texts.roomAt(name, placeOf(locationId)) : name,
  }));
}

function Fields({ booking, format, wanted, calendar, onChange }: FieldsProps): ReactElement {
  const therapists = calendar?.therapists ?? [booking.therapist];
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <>
      <ClockFields labels={texts} clock={wanted} {...{ format, onChange }} />
      <Select
        label={texts.therapist}
        value={wanted.therapistId}
        options={therapists.map(named)}
        onPick={(therapistId) => onChange({ therapistId })}
      />
      <Select
        label={texts.room}
        value={wanted.roomId}
        options={[{ value: '', label: texts.bestRoom }, ...roomsOf(calendar)]}
        onPick={(roomId) => onChange({ roomId })}
      />
    </>
  );
}

const isElsewhere = (to: Target, { startsAt, therapist, room }: DeskBookingDetail): boolean =>
  to.startsAt !== Date.parse(startsAt) ||
  to.therapist.id !== therapist.id ||
  (to.room !== undefined && to.room.id !== room.id);

function Form({ booking, format, onClose }: Props & { onClose: () => void }): ReactElement {
  const [wanted, setWanted] = useState<Wanted>({
    ...clockOf(format, Date.parse(booking.startsAt)),
    therapistId: booking.therapist.id,
    roomId: '',
  });
  const { data: calendar } = useQuery({ ...dayQuery(wanted.date), enabled: wanted.date !== '' });
  const change = (next: Partial<Wanted>): void => setWanted((before) => ({ ...before, ...next }));
  const to = targetOf(wanted, calendar, format.timeZone);
  return (
    <section
      aria-label={texts.moveTitle}
      className="rise space-y-4 rounded-card border border-pine p-4"
    >
      <h3 className="text-17 font-semibold">{texts.moveTitle}</h3>
      <Fields {...{ booking, format, wanted, calendar }} onChange={change} />
      {to && isElsewhere(to, booking) ? (
        <MoveConfirm
          key={`${to.startsAt} ${to.therapist.id} ${to.room?.id}`}
          visit={movable(booking)}
          to={to}
          onDone={onClose}
          onKeep={onClose}
        />
      ) : (
        <>
          <p className="text-15 text-quiet">{texts.byKeys}</p>
          <Button look="quiet" onClick={onClose}>
            {texts.keep}
          </Button>
        </>
      )}
    </section>
  );
}

/** Any day, any time, any hands: what a drag across one page cannot reach, and what a finger does. */
export function PanelMove({ booking, format }: Props): ReactElement | null {
  const [isOpen, setOpen] = useState(false);
  if (booking.visit !== 'booked') return null;
  if (isOpen) return <Form booking={booking} format={format} onClose={() => setOpen(false)} />;
  return (
    <Button look="quiet" data-testid="move" className="w-full" onClick={() => setOpen(true)}>
      <ArrowLeftRight aria-hidden size={18} />
      {texts.move}
    </Button>
  );
}
