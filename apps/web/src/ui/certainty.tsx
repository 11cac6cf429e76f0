import type { ReactElement } from 'react';
import { uiTexts } from './ui.en.ts';

export type CertaintyWord = 'high' | 'moderate' | 'low' | 'very low';
const steps: Record<CertaintyWord, number> = { 'very low': 1, low: 2, moderate: 3, high: 4 };

/** A word and a mark of four steps: filled ones stand taller, so that the mark does not live by colour. */
export function Certainty({ word }: { word: CertaintyWord }): ReactElement {
  const filled = steps[word];
  return (
    <span className="inline-flex items-center gap-2 text-15 whitespace-nowrap">
      <span aria-hidden className="inline-flex items-end gap-[3px]">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={`w-[5px] rounded-[1.5px] ${step <= filled ? 'bg-ink' : 'border border-edge'}`}
            style={{ height: 4 + step * 3 }}
          />
        ))}
      </span>
      <span>{uiTexts.certainty(word)}</span>
    </span>
  );
}
