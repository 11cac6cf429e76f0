import type { CheckInView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { Tick } from '../ui/field.tsx';
import { checkInTexts as texts } from './account.en.ts';

interface Props {
  id: string;
  flags: CheckInView['redFlags'];
  ticked: readonly string[];
  onChange: (codes: readonly string[]) => void;
}

/** The warning signs. Nothing is preselected; one tick takes every booking off the page. */
export function CheckInFlags({ id, flags, ticked, onChange }: Props): ReactElement {
  return (
    <fieldset id={id} className="min-w-0">
      <legend className="text-17 font-semibold">{texts.flags}</legend>
      <p className="mt-1 mb-3 text-15 text-quiet">{texts.flagsLead}</p>
      <ul className="rounded-card border border-line bg-surface px-4">
        {flags.map(({ code, question }) => (
          <li key={code} className="border-b border-line py-0.5 last:border-b-0">
            <Tick
              testId={`flag-${code}`}
              isOn={ticked.includes(code)}
              onToggle={(isOn) =>
                onChange(isOn ? [...ticked, code] : ticked.filter((each) => each !== code))
              }
            >
              <span className="text-15">{question}</span>
            </Tick>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
