import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { hoursWords } from '../../ui/span-words.ts';
import { useFormat } from '../../ui/use-format.ts';
import { placeOf, type Range } from '../day.rules.ts';
import { type Measure, ROW_PX } from '../time-grid.tsx';
import { calendarTexts as texts } from './calendar.en.ts';
import type { Block, Lane } from './lane.rules.ts';

interface FlatProps {
  range: Range;
  lane: Lane;
  measure: Measure;
  word: string;
}

const useRange = (range: Range, { day }: Lane, word: string): string =>
  texts.range(word, hoursWords(useFormat(), range, day));

/** Time nobody can book: a break, time off. */
function Flat({ range, lane, measure, word }: FlatProps): ReactElement | null {
  const place = placeOf(range, lane.span, measure.pxPerMinute);
  const said = useRange(range, lane, word);
  if (!place) return null;
  return (
    <p
      className="nums absolute inset-x-0 flex items-start overflow-hidden bg-line px-3 py-1 text-13 leading-5 text-ink"
      style={place}
    >
      <span className="truncate">{said}</span>
    </p>
  );
}

/** A block is flat grey and can be opened: its reason, and taking it away. */
function BlockMark({
  block,
  lane,
  measure,
  onOpen,
}: {
  block: Block;
  lane: Lane;
  measure: Measure;
  onOpen: (block: Block) => void;
}): ReactElement | null {
  const place = placeOf(block, lane.span, measure.pxPerMinute);
  const said = useRange(block, lane, texts.blocked(block.reason));
  if (!place) return null;
  return (
    <button
      type="button"
      data-testid="block"
      data-block={block.id}
      onClick={() => onOpen(block)}
      title={said}
      className="nums absolute inset-x-1 z-10 flex items-start overflow-hidden rounded-card border border-edge bg-line px-3 py-1 text-left text-13 leading-5 text-ink hover:border-ink"
      style={{ ...place, top: place.top + 1, height: place.height - 2 }}
    >
      <span className="truncate">{said}</span>
    </button>
  );
}

const hatch: CSSProperties = {
  backgroundImage: 'repeating-linear-gradient(135deg, var(--band) 0 1.5px, transparent 1.5px 7px)',
};

/** Turnover: hands that rest, a room that is made ready. Part of no card, and nothing can begin in it. */
function Turnover({ range, lane, measure }: Omit<FlatProps, 'word'>): ReactElement | null {
  const place = placeOf(range, lane.span, measure.pxPerMinute);
  if (!place) return null;
  return (
    <div
      aria-hidden
      title={texts.turnover}
      className="absolute inset-x-1"
      style={{ ...place, ...hatch }}
    />
  );
}

/** Somebody is booking this time right now; nobody here is told who. */
function HoldMark({ range, lane, measure }: Omit<FlatProps, 'word'>): ReactElement | null {
  const place = placeOf(range, lane.span, measure.pxPerMinute);
  const said = useRange(range, lane, texts.held);
  if (!place) return null;
  return (
    <p
      className="nums absolute inset-x-1 z-10 flex items-start overflow-hidden rounded-card border border-dashed border-edge bg-paper px-3 py-1 text-13 leading-5 text-quiet"
      style={{ ...place, top: place.top + 1, height: place.height - 2 }}
    >
      <span className="truncate">{said}</span>
    </p>
  );
}

/** Working hours are paper to write on; the rest of the day is the ground it lies on. */
function Hours({ lane, measure }: { lane: Lane; measure: Measure }): ReactElement {
  return (
    <div aria-hidden className="pointer-events-none">
      {lane.open.map((range) => {
        const place = placeOf(range, lane.span, measure.pxPerMinute);
        return (
          place && (
            <div key={range.startsAt} className="absolute inset-x-0 bg-surface" style={place} />
          )
        );
      })}
      <div
        className="absolute inset-0"
        style={{
          backgroundImage: 'linear-gradient(to bottom, var(--line) 1px, transparent 1px)',
          backgroundSize: `100% ${ROW_PX}px`,
        }}
      />
    </div>
  );
}

export function NowLine({
  now,
  span,
  pxPerMinute,
}: { now: number } & Pick<Lane, 'span'> & Pick<Measure, 'pxPerMinute'>): ReactElement | null {
  if (now < span.from || now > span.to) return null;
  return (
    <div
      aria-hidden
      data-testid="now-line"
      className="pointer-events-none absolute inset-x-0 z-[5] h-0 border-t-2 border-pine"
      style={{ top: ((now - span.from) / 60_000) * pxPerMinute - 1 }}
    >
      <span className="absolute -top-[5px] left-0 size-2 rounded-full bg-pine" />
    </div>
  );
}

interface Props {
  lane: Lane;
  measure: Measure;
  now: number;
  /** Whoever may take a block away; to the others it is time nobody can book. */
  onOpenBlock?: ((block: Block) => void) | undefined;
  children: ReactNode;
}

/** One column's time: hours, breaks, time off, turnover, blocks and holds, with the visits laid over them. */
export function LaneTime({ lane, measure, now, onOpenBlock, children }: Props): ReactElement {
  const { span, day } = lane;
  const common = { lane, measure };
  const whole = {
    startsAt: new Date(day.from).toISOString(),
    endsAt: new Date(day.to).toISOString(),
  };
  return (
    <div
      className="relative"
      style={{ height: ((span.to - span.from) / 60_000) * measure.pxPerMinute }}
    >
      <Hours {...common} />
      {lane.turnover.map((each) => (
        <Turnover key={each.startsAt + each.endsAt} range={each} {...common} />
      ))}
      {lane.breaks.map((each) => (
        <Flat key={each.startsAt} range={each} word={texts.rest} {...common} />
      ))}
      {lane.away.map((each) => (
        <Flat key={each.startsAt} range={each} word={texts.away(each.reason)} {...common} />
      ))}
      {lane.room?.outOfOrder && <Flat range={whole} word={texts.outOfOrder} {...common} />}
      {children}
      {lane.blocks.map((each) =>
        onOpenBlock ? (
          <BlockMark key={each.id} block={each} onOpen={onOpenBlock} {...common} />
        ) : (
          <Flat key={each.id} range={each} word={texts.blocked(each.reason)} {...common} />
        ),
      )}
      {lane.holds.map((each) => (
        <HoldMark key={each.startsAt} range={each} {...common} />
      ))}
      <NowLine now={now} span={span} pxPerMinute={measure.pxPerMinute} />
    </div>
  );
}
