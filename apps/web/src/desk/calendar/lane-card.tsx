import type { DeskCalendarCard } from '@limber/contracts';
import { TriangleAlert } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { useFormat } from '../../ui/use-format.ts';
import { dayTexts as texts } from '../day.en.ts';
import { placeOf } from '../day.rules.ts';
import type { Measure } from '../time-grid.tsx';
import { useOpen } from '../use-open.ts';
import { useVisit } from '../use-visit.ts';
import { mainStep, StepButton } from '../visit-actions.tsx';
import { Badges, concernOf, FormMark, hueOf, VisitMark } from '../visit.marks.tsx';
import type { Lane } from './lane.rules.ts';

/** The reason appears when the card is pointed at or focused, and is part of its name all the time. */
function Corner({ concern }: { concern: string }): ReactElement {
  return (
    <>
      <span
        aria-hidden
        className="absolute top-0 right-0 flex h-5 w-6 items-center justify-center rounded-bl-card bg-amber-wash text-amber"
      >
        <TriangleAlert size={13} strokeWidth={2.5} />
      </span>
      <span className="sr-only">{concern}</span>
      <span
        aria-hidden
        className="pointer-events-none absolute top-full left-0 z-30 mt-1 hidden w-56 rounded-card border border-amber bg-amber-wash px-3 py-2 text-13 font-medium text-amber shadow-lift group-hover:block group-focus-visible:block"
      >
        {concern}
      </span>
    </>
  );
}

/** A word from the client comes first, then that there is no place, then what is to be minded in it. */
const concernIn = ({ placeless }: Lane, card: DeskCalendarCard): string | null =>
  placeless.has(card.reference) && !card.contactFirst ? texts.placeless : concernOf(card);

interface LinesProps {
  card: DeskCalendarCard;
  hasConcern: boolean;
  kind: Lane['kind'];
  rows: number;
  hasStep: boolean;
}

/** Who else it takes: in a therapist's column the room, in a room's column the hands. */
const besides = ({ room, therapists }: DeskCalendarCard, kind: Lane['kind']): string =>
  kind === 'therapist' ? room.name : therapists.map(({ name }) => name).join(', ');

function Lines({ card, hasConcern, kind, rows, hasStep }: LinesProps): ReactElement {
  const format = useFormat();
  const time = format.time(card.startsAt);
  const room = hasStep ? 'lg:mr-8' : '';
  if (rows < 2) {
    return (
      <span
        className={`flex items-center gap-2 overflow-hidden ${room} ${hasConcern ? 'pr-6' : ''}`}
      >
        <span className="min-w-0 flex-1 truncate font-semibold">{card.clientName}</span>
        <VisitMark
          visit={card.visit}
          status={card.status}
          isComing={card.attendanceConfirmed}
          size={13}
        />
      </span>
    );
  }
  return (
    <>
      <span className={`flex gap-2 ${hasConcern ? 'pr-5' : ''}`}>
        <span title={card.clientName} className="min-w-0 truncate font-semibold">
          {card.clientName}
        </span>
        <Badges card={card} isDense />
      </span>
      {rows > 2 && (
        <span className="block truncate text-quiet">
          {`${time} · ${texts.minutes(card.durationMin)} · ${card.service}`}
        </span>
      )}
      <span
        className={`flex items-center gap-2 overflow-hidden ${rows === 3 || rows === 2 ? room : ''}`}
      >
        {rows === 2 && <span className="text-quiet">{time}</span>}
        <FormMark form={card.formStatus} isShort />
        <VisitMark
          visit={card.visit}
          status={card.status}
          isComing={card.attendanceConfirmed}
          size={14}
        />
      </span>
      {rows > 3 && (
        <span className={`block truncate text-quiet ${room}`}>{besides(card, kind)}</span>
      )}
    </>
  );
}

const LINE_PX = 19;

export interface Grip {
  onPointerDown: (event: PointerEvent<HTMLElement>, card: DeskCalendarCard, lane: Lane) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, card: DeskCalendarCard, lane: Lane) => void;
}

interface CardProps {
  card: DeskCalendarCard;
  lane: Lane;
  measure: Measure;
  grip: Grip;
  /** It is being moved: where it stands now is shown faintly. */
  isLifted: boolean;
}

export function LaneCard({ card, lane, measure, grip, isLifted }: CardProps): ReactElement | null {
  const { open } = useOpen();
  const { take } = useVisit();
  const place = placeOf(card, lane.span, measure.pxPerMinute);
  if (!place) return null;
  const concern = concernIn(lane, card);
  const step = mainStep(card);
  const has = { hasConcern: concern !== null, hasStep: step !== null };
  const { reference, clientName: name } = card;
  const rows = Math.floor((place.height - 6) / LINE_PX);
  const isAsked = card.status === 'requested';
  return (
    <li
      className={`@container absolute inset-x-1 z-10 focus-within:z-20 hover:z-20 ${isLifted ? 'opacity-40' : ''}`}
      style={{ top: place.top + 1, height: place.height - 2 }}
    >
      <button
        type="button"
        data-testid="card"
        data-reference={reference}
        onClick={() => open(reference)}
        onPointerDown={(event) => grip.onPointerDown(event, card, lane)}
        onKeyDown={(event) => grip.onKeyDown(event, card, lane)}
        className={`group nums absolute inset-0 flex flex-col items-stretch ${rows < 2 ? 'justify-center' : 'pt-0.5'} rounded-card border bg-surface pr-1.5 pl-3 text-left text-13 leading-[19px] transition-colors hover:border-edge focus-visible:z-20 ${
          isAsked ? 'border-dashed border-edge' : 'border-line'
        }`}
      >
        <span
          aria-hidden
          className="absolute inset-y-0 left-0 w-[3px] rounded-l-card"
          style={hueOf(card.sessionType)}
        />
        <Lines {...{ card, rows, kind: lane.kind }} {...has} />
        {concern && <Corner concern={concern} />}
      </button>
      {step && (
        <StepButton
          visited={{ ...card, name }}
          step={step}
          look="quiet"
          onPress={() => take({ reference, name, step })}
          isBare
          className={`absolute bottom-0.5 z-10 size-7! min-h-0! px-0! max-lg:hidden ${
            concern && rows < 2 ? 'right-7' : 'right-1'
          }`}
        />
      )}
    </li>
  );
}
