import { type KeyboardEvent, type MouseEvent, type ReactElement, useState } from 'react';
import { useFormat } from '../../ui/use-format.ts';
import type { Measure } from '../time-grid.tsx';
import { calendarTexts as texts } from './calendar.en.ts';
import { blockAt, cardAt, type Lane, snapped, STEP_MS } from './lane.rules.ts';

export interface Cursor {
  lane: Lane;
  /** Epoch milliseconds, the start of a quarter of an hour. */
  instant: number;
}

const shape =
  'nums absolute inset-x-1 z-[5] rounded-card border border-dashed border-pine px-2 text-left text-13 font-medium text-pine';

interface PlaceProps {
  lane: Lane;
  measure: Measure;
}

const placeAt = (instant: number, { lane, measure: { pxPerMinute } }: PlaceProps) => ({
  top: ((instant - lane.span.from) / 60_000) * pxPerMinute + 1,
  height: 15 * pxPerMinute - 2,
  lineHeight: `${15 * pxPerMinute - 4}px`,
});

function standsAt(lane: Lane, instant: number): string | null {
  const card = cardAt(lane, instant);
  if (card) return texts.stands(card.clientName);
  const block = blockAt(lane, instant);
  return block ? texts.standsBlock(block.reason) : null;
}

interface CursorProps extends PlaceProps {
  instant: number;
  onStep: (key: string) => boolean;
  onPick: (cursor: Cursor) => void;
}

/** One stop of the Tab key for the whole grid; the arrows take it anywhere. */
function CursorButton({ instant, onStep, onPick, ...place }: CursorProps): ReactElement {
  const format = useFormat();
  const { lane } = place;
  const press = (event: KeyboardEvent): void => {
    if (onStep(event.key)) event.preventDefault();
  };
  return (
    <button
      type="button"
      data-testid="slot-cursor"
      aria-label={texts.cursor(format.time(instant), lane.name, standsAt(lane, instant))}
      onKeyDown={press}
      onClick={() => onPick({ lane, instant })}
      className={`${shape} pointer-events-none z-[25] bg-sage opacity-0 focus-visible:opacity-100`}
      style={placeAt(instant, place)}
    >
      <span aria-hidden>{texts.cursorShort(format.time(instant))}</span>
    </button>
  );
}

interface Props extends Omit<CursorProps, 'instant'> {
  /** Where the arrow keys are; null in every other column. */
  cursor: number | null;
}

/** The empty times of a column: one press books, by pointer where it is, by keys where the cursor stands. */
export function SlotLayer({ lane, measure, cursor, onStep, onPick }: Props): ReactElement {
  const [hovered, setHovered] = useState<number | null>(null);
  const format = useFormat();
  const under = ({ currentTarget, clientY }: MouseEvent): number =>
    snapped(lane, clientY - currentTarget.getBoundingClientRect().top, measure.pxPerMinute);
  return (
    <>
      <div
        data-testid="slots"
        className="absolute inset-0 cursor-cell"
        onPointerMove={(event) => setHovered(event.pointerType === 'mouse' ? under(event) : null)}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => onPick({ lane, instant: under(event) })}
      >
        {hovered !== null && (
          <span
            aria-hidden
            className={`${shape} bg-surface`}
            style={placeAt(hovered, { lane, measure })}
          >
            {texts.cursorShort(format.time(hovered))}
          </span>
        )}
      </div>
      {cursor !== null && <CursorButton {...{ lane, measure, onStep, onPick }} instant={cursor} />}
    </>
  );
}

/** Where the arrow keys begin: now, or the first hour somebody works. */
export function firstCursor(lanes: readonly Lane[], now: number): Cursor | null {
  const lane = lanes.find(({ open }) => open.length > 0) ?? lanes[0];
  if (!lane) return null;
  const isOn = now >= lane.span.from && now < lane.span.to;
  const opens = lane.open[0] ? Date.parse(lane.open[0].startsAt) : lane.span.from;
  const from = isOn ? Math.ceil(now / STEP_MS) * STEP_MS : opens;
  return { lane, instant: Math.min(Math.max(from, lane.span.from), lane.span.to - STEP_MS) };
}

const PAGE_STEPS = 4;

/** Where a key leads from the cursor; null when the key is not one of the grid's. */
export function nextCursor(
  { lane, instant }: Cursor,
  key: string,
  lanes: readonly Lane[],
): Cursor | null {
  const { from, to } = lane.span;
  const within = (at: number): Cursor => ({
    lane,
    instant: Math.min(Math.max(at, from), to - STEP_MS),
  });
  const beside = (by: number): Cursor => {
    const next = lanes[lanes.findIndex((each) => each.key === lane.key) + by];
    return next ? { lane: next, instant: next.span.from + (instant - from) } : { lane, instant };
  };
  switch (key) {
    case 'ArrowDown':
      return within(instant + STEP_MS);
    case 'ArrowUp':
      return within(instant - STEP_MS);
    case 'PageDown':
      return within(instant + PAGE_STEPS * STEP_MS);
    case 'PageUp':
      return within(instant - PAGE_STEPS * STEP_MS);
    case 'Home':
      return within(from);
    case 'End':
      return within(to);
    case 'ArrowRight':
      return beside(1);
    case 'ArrowLeft':
      return beside(-1);
    default:
      return null;
  }
}
