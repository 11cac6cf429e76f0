import type { DeskRoom } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { now } from '../../api/clinic-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useStaff } from '../me.context.ts';
import { OutageForm } from './outage.form.tsx';
import { RoomForm } from './room.form.tsx';
import { featureName, roomTexts as texts } from './room.en.ts';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { Empty, ListBox, ListRow, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { outages, roomsQuery } from './setup.requests.ts';
import { spanInWords } from './span.rules.ts';
import { useChange } from './use-change.ts';
import { WithLists } from './with-lists.tsx';

/** Running by now, on the clinic's clock. */
export const isRunning = ({ startsAt }: DeskRoom['outages'][number]): boolean =>
  Date.parse(startsAt) <= now();

function Outages({ room }: { room: DeskRoom }): ReactElement | null {
  const { locale } = useStaff().clinic;
  const end = useChange<undefined>(() => undefined);
  const inOrder = (outage: DeskRoom['outages'][number]): void =>
    end.start({
      write: outages.remove(room.id, outage),
      said: () => texts.outageEnded(room.name),
      undo: () => {
        const { from, startTime, to, endTime, reason } = outage;
        return outages.create(room.id, { from, startTime, to, endTime, reason });
      },
    });
  if (room.outages.length === 0) return null;
  return (
    <ul aria-label={texts.outages} className="relative mt-1">
      {room.outages.map((outage) => {
        const when = spanInWords(locale, outage);
        return (
          <li key={outage.id} className="flex flex-wrap items-center gap-x-3 text-15">
            <span className="nums min-w-0 break-words">
              {when}
              {outage.reason && `: ${outage.reason}`}
            </span>
            <button
              type="button"
              aria-label={texts.endOutageOf(room.name, when)}
              onClick={() => inOrder(outage)}
              className="link min-h-11 px-1"
            >
              {texts.endOutage}
            </button>
          </li>
        );
      })}
      {Boolean(end.error) && (
        <li className="py-2">
          <Trouble error={end.error} />
        </li>
      )}
    </ul>
  );
}

const stateOf = (room: DeskRoom): ReactElement | null => {
  if (!room.active) return <Mark>{texts.inactive}</Mark>;
  return room.outages.some((outage) => isRunning(outage)) ? (
    <Mark tone="caution">{texts.outOfOrder}</Mark>
  ) : null;
};

interface RowProps {
  room: DeskRoom;
  canEdit: boolean;
  onOpen: () => void;
  onOutage: () => void;
}

function RoomRow({ room, canEdit, onOpen, onOutage }: RowProps): ReactElement {
  const features = room.features.map(featureName).join(', ').toLowerCase() || texts.noFeatures;
  return (
    <ListRow
      name={room.name}
      openLabel={(canEdit ? setupTexts.edit : setupTexts.look)(room.name)}
      onOpen={onOpen}
      isOff={!room.active}
      testId="room"
      mark={stateOf(room)}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <p className="min-w-0 text-15 text-quiet">
          {texts.capacityOf(room.capacity)}, {features}
        </p>
        {room.active && (
          <Button
            look="plain"
            data-testid="add-outage"
            aria-label={texts.addOutageOf(room.name)}
            onClick={onOutage}
            className="relative min-h-11 px-2 text-15! lg:-mt-7"
          >
            {texts.addOutage}
          </Button>
        )}
      </div>
      <Outages room={room} />
    </ListRow>
  );
}

/** Rooms by the location they are in. */
const byLocation = (rooms: DeskRoom[]): [string, DeskRoom[]][] =>
  [...new Set(rooms.map(({ location }) => location.name))].map((name) => [
    name,
    rooms.filter(({ location }) => location.name === name),
  ]);

type Open = { room: DeskRoom | null } | { outageOf: DeskRoom } | null;

export function RoomsPage(): ReactElement {
  const { role } = useStaff();
  const [open, setOpen] = useState<Open>(null);
  const list = useQuery(roomsQuery);
  const canEdit = mayEdit('rooms', role);
  const close = (): void => setOpen(null);
  return (
    <SetupPage
      section="rooms"
      action={canEdit ? { label: texts.add, run: () => setOpen({ room: null }) } : undefined}
      readOnly={canEdit ? undefined : texts.deskMay}
    >
      <Loaded query={list}>
        {(rooms) =>
          rooms.length === 0 ? (
            <Empty title={texts.empty} next={texts.emptyNext} />
          ) : (
            <div className="space-y-6">
              {byLocation(rooms).map(([location, own]) => (
                <section key={location} aria-label={location} className="space-y-2">
                  <h2 className="text-17 font-semibold">{location}</h2>
                  <ListBox label={location}>
                    {own.map((room) => (
                      <RoomRow
                        key={room.id}
                        {...{ room, canEdit }}
                        onOpen={() => setOpen({ room })}
                        onOutage={() => setOpen({ outageOf: room })}
                      />
                    ))}
                  </ListBox>
                </section>
              ))}
            </div>
          )
        }
      </Loaded>
      {open && 'room' in open && (
        <WithLists>
          <RoomForm room={open.room} onClose={close} />
        </WithLists>
      )}
      {open && 'outageOf' in open && <OutageForm room={open.outageOf} onClose={close} />}
    </SetupPage>
  );
}
