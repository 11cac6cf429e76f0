import type { DeskCalendarCard } from '@limber/contracts';
import { type RefObject, useRef } from 'react';
import { at } from '../day.rules.ts';
import { type Carried, carry, whatIsCarried } from './carry.store.ts';
import { dropped, type Lane, STEP_MS } from './lane.rules.ts';
import type { Grip } from './lane-card.tsx';

/** Less than this is a press with an unsteady hand. */
const STEADY_PX = 6;
const EDGE_PX = 48;
const SCROLL_PX = 14;

/** Only what has not begun can stand elsewhere. */
export const canMove = ({ visit, status }: Pick<DeskCalendarCard, 'visit' | 'status'>): boolean =>
  visit === 'booked' && status !== 'cancelled';

interface Held {
  card: DeskCalendarCard;
  lane: Lane;
  x: number;
  y: number;
  /** How far below the top of the card it was taken. */
  grab: number;
}

function scrollNear(
  region: HTMLElement,
  { clientX, clientY }: { clientX: number; clientY: number },
): void {
  const box = region.getBoundingClientRect();
  if (clientY > box.bottom - EDGE_PX) region.scrollTop += SCROLL_PX;
  if (clientY < box.top + EDGE_PX * 2) region.scrollTop -= SCROLL_PX;
  if (clientX > box.right - EDGE_PX) region.scrollLeft += SCROLL_PX;
  if (clientX < box.left + EDGE_PX) region.scrollLeft -= SCROLL_PX;
}

/** The column a pointer is over, sideways; above and below all of them counts as well. */
function laneUnder(region: HTMLElement, x: number): HTMLElement | null {
  const columns = [...region.querySelectorAll<HTMLElement>('[data-lane]')];
  return (
    columns.find((column) => {
      const { left, right } = column.getBoundingClientRect();
      return x >= left && x < right;
    }) ?? null
  );
}

/** By keys: from where it stands; what is carried takes the focus. */
export const liftByKeys = (card: DeskCalendarCard, lane: Lane): void =>
  carry({ card, lane, startsAt: at(card.startsAt), byKeys: true, isSet: false });

/** Arrows take it a quarter of an hour or a column further. */
export function stepped(carried: Carried, key: string, lanes: readonly Lane[]): Carried | null {
  const { lane, startsAt } = carried;
  const index = lanes.findIndex(({ key: each }) => each === lane.key);
  const to = lanes[index + (key === 'ArrowRight' ? 1 : -1)];
  switch (key) {
    case 'ArrowUp':
      return { ...carried, startsAt: Math.max(lane.span.from, startsAt - STEP_MS) };
    case 'ArrowDown':
      return { ...carried, startsAt: Math.min(lane.span.to - STEP_MS, startsAt + STEP_MS) };
    case 'ArrowLeft':
    case 'ArrowRight':
      return to
        ? { ...carried, lane: to, startsAt: to.span.from + (startsAt - lane.span.from) }
        : carried;
    default:
      return null;
  }
}

export const focusCard = (reference: string): void =>
  document.querySelector<HTMLElement>(`[data-reference="${reference}"]`)?.focus();

interface Options {
  region: RefObject<HTMLElement | null>;
  lanes: readonly Lane[];
  pxPerMinute: number;
  /** Whoever may not move anything has no grip. */
  isAllowed: boolean;
}

/** Where the pointer has taken the card by now. */
function follow(held: Held, { clientX, clientY }: PointerEvent, options: Options): void {
  const { region, lanes, pxPerMinute } = options;
  if (!region.current) return;
  scrollNear(region.current, { clientX, clientY });
  const column = laneUnder(region.current, clientX);
  const lane = lanes.find(({ key }) => key === column?.dataset['lane']);
  if (!column || !lane) return;
  const px = clientY - column.getBoundingClientRect().top - held.grab;
  const startsAt = dropped(lane, px, pxPerMinute);
  const now = whatIsCarried();
  if (now?.lane.key === lane.key && now.startsAt === startsAt) return;
  carry({ card: held.card, lane, startsAt, byKeys: false, isSet: false });
}

/** Let go: the strip asks, unless it is back where it came from. */
function letGo({ card, lane }: Held): void {
  const now = whatIsCarried();
  if (!now) return;
  const isBack = now.startsAt === at(card.startsAt) && now.lane.key === lane.key;
  carry(isBack ? null : { ...now, isSet: true });
}

/** One drag from its first pixel to its end; `onDrag` is told when a press has become one. */
function drag(held: Held, options: Options, onDrag: () => void): void {
  const gesture = new AbortController();
  const { signal } = gesture;
  let isDrag = false;
  const move = (event: PointerEvent): void => {
    isDrag ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) >= STEADY_PX;
    if (!isDrag) return;
    onDrag();
    follow(held, event, options);
  };
  const giveUp = (): void => {
    gesture.abort();
    if (isDrag) carry(null);
  };
  const end = (): void => {
    gesture.abort();
    if (isDrag) letGo(held);
  };
  window.addEventListener('pointermove', move, { signal });
  window.addEventListener('pointerup', end, { signal });
  window.addEventListener('pointercancel', giveUp, { signal });
  window.addEventListener('keydown', ({ key }) => key === 'Escape' && giveUp(), { signal });
}

/** Takes cards by pointer or by the key M; where one is let go, the strip asks. */
export function useCarry(options: Options): Grip & {
  /** A press that ended a drag opens nothing. */
  wasDragged: () => boolean;
} {
  const justDragged = useRef(false);
  return {
    onPointerDown: (event, card, lane) => {
      justDragged.current = false;
      // A finger scrolls; whoever has no mouse moves a visit from its panel.
      const isMouse = event.button === 0 && event.pointerType !== 'touch';
      if (!options.isAllowed || !canMove(card) || !isMouse) return;
      const grab = event.clientY - event.currentTarget.getBoundingClientRect().top;
      drag({ card, lane, x: event.clientX, y: event.clientY, grab }, options, () => {
        justDragged.current = true;
      });
    },
    onKeyDown: (event, card, lane) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || event.key.toLowerCase() !== 'm') return;
      if (!options.isAllowed || !canMove(card)) return;
      event.preventDefault();
      liftByKeys(card, lane);
    },
    wasDragged: () => {
      const was = justDragged.current;
      justDragged.current = false;
      return was;
    },
  };
}
