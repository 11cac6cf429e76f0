import type { DeskBookingCard, SessionType } from '@limber/contracts';
import {
  CalendarCheck,
  CircleCheck,
  ClipboardCheck,
  ClipboardX,
  DoorOpen,
  Hourglass,
  type LucideIcon,
  Timer,
  UserCheck,
  UserX,
} from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import { dayTexts } from './day.en.ts';
import { comingWord, statusWords, visitWords } from './visit.en.ts';

type Visit = DeskBookingCard['visit'];

const icons: Record<Visit, LucideIcon> = {
  booked: CalendarCheck,
  arrived: DoorOpen,
  in_session: Timer,
  done: CircleCheck,
  no_show: UserX,
};
const inks: Record<Visit, string> = {
  booked: 'text-quiet',
  arrived: 'text-pine',
  in_session: 'text-pine font-semibold',
  done: 'text-quiet',
  no_show: 'text-brick',
};

interface Props {
  visit: Visit;
  status: DeskBookingCard['status'];
  isComing?: boolean;
  size?: number;
}

/** Where a visit stands, as a word and an icon: never by colour alone. */
export function VisitMark({ visit, status, isComing = false, size = 15 }: Props): ReactElement {
  const isOpen = status === 'confirmed';
  const isSaid = isOpen && isComing && visit === 'booked';
  const Icon = isSaid ? UserCheck : isOpen ? icons[visit] : Hourglass;
  const word = isSaid ? comingWord : isOpen ? visitWords[visit] : statusWords[status];
  const ink = isSaid ? 'text-pine' : isOpen ? inks[visit] : 'text-amber';
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 whitespace-nowrap ${ink}`}>
      <Icon aria-hidden size={size} strokeWidth={2.25} className="shrink-0" />
      {word}
    </span>
  );
}

interface FormProps {
  form: DeskBookingCard['formStatus'];
  isShort?: boolean;
}

export function FormMark({ form, isShort = false }: FormProps): ReactElement {
  const Icon = form === 'answered' ? ClipboardCheck : ClipboardX;
  const ink = form === 'answered' ? 'text-quiet' : 'text-amber';
  return (
    <span
      title={isShort ? dayTexts.form[form] : undefined}
      className={`inline-flex shrink-0 items-center gap-1 whitespace-nowrap ${ink}`}
    >
      <Icon aria-hidden size={15} strokeWidth={2.25} className="shrink-0" />
      <span className={isShort ? 'sr-only' : ''}>{dayTexts.form[form]}</span>
    </span>
  );
}

export function Badge({ children, hint }: { children: string; hint: string }): ReactElement {
  return (
    <span
      title={hint}
      className="inline-flex shrink-0 items-center rounded-chip border border-edge px-2 text-13 leading-5 font-medium text-ink"
    >
      {children}
    </span>
  );
}

interface BadgesProps {
  card: Pick<DeskBookingCard, 'isNewClient' | 'isFirstOfType'>;
  /** A word without a frame, where rows are low. */
  isDense?: boolean;
}

export function Badges({ card, isDense = false }: BadgesProps): ReactElement | null {
  const { isNewClient, isFirstOfType } = card;
  if (isDense && (isNewClient || isFirstOfType)) {
    return (
      <span
        title={isNewClient ? dayTexts.newHint : dayTexts.firstHint}
        className="shrink-0 font-semibold text-pine"
      >
        {isNewClient ? dayTexts.new : dayTexts.firstShort}
      </span>
    );
  }
  if (card.isNewClient) return <Badge hint={dayTexts.newHint}>{dayTexts.new}</Badge>;
  if (card.isFirstOfType) return <Badge hint={dayTexts.firstHint}>{dayTexts.first}</Badge>;
  return null;
}

/** One hue a session type, each at 3:1 or better on both surfaces; the name of the service stands beside it. */
const hues: Record<SessionType, string> = {
  recovery_light: 'light-dark(#2b8473, #6fc2b0)',
  sports_massage: 'light-dark(#2f6ba8, #82b3e6)',
  deep_tissue: 'light-dark(#7a4a8c, #c69bdb)',
  mobility: 'light-dark(#6b7415, #b5c062)',
  relaxation: 'light-dark(#a8527a, #e29abd)',
};

export const hueOf = (type: SessionType): CSSProperties => ({ backgroundColor: hues[type] });

/** Why a card carries the amber corner, or null. Who may not know more is told no more. */
export function concernOf(card: DeskBookingCard): string | null {
  if (card.contactFirst) return dayTexts.contactFirst;
  if (!card.caution) return null;
  return card.health ? dayTexts.caution : dayTexts.cautionPlain;
}
