import type { RecommendationView } from '@limber/contracts';
import { type ReactElement, useId, useState } from 'react';
import { useNow } from '../ui/use-now.ts';
import { trainingReport } from './answers.rules.ts';
import { chartTexts as texts } from './chart.en.ts';
import { useDraft } from './draft.store.ts';
import { SorenessPicture } from './soreness.picture.tsx';
import { bandOf, CHART_HOURS, hoursAfter } from './soreness.rules.ts';
import { SorenessTable } from './soreness.table.tsx';

interface Props {
  window: NonNullable<RecommendationView['window']>;
  starts: readonly string[];
}

const HALF_HOUR = 0.5;
const TABLE_STEP = 12;

/** Soreness, window and free times in one picture; the same as a table for whoever prefers it. */
export default function SorenessChart({ window, starts }: Props): ReactElement | null {
  const draft = useDraft();
  const id = useId();
  const [isTable, setTable] = useState(false);
  const nowMs = useNow(60_000);
  const training = trainingReport(draft);
  if (!training) return null;
  const now = hoursAfter(training, nowMs);
  if (now >= CHART_HOURS) return null;
  const session = Math.max(now, hoursAfter(training, window.bestFrom));
  const span = {
    from: hoursAfter(training, window.from),
    to: hoursAfter(training, window.to),
    bestFrom: hoursAfter(training, window.bestFrom),
    bestTo: hoursAfter(training, window.bestTo),
  };
  return (
    <figure aria-labelledby={id} className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h2 id={id} className="text-17 font-semibold">
          {texts.title}
        </h2>
        <button
          type="button"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className="link -my-2 min-h-11 text-15"
        >
          {isTable ? texts.tableHide : texts.table}
        </button>
      </div>
      {isTable ? (
        <SorenessTable
          endedAt={Date.parse(training.endedAt)}
          points={bandOf(training, now, session, TABLE_STEP)}
          span={span}
        />
      ) : (
        <SorenessPicture
          points={bandOf(training, now, session, HALF_HOUR)}
          span={span}
          now={now}
          starts={starts.map((start) => hoursAfter(training, start))}
        />
      )}
      <figcaption className="text-15 text-quiet">{texts.about}</figcaption>
    </figure>
  );
}
