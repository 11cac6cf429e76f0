import type { DeskCalendar, DeskCalendarCard } from '@limber/contracts';
import { type ReactElement, useEffect, useRef, useSyncExternalStore } from 'react';
import { type Carried, carry, subscribeCarried, whatIsCarried } from './carry.store.ts';
import { MoveConfirm } from './move.confirm.tsx';
import type { Movable, Target } from './move.target.ts';
import { moveTexts as texts } from './move.en.ts';
import { placeOfStart } from './new.draft.ts';
import { focusCard } from './use-carry.ts';

export const movableOf = (card: DeskCalendarCard): Movable => ({
  ...{ reference: card.reference, revision: card.revision, serviceId: card.serviceId },
  ...{ durationMin: card.durationMin, startsAt: card.startsAt, clientName: card.clientName },
  therapist: card.therapists[0] ?? { id: '', name: '' },
  room: card.room,
  locationId: card.location.id,
});

/** In a therapist's column the room may change, in a room's column the hands stay. */
export function targetOf({ card, lane, startsAt }: Carried, calendar: DeskCalendar): Target {
  const { therapist, room, locationId } = movableOf(card);
  if (lane.room) {
    return {
      startsAt,
      therapist,
      room: { id: lane.room.id, name: lane.room.name },
      locationId: lane.room.locationId,
    };
  }
  const to = { id: lane.resourceId, name: lane.name };
  const place =
    placeOfStart(calendar, { therapistId: to.id, roomId: null }, startsAt) ?? locationId;
  // Where it stays at its location it keeps its room, unless that is taken: then the clinic finds one.
  return { startsAt, therapist: to, ...(place === locationId && { room }), locationId: place };
}

interface Props {
  calendar: DeskCalendar;
}

/** Stands at the foot of the page once a card has been let go, until it is moved or kept. */
export function MoveStrip({ calendar }: Props): ReactElement | null {
  const carried = useSyncExternalStore(subscribeCarried, whatIsCarried);
  const box = useRef<HTMLDivElement>(null);
  const isSet = carried?.isSet ?? false;
  useEffect(() => {
    if (isSet) box.current?.focus();
  }, [isSet]);
  if (!carried?.isSet) return null;
  const { card, lane, startsAt } = carried;
  const leave = (): void => {
    carry(null);
    window.requestAnimationFrame(() => focusCard(card.reference));
  };
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={texts.title(card.clientName)}
      tabIndex={-1}
      data-testid="move-strip"
      onKeyDown={(event) => event.key === 'Escape' && leave()}
      className="rise fixed right-4 bottom-4 left-4 z-50 max-h-[80dvh] space-y-3 overflow-y-auto rounded-card border border-pine bg-surface p-4 shadow-lift focus:outline-none lg:left-auto lg:w-[460px]"
    >
      <h2 className="text-17 font-semibold break-words">{texts.title(card.clientName)}</h2>
      <MoveConfirm
        key={`${card.reference} ${lane.key} ${startsAt}`}
        visit={movableOf(card)}
        to={targetOf(carried, calendar)}
        onDone={leave}
        onKeep={leave}
      />
    </div>
  );
}
