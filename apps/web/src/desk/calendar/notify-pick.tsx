import { type ReactElement, useId } from 'react';
import { moveTexts as texts } from './move.en.ts';
import type { Notify } from './move.target.ts';

const ways: readonly Notify[] = ['settle', 'now', 'none'];

/** When the client hears of a change. */
export function NotifyPick({
  notify,
  hints,
  onPick,
}: {
  notify: Notify;
  hints: Readonly<Record<Notify, string>>;
  onPick: (notify: Notify) => void;
}): ReactElement {
  const name = useId();
  return (
    <fieldset aria-describedby={`${name}-hint`}>
      <legend className="text-15 font-semibold">{texts.notify}</legend>
      <div className="flex flex-wrap gap-x-5">
        {ways.map((each) => (
          <label key={each} className="flex min-h-11 cursor-pointer items-center gap-2 text-15">
            <input
              type="radio"
              name={name}
              className="size-5 accent-pine"
              checked={notify === each}
              onChange={() => onPick(each)}
            />
            {texts.notifyOf[each]}
          </label>
        ))}
      </div>
      <p id={`${name}-hint`} className="text-13 text-quiet">
        {hints[notify]}
      </p>
    </fieldset>
  );
}
