import { redFlagScreen, safetyMessage } from '@limber/evidence';
import { Phone } from 'lucide-react';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { warningTexts as texts } from './evidence.en.ts';

type Level = keyof typeof texts.levels;
const levels: readonly Level[] = ['emergency', 'urgent', 'clinician', 'wait', 'rebook'];

/** The signs by how soon somebody should look at them. */
function byLevel(country: string): [Level, string[]][] {
  const all = redFlagScreen.flatMap(({ questions }) =>
    questions.map(({ code, text }) => ({ level: safetyMessage(code, country).level, text })),
  );
  return levels.map((level) => [
    level,
    all.filter((each) => each.level === level).map(({ text }) => text),
  ]);
}

function Numbers({ country }: { country: string }): ReactElement {
  return (
    <div className="nums flex flex-wrap gap-3">
      {(texts.numbers[country] ?? texts.elsewhere).map(([label, number], index) => (
        <a
          key={number}
          href={`tel:${number}`}
          className={buttonClass(index === 0 ? 'alarm' : 'quiet')}
        >
          <Phone aria-hidden size={18} />
          {texts.call(label, number)}
        </a>
      ))}
    </div>
  );
}

export function WarningSignsPage(): ReactElement {
  const { data: clinic } = useClinic();
  const country = clinic?.country ?? 'GB';
  return (
    <div className="max-w-[680px] space-y-8">
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <Numbers country={country} />
      {byLevel(country).map(([level, signs]) => (
        <section key={level} className="border-t border-line pt-5">
          <h2 className={`text-21 font-semibold ${level === 'emergency' ? 'text-brick' : ''}`}>
            {texts.levels[level]}
          </h2>
          <ul className="mt-3 list-disc space-y-2 pl-5">
            {signs.map((sign) => (
              <li key={sign}>{sign}</li>
            ))}
          </ul>
        </section>
      ))}
      <p className="text-quiet">{texts.more}</p>
      {clinic && <p className="nums text-quiet">{texts.reach(clinic.phone)}</p>}
    </div>
  );
}
