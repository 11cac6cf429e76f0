import type { OutcomeCurve, OwnOutcomes } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { readOutcomes } from '../api/booking.requests.ts';
import { ProblemError } from '../api/problem.ts';
import { saveFile } from '../booking/save-file.ts';
import { Button } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble, troubleOf } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { OutcomePicture } from './outcome.picture.tsx';
import { outcomesTexts as texts } from './outcomes.en.ts';

interface Props {
  curve: OutcomeCurve;
  format: Format;
}

const cell = 'px-3 py-2 text-left';

function Table({ curve, format }: Props): ReactElement {
  return (
    <table className="nums w-full text-15">
      <thead className="text-13 text-quiet">
        <tr>
          {[texts.when, texts.soreness, texts.sideTitle].map((title) => (
            <th key={title} scope="col" className={`${cell} font-medium`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curve.points.map(({ at, hours, soreness, side }) => (
          <tr key={at} className="border-t border-line">
            <th scope="row" className={`${cell} font-normal`}>
              {format.shortMoment(at)}
              <span className="block text-13 text-quiet">{texts.hours(hours)}</span>
            </th>
            <td className={cell}>{soreness}</td>
            <td className={`${cell} text-quiet`}>
              {side === null ? texts.noSide : texts.side[side]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const csvOf = ({ points }: OutcomeCurve): string =>
  [
    texts.csvHead,
    ...points.map(({ at, hours, soreness, side }) => [
      at,
      String(hours),
      String(soreness),
      side ?? '',
    ]),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

function Curve({ curve, format }: Props): ReactElement {
  const [isTable, setTable] = useState(false);
  const { training, visit, baseline, verdict } = curve;
  const visitDay = visit && texts.visit(format.shortMoment(visit.startsAt));
  return (
    <section
      data-testid="curve"
      className="space-y-3 rounded-card border border-line bg-surface p-4"
    >
      <div>
        <h2 className="text-17 font-semibold">
          {training
            ? texts.trained(texts.kind[training.type], format.shortMoment(training.endedAt))
            : visitDay}
        </h2>
        {training && visitDay && <p className="nums text-15 text-quiet">{visitDay}</p>}
      </div>
      <p data-testid="verdict" className="text-15">
        {visit ? texts.verdict[verdict] : texts.noVisit}
      </p>
      {visit && (
        <p className="nums text-15 text-quiet">
          {baseline === null ? texts.noBaseline : texts.baseline(baseline)}
        </p>
      )}
      {isTable ? <Table {...{ curve, format }} /> : <OutcomePicture curve={curve} />}
      {!isTable && training && <p className="text-13 text-quiet">{texts.about}</p>}
      <div className="-ml-5 flex flex-wrap">
        <Button look="plain" data-testid="as-table" onClick={() => setTable(!isTable)}>
          {isTable ? texts.tableHide : texts.table}
        </Button>
        <Button look="plain" onClick={() => saveFile(texts.file, 'text/csv', csvOf(curve))}>
          {texts.csv}
        </Button>
      </div>
    </section>
  );
}

function Shown({ outcomes }: { outcomes: OwnOutcomes }): ReactElement {
  const { locale } = useFormat();
  const format = formatFor(locale, outcomes.timeZone);
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      {outcomes.curves.length === 0 && <Notice title={texts.none} />}
      {outcomes.curves.map((curve) => (
        <Curve
          key={`${curve.visit?.startsAt ?? ''} ${curve.points[0]?.at ?? ''}`}
          curve={curve}
          format={format}
        />
      ))}
      <p className="nums text-13 text-quiet">{texts.until(format.moment(outcomes.expiresAt))}</p>
    </>
  );
}

/** What somebody told us, to themselves: their own past, and nobody else's. */
export function OutcomesPage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  const outcomes = useQuery({
    queryKey: ['outcomes', token],
    queryFn: ({ signal }) => readOutcomes(token, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const { error } = outcomes;
  return (
    <div className="mx-auto max-w-[560px] space-y-6">
      {outcomes.isPending && <Skeleton rows={4} />}
      {error instanceof ProblemError ? (
        <PageTitle lead={troubleOf(error).detail}>{troubleOf(error).title}</PageTitle>
      ) : (
        error && <Trouble error={error} onRetry={() => void outcomes.refetch()} />
      )}
      {outcomes.data && <Shown outcomes={outcomes.data} />}
    </div>
  );
}
