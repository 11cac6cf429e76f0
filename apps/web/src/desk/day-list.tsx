import type { ReactElement, ReactNode } from 'react';
import { useFormat } from '../ui/use-format.ts';
import type { Lane } from './calendar/lane.rules.ts';
import { type Sorted, sortDay } from './day.rules.ts';
import { dayTexts as texts } from './day.en.ts';
import { useVisit } from './use-visit.ts';
import { mainStep, StepButton } from './visit-actions.tsx';
import { VisitCard, VisitLine } from './visit-card.tsx';

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section aria-label={title} className="space-y-2">
      <h2 className="text-13 font-semibold text-quiet">{title}</h2>
      {children}
    </section>
  );
}

/** The one thing to press now, where a thumb finds it without looking. */
function ThumbBar({ current }: { current: Sorted['current'] }): ReactElement | null {
  const { take } = useVisit();
  const format = useFormat();
  const step = current && mainStep(current);
  if (!step) return null;
  const { reference, clientName: name } = current;
  return (
    <div
      data-testid="thumb"
      className="fixed inset-x-0 bottom-0 z-30 flex items-center gap-3 border-t border-line bg-surface px-4 pt-3 pb-[max(12px,env(safe-area-inset-bottom))]"
    >
      <p className="nums min-w-0 flex-1 text-15 leading-tight">
        <span className="block truncate font-semibold">{name}</span>
        <span className="block text-13 text-quiet">{format.time(current.startsAt)}</span>
      </p>
      <StepButton
        visited={{ ...current, name }}
        step={step}
        className="min-h-14 min-w-[55%] text-17"
        onPress={() => take({ reference, name, step })}
      />
    </div>
  );
}

interface Props {
  lane: Lane;
  now: number;
  isToday: boolean;
}

/** The own day on a phone: who is next comes first, then what follows, then what is over. */
export function DayList({ lane, now, isToday }: Props): ReactElement {
  const { current, later, earlier } = sortDay(lane.cards, now);
  if (!isToday) {
    return (
      <ol className="space-y-3">
        {lane.cards.map((card) => (
          <VisitCard key={card.reference} card={card} />
        ))}
      </ol>
    );
  }
  return (
    <div className="space-y-6 pb-24">
      {current ? (
        <Part title={current.visit === 'in_session' ? texts.inRoom : texts.next}>
          <ol>
            <VisitCard card={current} isCurrent />
          </ol>
        </Part>
      ) : (
        <p className="text-17">{texts.nothingLeft}</p>
      )}
      {later.length > 0 && (
        <Part title={texts.later}>
          <ol className="space-y-3">
            {later.map((card) => (
              <VisitCard key={card.reference} card={card} />
            ))}
          </ol>
        </Part>
      )}
      {earlier.length > 0 && (
        <Part title={texts.earlier}>
          <ol className="overflow-hidden rounded-card border border-line bg-surface">
            {earlier.map((card) => (
              <VisitLine key={card.reference} card={card} />
            ))}
          </ol>
        </Part>
      )}
      <ThumbBar current={current} />
    </div>
  );
}
