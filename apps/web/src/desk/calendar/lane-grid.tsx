import {
  type CSSProperties,
  type ReactElement,
  type RefObject,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Select } from '../../ui/select.tsx';
import { HourFigures, type Measure, measureOf } from '../time-grid.tsx';
import { useOpen } from '../use-open.ts';
import { useWide } from '../use-wide.ts';
import { calendarTexts as texts } from './calendar.en.ts';
import { CarriedCard } from './carried.card.tsx';
import { carry, isDrag, subscribeCarried, whatIsCarried } from './carry.store.ts';
import { type Grip, LaneCard } from './lane-card.tsx';
import { LaneHead } from './lane-head.tsx';
import { LaneTime } from './lane-time.tsx';
import { type Block, blockAt, cardAt, type Lane } from './lane.rules.ts';
import { type Cursor, firstCursor, nextCursor, SlotLayer } from './slot-layer.tsx';
import { useCarry } from './use-carry.ts';

export interface GridProps {
  lanes: readonly Lane[];
  label: string;
  titleOf: (lane: Lane) => string;
  placeOf?: (lane: Lane) => string | undefined;
  minutesPerRow: number;
  now: number;
  today: string;
  /** Whoever may not book has no cursor and no grip. */
  mayChange: boolean;
  onNew: (cursor: Cursor) => void;
  onOpenBlock?: ((block: Block) => void) | undefined;
}

const ABOVE_NOW_PX = 160;

/** Opens at the hour it is; what went before is one scroll away. */
function useShowNow(
  region: RefObject<HTMLDivElement | null>,
  lanes: readonly Lane[],
  now: number,
  pxPerMinute: number,
): void {
  const { span, date } = lanes.find(({ span: { from, to } }) => now >= from && now <= to) ?? {};
  const top = span ? ((now - span.from) / 60_000) * pxPerMinute : 0;
  const first = useRef(top);
  first.current = top;
  useEffect(() => {
    region.current?.scrollTo({ top: Math.max(0, first.current - ABOVE_NOW_PX) });
  }, [region, date]);
}

/** The arrow keys' place in the grid. It follows the lanes when they change under it. */
function useCursor({ lanes, now, onNew, onOpenBlock }: GridProps) {
  const { open } = useOpen();
  const [kept, setKept] = useState<{ key: string; instant: number } | null>(null);
  const lane = lanes.find(({ key }) => key === kept?.key);
  const cursor = lane && kept ? { lane, instant: kept.instant } : firstCursor(lanes, now);
  const pick = ({ lane: at, instant }: Cursor): void => {
    const card = cardAt(at, instant);
    const block = blockAt(at, instant);
    setKept({ key: at.key, instant });
    if (card) open(card.reference);
    else if (block) onOpenBlock?.(block);
    else onNew({ lane: at, instant });
  };
  const step = (key: string): boolean => {
    const next = cursor && nextCursor(cursor, key, lanes);
    if (!next) return false;
    setKept({ key: next.lane.key, instant: next.instant });
    window.requestAnimationFrame(() => {
      const button = document.querySelector<HTMLElement>('[data-testid=slot-cursor]');
      button?.focus();
      button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    return true;
  };
  return { cursor, pick, step };
}

const columnsOf = (count: number, least: number): CSSProperties => ({
  gridTemplateColumns: `56px repeat(${count}, minmax(${least}px, 1fr))`,
});

interface PickProps {
  lanes: readonly Lane[];
  shown: Lane;
  titleOf: GridProps['titleOf'];
  onPick: (key: string) => void;
}

function LanePick({ lanes, shown, titleOf, onPick }: PickProps): ReactElement {
  return (
    <Select
      label={texts.lane}
      value={shown.key}
      options={lanes.map((lane) => ({ value: lane.key, label: titleOf(lane) }))}
      onPick={onPick}
    />
  );
}

/** Columns of time side by side; on a phone one at a time, so that nothing scrolls sideways. */
export function LaneGrid(props: GridProps): ReactElement | null {
  const { lanes, titleOf, now } = props;
  const isWide = useWide();
  const [key, setKey] = useState<string | null>(null);
  const today = lanes.find(({ span }) => now >= span.from && now <= span.to);
  const shown = lanes.find((lane) => lane.key === key) ?? today ?? lanes[0];
  if (!shown) return null;
  if (isWide) return <Columns {...props} />;
  return (
    <div className="space-y-3">
      {lanes.length > 1 && (
        <LanePick lanes={lanes} shown={shown} titleOf={titleOf} onPick={setKey} />
      )}
      <Columns {...props} lanes={[shown]} />
    </div>
  );
}

interface TracksProps extends GridProps {
  tracks: CSSProperties;
}

function Heads({ lanes, titleOf, placeOf, now, today, tracks }: TracksProps): ReactElement {
  return (
    <div className="sticky top-0 z-40 grid min-w-max border-b border-line bg-paper" style={tracks}>
      <span className="sticky left-0 z-10 bg-paper" />
      {lanes.map((lane) => (
        <LaneHead
          key={lane.key}
          lane={lane}
          title={titleOf(lane)}
          place={placeOf?.(lane)}
          now={now}
          isToday={lane.date === today}
        />
      ))}
    </div>
  );
}

interface LaneProps extends GridProps {
  lane: Lane;
  measure: Measure;
  grip: Grip;
  cursor: ReturnType<typeof useCursor>;
}

function LaneColumn(props: LaneProps): ReactElement {
  const { lane, lanes, measure, now, mayChange, grip, onOpenBlock } = props;
  const { cursor, pick, step } = props.cursor;
  const carried = useSyncExternalStore(subscribeCarried, whatIsCarried);
  return (
    <section
      data-lane={lane.key}
      aria-label={props.titleOf(lane)}
      className="min-w-0 border-l border-line"
    >
      <LaneTime lane={lane} measure={measure} now={now} onOpenBlock={onOpenBlock}>
        {mayChange && (
          <SlotLayer
            lane={lane}
            measure={measure}
            cursor={cursor?.lane.key === lane.key ? cursor.instant : null}
            onStep={step}
            onPick={pick}
          />
        )}
        <ol>
          {lane.cards.map((card) => (
            <LaneCard
              key={card.reference}
              {...{ card, lane, measure, grip }}
              isLifted={carried?.card.reference === card.reference}
            />
          ))}
        </ol>
        <CarriedCard lane={lane} lanes={lanes} measure={measure} />
      </LaneTime>
    </section>
  );
}

const frame =
  'relative max-h-[calc(100dvh-220px)] scroll-pt-24 overflow-auto rounded-card border border-line bg-paper focus-visible:outline-offset-[-2px] lg:max-h-[calc(100dvh-112px)]';
const dragging = 'cursor-grabbing select-none [&_*]:cursor-grabbing!';

function Columns(props: GridProps): ReactElement {
  const { lanes, label, now, mayChange } = props;
  const region = useRef<HTMLDivElement>(null);
  const measure = measureOf(lanes[0]?.span ?? { from: 0, to: 0 }, props.minutesPerRow);
  const { pxPerMinute } = measure;
  const tracks = columnsOf(lanes.length, lanes.length > 1 ? 118 : 0);
  const { wasDragged, ...grip } = useCarry({ region, lanes, pxPerMinute, isAllowed: mayChange });
  const cursor = useCursor(props);
  const isDragged = useSyncExternalStore(subscribeCarried, isDrag);
  useShowNow(region, lanes, now, pxPerMinute);
  useEffect(() => () => carry(null), []);
  return (
    <div
      role="region"
      aria-label={mayChange ? `${label}. ${texts.gridHint}` : label}
      // A region that scrolls must be reachable for whoever has no pointer.
      tabIndex={0}
      ref={region}
      onClickCapture={(event) => {
        if (wasDragged()) event.stopPropagation();
      }}
      className={`${frame} ${isDragged ? dragging : ''}`}
    >
      <Heads {...props} tracks={tracks} />
      <div className="relative grid min-w-max pb-2" style={tracks}>
        <div className="sticky left-0 z-30 bg-paper">
          <HourFigures measure={measure} />
        </div>
        {lanes.map((lane) => (
          <LaneColumn key={lane.key} {...props} {...{ lane, measure, grip, cursor }} />
        ))}
      </div>
    </div>
  );
}
