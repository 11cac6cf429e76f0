import type { DeskBookingCard } from '@limber/contracts';
import { CircleStop, DoorOpen, type LucideIcon, Play, UserX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { isStep } from './day.rules.ts';
import { actionTexts, stepTexts } from './visit.en.ts';
import type { VisitStep } from './desk.requests.ts';
import { useVisit } from './use-visit.ts';

const icons: Record<VisitStep, LucideIcon> = {
  arrived: DoorOpen,
  in_session: Play,
  done: CircleStop,
  no_show: UserX,
};

const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-card border px-4 text-15 transition-colors';
const looks = {
  main: 'border-transparent bg-pine font-semibold text-on-pine hover:bg-pine-strong',
  quiet: 'border-edge bg-surface font-medium text-ink hover:border-pine hover:text-pine',
  danger: 'border-brick bg-surface font-medium text-brick hover:bg-brick-wash',
} as const;

export type Visited = Pick<DeskBookingCard, 'reference' | 'visit' | 'nextVisits'> & {
  name: string;
};

interface StepProps {
  visited: Visited;
  step: VisitStep;
  look?: keyof typeof looks;
  /** The icon alone, where a card has no room for the word; the name still says all of it. */
  isBare?: boolean;
  className?: string;
  onPress: () => void;
}

export function StepButton({
  visited,
  step,
  look = 'main',
  isBare = false,
  className = '',
  onPress,
}: StepProps): ReactElement {
  const Icon = icons[step];
  return (
    <button
      type="button"
      data-testid={`step-${step}`}
      aria-label={`${stepTexts[step].press}: ${stepTexts[step].pressFor(visited.name)}`}
      title={isBare ? stepTexts[step].press : undefined}
      onClick={onPress}
      className={`${base} ${looks[look]} ${className}`}
    >
      <Icon aria-hidden size={isBare ? 16 : 18} />
      {!isBare && stepTexts[step].press}
    </button>
  );
}

export const mainStep = ({ nextVisits }: Pick<Visited, 'nextVisits'>): VisitStep | null =>
  nextVisits.filter(isStep).find((step) => step !== 'no_show') ?? null;

/** The one step nobody can take back and that stops mails: asked once more before it is made. */
function NoShow({ visited, onYes }: { visited: Visited; onYes: () => void }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <StepButton visited={visited} step="no_show" look="quiet" onPress={() => setAsking(true)} />
    );
  }
  return (
    <div
      role="group"
      data-asking
      className="rise w-full space-y-3 rounded-card border border-brick bg-brick-wash p-3"
    >
      <p className="text-15">{actionTexts.sureNoShow(visited.name)}</p>
      <div className="flex flex-wrap gap-2">
        <button type="button" autoFocus onClick={onYes} className={`${base} ${looks.danger}`}>
          {actionTexts.yesNoShow}
        </button>
        <button type="button" onClick={() => setAsking(false)} className={`${base} ${looks.quiet}`}>
          {actionTexts.back}
        </button>
      </div>
    </div>
  );
}

interface Props {
  visited: Visited;
  /** The main step stands elsewhere, within the thumb's reach. */
  isWithoutMain?: boolean;
  className?: string;
}

/** Only what may be pressed now, as the clinic says it. */
export function VisitActions({
  visited,
  isWithoutMain = false,
  className = '',
}: Props): ReactElement | null {
  const { take } = useVisit();
  const { reference, name } = visited;
  const main = mainStep(visited);
  const hasMain = main !== null && !isWithoutMain;
  const hasNoShow = visited.nextVisits.includes('no_show');
  if (!hasMain && !hasNoShow) return null;
  return (
    <div
      role="group"
      aria-label={actionTexts.label}
      className={`flex flex-wrap gap-2 ${className}`}
    >
      {hasMain && (
        <StepButton
          visited={visited}
          step={main}
          onPress={() => take({ reference, name, step: main })}
        />
      )}
      {hasNoShow && (
        <NoShow visited={visited} onYes={() => take({ reference, name, step: 'no_show' })} />
      )}
    </div>
  );
}
