import type { DeskBookingCard } from '@limber/contracts';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFormat } from '../ui/use-format.ts';
import { dayTexts as texts } from './day.en.ts';
import { HealthFacts } from './health-facts.tsx';
import { useOpen } from './use-open.ts';
import { VisitActions } from './visit-actions.tsx';
import { Badges, concernOf, FormMark, hueOf, VisitMark } from './visit.marks.tsx';

interface Props {
  card: DeskBookingCard;
  /** The one at hand: larger, and its main step waits at the foot of the page. */
  isCurrent?: boolean;
  /** Over: one line is enough. */
  isShort?: boolean;
}

export function Concern({ card }: { card: DeskBookingCard }): ReactElement | null {
  const concern = concernOf(card);
  // The notes say it better where they may be read; a word from the client first outranks them.
  if (!concern || (card.health?.notes.length && !card.contactFirst)) return null;
  return (
    <p className="flex gap-2 rounded-card bg-amber-wash px-3 py-2 text-15 font-medium text-amber">
      <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
      {concern}
    </p>
  );
}

function Head({ card, isCurrent }: Props): ReactElement {
  const format = useFormat();
  const { open } = useOpen();
  const time = format.time(card.startsAt);
  return (
    <button
      type="button"
      data-testid="card"
      data-reference={card.reference}
      onClick={() => open(card.reference)}
      className="flex min-h-11 w-full items-start gap-3 rounded-card text-left after:absolute after:inset-0 after:content-['']"
    >
      <span className="min-w-0 flex-1">
        <span className={`voice nums block ${isCurrent ? 'text-28' : 'text-21'}`}>
          {time}
          <span className="text-15 text-quiet">{` – ${format.time(card.endsAt)}`}</span>
        </span>
        <span
          className={`mt-1 block leading-snug font-semibold break-words ${isCurrent ? 'text-21' : 'text-17'}`}
        >
          {card.clientName}
        </span>
      </span>
      <ChevronRight aria-hidden size={20} className="mt-1.5 shrink-0 text-quiet" />
    </button>
  );
}

/** A visit on a phone: all of it opens the booking, only the steps are buttons of their own. */
export function VisitCard({ card, isCurrent = false }: Props): ReactElement {
  return (
    <li
      className={`relative overflow-hidden rounded-card border bg-surface py-3 pr-3 pl-4 ${
        isCurrent ? 'border-pine' : 'border-line'
      }`}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 w-[3px]"
        style={hueOf(card.sessionType)}
      />
      <Head card={card} isCurrent={isCurrent} />
      <div className="mt-1 space-y-2.5">
        <p className="nums text-15 text-quiet">
          {`${card.service}, ${texts.place(card.durationMin, card.room.name)}`}
        </p>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-15">
          <VisitMark
            visit={card.visit}
            status={card.status}
            isComing={card.attendanceConfirmed}
            size={16}
          />
          <FormMark form={card.formStatus} />
          <Badges card={card} />
        </p>
        <Concern card={card} />
        {card.health && (
          <div className="border-t border-line pt-2.5">
            <HealthFacts health={card.health} />
          </div>
        )}
        <VisitActions
          visited={{ ...card, name: card.clientName }}
          isWithoutMain={isCurrent}
          className="relative z-10"
        />
      </div>
    </li>
  );
}

/** A visit that is over, as one line. */
export function VisitLine({ card }: { card: DeskBookingCard }): ReactElement {
  const format = useFormat();
  const { open } = useOpen();
  const time = format.time(card.startsAt);
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        data-testid="card"
        data-reference={card.reference}
        onClick={() => open(card.reference)}
        className="nums flex min-h-12 w-full items-center gap-3 px-3 text-left text-15 hover:bg-sage focus-visible:outline-offset-[-2px]"
      >
        <span className="text-quiet">{time}</span>
        <span className="min-w-0 flex-1 truncate font-medium">{card.clientName}</span>
        <VisitMark
          visit={card.visit}
          status={card.status}
          isComing={card.attendanceConfirmed}
          size={16}
        />
      </button>
    </li>
  );
}
