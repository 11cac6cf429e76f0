import {
  type KeyboardEvent,
  type ReactElement,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { useFormat } from '../../ui/use-format.ts';
import { placeOf } from '../day.rules.ts';
import type { Measure } from '../time-grid.tsx';
import { hueOf } from '../visit.marks.tsx';
import { type Carried, carry, subscribeCarried, whatIsCarried } from './carry.store.ts';
import { moveTexts as texts } from './move.en.ts';
import type { Lane } from './lane.rules.ts';
import { focusCard, stepped } from './use-carry.ts';

interface Props {
  lane: Lane;
  lanes: readonly Lane[];
  measure: Measure;
}

function pressed(event: KeyboardEvent, carried: Carried, lanes: readonly Lane[]): void {
  const next = stepped(carried, event.key, lanes);
  if (!next && event.key !== 'Enter' && event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  if (next) carry(next);
  else if (event.key === 'Enter') carry({ ...carried, isSet: true });
  else {
    carry(null);
    focusCard(carried.card.reference);
  }
}

/** Where a carried visit would stand. By keys it holds the focus and says each place it comes to. */
export function CarriedCard({ lane, lanes, measure }: Props): ReactElement | null {
  const carried = useSyncExternalStore(subscribeCarried, whatIsCarried);
  const format = useFormat();
  const self = useRef<HTMLDivElement>(null);
  const isHeld = carried?.lane.key === lane.key && carried.byKeys;
  // Before the next key can come; in another column it is another element.
  useLayoutEffect(() => {
    if (isHeld) self.current?.focus();
  }, [isHeld]);
  if (carried?.lane.key !== lane.key) return null;
  const { card, startsAt, byKeys } = carried;
  const endsAt = startsAt + card.durationMin * 60_000;
  const range = {
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
  };
  const place = placeOf(range, lane.span, measure.pxPerMinute);
  if (!place) return null;
  const times = texts.times(format.time(startsAt), format.time(endsAt));

  return (
    <div
      ref={self}
      role="button"
      data-carried
      tabIndex={byKeys ? 0 : -1}
      aria-label={texts.carried(card.clientName, times, lane.name)}
      onKeyDown={(event) => pressed(event, carried, lanes)}
      className="nums absolute inset-x-1 z-30 overflow-hidden rounded-card border-2 border-pine bg-sage pr-1.5 pl-3 text-13 leading-[19px] shadow-lift"
      style={{ ...place, pointerEvents: 'none' }}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 w-[3px]"
        style={hueOf(card.sessionType)}
      />
      <span className="block truncate font-semibold">{times}</span>
      <span className="block truncate">{card.clientName}</span>
      {byKeys && (
        <span aria-live="assertive" className="sr-only">
          {texts.at(times, lane.name)}
        </span>
      )}
    </div>
  );
}
