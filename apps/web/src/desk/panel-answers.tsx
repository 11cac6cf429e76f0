import type { DeskHealth } from '@limber/contracts';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { areaNames, listAreas } from '../booking/training.en.ts';
import type { Format } from '../ui/format.ts';
import { clearanceTexts } from './clearance.en.ts';
import { healthTexts as texts } from './health.en.ts';

export function Block({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div className="space-y-1.5 border-t border-line pt-3">
      <h4 className="text-13 font-semibold text-quiet">{title}</h4>
      <div className="nums space-y-1.5 text-15 break-words">{children}</div>
    </div>
  );
}

export function Mind({ children }: { children: ReactNode }): ReactElement {
  return (
    <p className="flex gap-2 font-medium text-amber">
      <TriangleAlert aria-hidden size={16} className="mt-1 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

const areaWord = (area: string): string =>
  (areaNames as Readonly<Record<string, string>>)[area] ?? area;

type Yes = NonNullable<DeskHealth['screening']>['yes'];

function YesList({ yes }: { yes: Yes }): ReactElement {
  if (yes.length === 0) return <p>{texts.noneYes}</p>;
  return (
    <ul className="space-y-3">
      {yes.map(({ code, question, area, note }) => (
        <li key={code} className="space-y-1">
          <p>{question}</p>
          <p className="font-semibold">
            {area ? `${texts.yesTo}. ${texts.place(areaWord(area))}` : texts.yesTo}
          </p>
          {note && <Mind>{note}</Mind>}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  health: DeskHealth;
  format: Format;
}

/** What all answers together allow, before the answers themselves: it is what the hands need. */
export function Limits({ limits }: Pick<DeskHealth, 'limits'>): ReactElement | null {
  const cap = texts.cap(limits.pressureCap, limits.minutesCap);
  if (cap === '' && limits.avoid.length === 0) return null;
  return (
    <Block title={texts.labels.cap}>
      {cap !== '' && <Mind>{texts.atMost(cap)}</Mind>}
      {limits.avoid.length > 0 && <Mind>{texts.avoid(listAreas(limits.avoid))}</Mind>}
    </Block>
  );
}

export function Screening({ health: { screening }, format }: Props): ReactElement {
  if (!screening) return <p>{texts.noScreening}</p>;
  return (
    <>
      <YesList yes={screening.yes} />
      <p className="text-13 text-quiet">
        {texts.answeredAt(format.shortMoment(screening.answeredAt), screening.version)}
      </p>
    </>
  );
}

export function Intake({ health: { intake }, format }: Props): ReactElement {
  if (!intake) return <p className="text-quiet">{texts.noIntake}</p>;
  return (
    <>
      <YesList yes={intake.yes} />
      <p className="text-13 text-quiet">
        {texts.answeredAt(format.shortMoment(intake.answeredAt), intake.version)}
      </p>
      {intake.isDue && <Mind>{texts.intakeDue(format.shortMoment(intake.dueAgainAt))}</Mind>}
    </>
  );
}

export function Clearances({ health: { clearances }, format }: Props): ReactElement {
  return (
    <ul className="space-y-3">
      {clearances.map((given) => (
        <li key={`${given.scope} ${given.givenAt}`} className="space-y-1">
          <p className="font-semibold">{clearanceTexts.line(given, (at) => format.dated(at))}</p>
          {given.coversSoreness && <p>{clearanceTexts.soreness}</p>}
          {given.covers.map(({ code, question, area }) => (
            <p key={code}>{area ? `${question} ${texts.place(areaWord(area))}` : question}</p>
          ))}
        </li>
      ))}
    </ul>
  );
}
