import type { ReactElement } from 'react';
import { uiTexts } from './ui.en.ts';

/** Grey shapes of what will come. They appear only after 300 ms: what is quicker needs no excuse. */
export function Skeleton({
  rows = 3,
  height = 56,
}: {
  rows?: number;
  height?: number;
}): ReactElement {
  return (
    <div role="status" className="[animation:late_300ms_linear_both]">
      <span className="sr-only">{uiTexts.loading}</span>
      <div aria-hidden className="space-y-3 [animation:breathe_1.6s_ease-in-out_infinite]">
        {Array.from({ length: rows }, (_, row) => (
          <div
            key={row}
            className="rounded-card bg-line"
            style={{ height, width: row === 0 && rows > 1 ? '60%' : '100%' }}
          />
        ))}
      </div>
    </div>
  );
}
