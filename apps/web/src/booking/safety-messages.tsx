import type { SafetyMessage } from '@limber/contracts';
import { Phone } from 'lucide-react';
import type { ReactElement } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { safetyPageTexts } from './safety.en.ts';

const urgency: readonly string[] = ['emergency', 'urgent', 'clinician', 'wait', 'rebook'];
const rank = ({ level }: SafetyMessage): number => {
  const at = urgency.indexOf(level);
  return at < 0 ? urgency.length : at;
};

/** What to call, the most urgent message's number first, each once. */
const numbersOf = (messages: readonly SafetyMessage[]): string[] => [
  ...new Set(messages.flatMap(({ numbers }) => numbers.map(({ number }) => number))),
];

function Calls({ numbers }: { numbers: readonly string[] }): ReactElement {
  return (
    <div className="nums flex flex-wrap gap-3">
      {numbers.map((number, index) => (
        <a
          key={number}
          href={`tel:${number}`}
          className={buttonClass(index === 0 ? 'alarm' : 'quiet')}
        >
          <Phone aria-hidden size={18} />
          {safetyPageTexts.call(number)}
        </a>
      ))}
    </div>
  );
}

/** What it may mean and what to do: most urgent first, one box per thing to do, the numbers on top. */
export function SafetyMessages({ messages }: { messages: readonly SafetyMessage[] }): ReactElement {
  const sorted = [...messages].sort((a, b) => rank(a) - rank(b));
  const titles = [...new Set(sorted.map(({ title }) => title))];
  const numbers = numbersOf(sorted);
  return (
    <div className="space-y-4">
      {numbers.length > 0 && <Calls numbers={numbers} />}
      {titles.map((title) => (
        <section key={title} className="rounded-card border-2 border-brick bg-brick-wash p-5">
          <h2 className="text-21 font-semibold">{title}</h2>
          <ul className="mt-2 space-y-3">
            {sorted
              .filter((message) => message.title === title)
              .map((message) => (
                <li key={message.code}>{message.body}</li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
