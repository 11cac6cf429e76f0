import type { OutcomeReport } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { clinicPath, request, withQuery } from '../../api/request.ts';
import { now } from '../../api/clinic-clock.ts';
import { saveFile } from '../../booking/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { addDays, formatFor } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { DESK } from '../desk.requests.ts';
import { DeskTitle } from '../desk-title.tsx';
import { useStaff } from '../me.context.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { reportTexts as texts } from './outcomes.en.ts';

const PERIODS = [30, 90, 365];

type Spread = NonNullable<OutcomeReport['services'][number]['spread']>;
const cell = 'px-3 py-2 text-left align-top';

interface TableProps {
  /** Of the heading above it. */
  labelledBy: string;
  titles: readonly string[];
  children: ReactNode;
}

function Table({ labelledBy, titles, children }: TableProps): ReactElement {
  return (
    <div
      role="region"
      aria-labelledby={labelledBy}
      // Wider than a phone: the keyboard can move it too.
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="nums w-full text-15">
        <thead className="text-13 text-quiet">
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col" className={`${cell} font-medium`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

function SpreadCells({ spread, least }: { spread: Spread | null; least: number }): ReactElement {
  if (!spread) {
    return (
      <td colSpan={2} className={`${cell} text-quiet`}>
        {texts.tooFew(least)}
      </td>
    );
  }
  return (
    <>
      <td className={cell}>{spread.median}</td>
      <td className={cell}>{texts.between(String(spread.q1), String(spread.q3))}</td>
    </>
  );
}

function Rates({ rates }: Pick<OutcomeReport, 'rates'>): ReactElement {
  if (rates.every(({ asked }) => asked === 0)) {
    return <p className="text-15 text-quiet">{texts.nobody}</p>;
  }
  return (
    <ul className="grid gap-3 sm:grid-cols-3">
      {rates.map(({ kind, asked, answered }) => (
        <li
          key={kind}
          data-testid="rate"
          className="rounded-card border border-line bg-surface p-4"
        >
          <p className="text-13 font-medium text-quiet">{texts.kind[kind]}</p>
          <p className="nums text-21 font-semibold">{texts.answered(answered, asked)}</p>
          <div aria-hidden className="mt-3 h-1.5 rounded-full bg-sage">
            <div
              className="h-full rounded-full bg-pine"
              style={{ width: `${asked === 0 ? 0 : (100 * answered) / asked}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** One session, its three check-ins below it: narrow enough for a phone. */
function Session({ of, least }: { of: OutcomeReport['services']; least: number }): ReactElement {
  return (
    <tbody className="border-t border-line">
      <tr>
        <th scope="rowgroup" colSpan={4} className={`${cell} pb-0! font-semibold`}>
          {of[0]?.service}
        </th>
      </tr>
      {of.map(({ kind, n, spread }) => (
        <tr key={kind}>
          <th scope="row" className={`${cell} font-normal text-quiet`}>
            {texts.kind[kind]}
          </th>
          <td className={cell}>{n}</td>
          <SpreadCells spread={spread} least={least} />
        </tr>
      ))}
    </tbody>
  );
}

function Services({ services, groupMinimum }: OutcomeReport): ReactElement | null {
  if (services.length === 0) return null;
  const names = [...new Set(services.map(({ service }) => service))];
  return (
    <section className="space-y-3">
      <h2 id="by-session" className="text-17 font-semibold">
        {texts.services}
      </h2>
      <p className="measure text-15 text-quiet">{texts.servicesLead}</p>
      <Table labelledBy="by-session" titles={[texts.check, texts.count, texts.middle, texts.half]}>
        {names.map((name) => (
          <Session
            key={name}
            of={services.filter(({ service }) => service === name)}
            least={groupMinimum}
          />
        ))}
      </Table>
    </section>
  );
}

function Therapists({ therapists, therapistMinimum }: OutcomeReport): ReactElement {
  return (
    <section className="space-y-3">
      <h2 id="by-therapist" className="text-17 font-semibold">
        {texts.therapists}
      </h2>
      <p className="measure text-15 text-quiet">{texts.therapistsLead(therapistMinimum)}</p>
      {therapists.length === 0 ? (
        <p className="text-15">{texts.noTherapist(therapistMinimum)}</p>
      ) : (
        <Table
          labelledBy="by-therapist"
          titles={[texts.therapist, texts.count, texts.middle, texts.half]}
        >
          <tbody>
            {therapists.map(({ id, name, spread }) => (
              <tr key={id} className="border-t border-line">
                <th scope="row" className={`${cell} font-normal`}>
                  {name}
                </th>
                <td className={cell}>{spread.n}</td>
                <SpreadCells spread={spread} least={therapistMinimum} />
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

const csvOf = ({ services }: OutcomeReport): string =>
  [
    texts.csvHead,
    ...services.map(({ service, kind, n, spread }) => [
      ...[quoted(service), kind, String(n)],
      ...(spread ? [spread.median, spread.q1, spread.q3].map(String) : ['', '', '']),
    ]),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');

function Report({ report }: { report: OutcomeReport }): ReactElement {
  const { from, to } = report;
  return (
    <>
      <Rates rates={report.rates} />
      <p className="text-15">{texts.harm(report.harmReports)}</p>
      <Services {...report} />
      <Therapists {...report} />
      <Button
        look="quiet"
        onClick={() => saveFile(texts.file(from, to), 'text/csv', csvOf(report))}
      >
        {texts.csv}
      </Button>
    </>
  );
}

/** For the owner. Every look is written down, so it is read once for a period chosen, not in the background. */
export function OutcomeReportPage(): ReactElement {
  const { clinic } = useStaff();
  const format = formatFor(clinic.locale, clinic.timeZone);
  const [days, setDays] = useState(90);
  const to = format.date(now());
  const from = addDays(to, 1 - days);
  const report = useQuery({
    queryKey: [DESK, 'outcome-report', from, to],
    queryFn: ({ signal }) =>
      request<OutcomeReport>('GET', withQuery(clinicPath('/desk/reports/outcomes'), { from, to }), {
        signal,
      }),
    staleTime: Infinity,
  });
  useSignInWhenGone(report.error);
  return (
    <div className="max-w-[784px] space-y-6 px-4 py-4 pb-24 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      <div className="max-w-60">
        <Select
          label={texts.period}
          value={String(days)}
          options={PERIODS.map((each) => ({ value: String(each), label: texts.days(each) }))}
          onPick={(value) => setDays(Number(value))}
        />
      </div>
      {report.isPending && <Skeleton rows={4} height={72} />}
      {report.isError && <Trouble error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && <Report report={report.data} />}
    </div>
  );
}
