import type { ReactElement } from 'react';
import { Tick } from '../ui/field.tsx';

interface Props<Code extends string> {
  id?: string;
  title: string;
  lead: string;
  /** Before each code, so that a test finds its line. */
  mark: 'flag' | 'harm';
  items: readonly { code: Code; question: string }[];
  ticked: readonly Code[];
  onChange: (codes: readonly Code[]) => void;
}

/** What may be wrong, one line each. Nothing is preselected; one tick takes every booking off the page. */
export function CheckInFlags<Code extends string>(props: Props<Code>): ReactElement {
  const { id, title, lead, mark, items, ticked, onChange } = props;
  return (
    <fieldset id={id} className="min-w-0">
      <legend className="text-17 font-semibold">{title}</legend>
      <p className="mt-1 mb-3 text-15 text-quiet">{lead}</p>
      <ul className="rounded-card border border-line bg-surface px-4">
        {items.map(({ code, question }) => (
          <li key={code} className="border-b border-line py-0.5 last:border-b-0">
            <Tick
              testId={`${mark}-${code}`}
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
