import type { DeskBookingCard } from '@limber/contracts';
import {
  Activity,
  Gauge,
  Hand,
  type LucideIcon,
  Signal,
  MessageSquareText,
  TriangleAlert,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { listAreas } from '../booking/training.en.ts';
import { wholeFacts } from './day.rules.ts';
import { healthTexts as texts } from './health.en.ts';

type Health = NonNullable<DeskBookingCard['health']>;

interface Fact {
  key: keyof typeof texts.labels;
  text: string;
  isCaution?: boolean;
}

function trainingOf({ trainingType, hoursSinceTraining, rpe, areas }: Health): string {
  if (!trainingType) return texts.noTraining;
  if (trainingType === 'rest') return texts.restDay;
  const said = texts.trained(hoursSinceTraining, trainingType, rpe);
  return areas.length > 0 ? `${said}, ${listAreas(areas)}` : said;
}

/** What to know before laying hands on, what limits the work first. */
function factsOf(health: Health): Fact[] {
  const { suggestedWork: work, notes, lastResponse, sorenessAtBooking } = health;
  const cap = texts.cap(health.pressureCap, health.minutesCap);
  const facts: (Fact | false | null)[] = [
    ...notes.map(({ note }) => ({ key: 'note', text: note, isCaution: true }) as const),
    cap !== '' && { key: 'cap', text: texts.atMost(cap), isCaution: true },
    { key: 'training', text: trainingOf(health) },
    work && {
      key: 'work',
      text: texts.suggested(texts.work(work.sessionType, work.durationMin, work.pressure)),
    },
    sorenessAtBooking !== null && { key: 'soreness', text: texts.soreness(sorenessAtBooking) },
    lastResponse.length > 0 && { key: 'last', text: texts.last(lastResponse) },
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact) && fact !== null);
}

const icons: Partial<Record<Fact['key'], LucideIcon>> = {
  note: TriangleAlert,
  cap: Gauge,
  training: Activity,
  last: MessageSquareText,
  work: Hand,
  soreness: Signal,
};

interface Props {
  health: Health;
  /** In the time grid a fact has one line; the panel holds the rest. */
  isTight?: boolean;
  /** Half an hour is three lines: what comes first has one of its own, the rest stands in two columns. */
  isLow?: boolean;
}

export function HealthFacts({ health, isTight = false, isLow = false }: Props): ReactElement {
  const line = isTight ? 'truncate' : 'break-words';
  const facts = factsOf(health);
  const whole = isLow ? wholeFacts(facts.length) : 0;
  const tight = `text-13 leading-[18px] ${isLow ? 'grid grid-cols-2 gap-x-4' : 'space-y-0.5'}`;
  return (
    <ul className={`nums min-w-0 ${isTight ? tight : 'space-y-1 text-15'}`}>
      {facts.map(({ key, text, isCaution }, n) => {
        const Icon = icons[key];
        return (
          <li
            key={key + text}
            title={isTight ? text : undefined}
            className={`flex min-w-0 gap-2 ${n < whole ? 'col-span-2' : ''} ${isCaution ? 'font-medium text-amber' : ''}`}
          >
            <span
              className={`flex w-4 shrink-0 items-center justify-center ${isTight ? 'h-[18px]' : 'h-[1.5em]'}`}
            >
              {Icon && <Icon aria-hidden size={15} strokeWidth={2.25} />}
            </span>
            <span className={`min-w-0 ${line}`}>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
