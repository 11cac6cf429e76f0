import type { RecommendationView, TrainingReport } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useId, useState } from 'react';
import { Certainty } from '../ui/certainty.tsx';
import type { Format } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { trainingReport } from './answers.rules.ts';
import { chartTexts as texts } from './chart.en.ts';
import { useDraft } from './draft.store.ts';
import { saveFile } from './save-file.ts';
import { SorenessPicture } from './soreness.picture.tsx';
import { bandOf, CHART_HOURS, csvOf, hoursAfter, tableOf } from './soreness.rules.ts';
import { SorenessTable } from './soreness.table.tsx';

type Window = NonNullable<RecommendationView['window']>;

interface Props {
  window: Window;
  starts: readonly string[];
}

const HALF_HOUR = 0.5;

/** What the picture says with lines and areas, said in words above the table. */
function marksOf(
  format: Format,
  window: Window,
  { nowMs, now, chosenAt }: { nowMs: number; now: number; chosenAt: string | null },
): string[] {
  const say = (when: string | number): string => format.shortMoment(when);
  return [
    texts.nowIs(say(nowMs), texts.hours(Math.round(now))),
    texts.windowIs(say(window.from), say(window.to)),
    texts.bestIs(say(window.bestFrom), say(window.bestTo)),
    ...(chosenAt ? [texts.chosenIs(say(chosenAt))] : []),
  ];
}

function About(): ReactElement {
  return (
    <figcaption className="space-y-1 text-15 text-quiet">
      <p>{texts.about}</p>
      <p className="flex flex-wrap items-center gap-x-4">
        <Certainty word={texts.sourceCertainty} />
        <Link
          to="/evidence/$claimId"
          params={{ claimId: 'X1' }}
          className="link inline-flex min-h-11 items-center sm:min-h-7"
        >
          {texts.source}
        </Link>
      </p>
    </figcaption>
  );
}

/** Everything of the chart in hours after the training. */
function useHours({ window, starts }: Props, training: TrainingReport) {
  const { hold } = useDraft();
  const nowMs = useNow(60_000);
  const after = (at: string | number): number => hoursAfter(training, at);
  const now = after(nowMs);
  const chosenAt = hold && Date.parse(hold.expiresAt) > nowMs ? hold.startsAt : null;
  const chosen = chosenAt === null ? null : after(chosenAt);
  return {
    nowMs,
    now,
    chosenAt,
    chosen,
    /** Until a time is kept, the earliest moment that suits stands for it. */
    session: chosen ?? Math.max(now, after(window.bestFrom)),
    starts: starts.map(after),
    span: {
      from: after(window.from),
      to: after(window.to),
      bestFrom: after(window.bestFrom),
      bestTo: after(window.bestTo),
    },
  };
}

function Chart({ training, ...props }: Props & { training: TrainingReport }): ReactElement | null {
  const format = useFormat();
  const id = useId();
  const [isTable, setTable] = useState(false);
  const at = useHours(props, training);
  if (at.now >= CHART_HOURS) return null;
  const rows = tableOf(training, at.now, at.session, at);
  const endedAt = Date.parse(training.endedAt);
  return (
    <figure aria-labelledby={id} className="space-y-3">
      <h2 id={id} className="text-17 font-semibold">
        {texts.title}
      </h2>
      {isTable ? (
        <SorenessTable endedAt={endedAt} rows={rows} marks={marksOf(format, props.window, at)} />
      ) : (
        <SorenessPicture
          {...at}
          endedAt={endedAt}
          points={bandOf(training, at.now, at.session, HALF_HOUR)}
        />
      )}
      <div className="flex flex-wrap gap-x-6">
        <button
          type="button"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className="link min-h-11 text-15"
        >
          {isTable ? texts.tableHide : texts.table}
        </button>
        <button
          type="button"
          onClick={() => saveFile(texts.file, 'text/csv', csvOf(texts.csvHead, rows, training))}
          className="link min-h-11 text-15"
        >
          {texts.csv}
        </button>
      </div>
      <About />
    </figure>
  );
}

/** Soreness, window and free times in one picture; the same as a table or a file for whoever prefers it. */
export default function SorenessChart(props: Props): ReactElement | null {
  const training = trainingReport(useDraft());
  return training && <Chart {...props} training={training} />;
}
