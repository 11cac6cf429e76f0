import { redFlagScreen } from '@limber/evidence';
import type { ReactElement } from 'react';
import { Tick } from '../ui/field.tsx';
import { checkTexts } from './check.en.ts';
import { isLineOn, toggleCode, toggleLine } from './red-flags.rules.ts';

type Line = (typeof redFlagScreen)[number];

interface Props {
  ticked: readonly string[];
  onChange: (ticked: readonly string[]) => void;
}

function FlagLine({ line, ticked, onChange }: Props & { line: Line }): ReactElement {
  const isOn = isLineOn(line, ticked);
  return (
    <li className="border-b border-line px-4 py-1.5 last:border-b-0">
      <Tick
        isOn={isOn}
        testId={`flag-${line.id}`}
        onToggle={(yes) => onChange(toggleLine(line, yes, ticked))}
      >
        {line.text}
      </Tick>
      {isOn && line.questions.length > 1 && (
        <fieldset className="rise mb-2 ml-9 border-l-2 border-line pl-3">
          <legend className="pt-1 text-15 text-quiet">{checkTexts.open}</legend>
          {line.questions.map(({ code, text }) => (
            <Tick
              key={code}
              isOn={ticked.includes(code)}
              testId={`flag-${code}`}
              onToggle={(yes) => onChange(toggleCode(line, code, yes, ticked))}
            >
              <span className="text-15">{text}</span>
            </Tick>
          ))}
        </fieldset>
      )}
    </li>
  );
}

/** Block A in six lines. Nothing is preselected; a ticked line opens its exact questions. */
export function RedFlags({ ticked, onChange }: Props): ReactElement {
  return (
    <ul aria-label={checkTexts.lines} className="rounded-card border border-line bg-surface">
      {redFlagScreen.map((line) => (
        <FlagLine key={line.id} line={line} ticked={ticked} onChange={onChange} />
      ))}
    </ul>
  );
}
