import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { DayPlanChange, DayPlanView, DayPlanVisit } from '../mail-view.ts';
import {
  ActionButton,
  Eyebrow,
  FactRow,
  FactTable,
  NoticeList,
  Paragraph,
  Question,
  Quiet,
  Title,
} from './parts.tsx';
import { hello, type MailTemplate } from './template.ts';
import { style } from './theme.ts';

const texts = mailTexts.dayPlan;

const isEvening = ({ kind }: DayPlanView): boolean => kind === 'day_plan_evening';

const leadOf = (view: DayPlanView): string =>
  isEvening(view) ? texts.leadTomorrow : texts.leadToday;

const whatOf = (visit: Pick<DayPlanVisit, 'service' | 'durationMin' | 'room'>): string =>
  texts.what(visit.service, mailTexts.minutes(visit.durationMin), visit.room);

const marksOf = ({ isNewClient, hasForm, isRequest }: DayPlanVisit): string =>
  texts.marks([
    hasForm ? texts.hasForm : texts.noForm,
    ...(isNewClient ? [texts.newClient] : []),
    ...(isRequest ? [texts.request] : []),
  ]);

const amberOf = ({ amber }: DayPlanVisit): string | null => amber && texts.amber[amber];

const rangeOf = ({ startsAt, endsAt }: DayPlanVisit, format: MailFormat): string =>
  texts.range(format.time(startsAt), format.time(endsAt));

const shiftLines = ({ shifts }: DayPlanView, format: MailFormat): string[] =>
  shifts.length === 0
    ? [texts.noShift]
    : shifts.map(({ place, startsAt, endsAt }) =>
        texts.shift(place, format.time(startsAt), format.time(endsAt)),
      );

function changeLine(change: DayPlanChange, format: MailFormat): string {
  const words = texts.change;
  switch (change.type) {
    case 'new':
      return words.new(rangeOf(change.visit, format), change.visit.firstName, whatOf(change.visit));
    case 'amber':
      return words.amber(
        rangeOf(change.visit, format),
        change.visit.firstName,
        amberOf(change.visit) ?? '',
      );
    case 'moved':
      return words.moved(
        rangeOf(change.visit, format),
        change.visit.firstName,
        format.time(change.before.startsAt),
      );
    case 'changed':
      return words.changed(
        rangeOf(change.visit, format),
        change.visit.firstName,
        whatOf(change.visit),
        whatOf(change.before),
      );
    case 'cancelled':
    case 'elsewhere':
      return words[change.type](format.time(change.before.startsAt), change.before.firstName);
  }
}

const noneOf = ({ changes }: DayPlanView): string =>
  changes === null ? texts.none : texts.noneLeft;

/** When, who, what; and first of all that something waits on the day card. */
function Visit({ visit, format }: { visit: DayPlanVisit; format: MailFormat }) {
  const amber = amberOf(visit);
  return (
    <FactRow label={rangeOf(visit, format)}>
      <div style={{ fontWeight: 600 }}>{visit.firstName}</div>
      {amber === null ? null : (
        <div className="l-amber" style={style.amber}>
          {amber}
        </div>
      )}
      <div>{whatOf(visit)}</div>
      <div className="l-quiet" style={style.factNote}>
        {marksOf(visit)}
      </div>
    </FactRow>
  );
}

function Content({ view, format }: { view: DayPlanView; format: MailFormat }) {
  const { changes, visits } = view;
  return (
    <>
      <Eyebrow>{leadOf(view)}</Eyebrow>
      <Title>{format.day(view.day)}</Title>
      <Paragraph>{hello(view.firstName)}</Paragraph>
      {changes === null ? null : (
        <>
          <Question>{texts.changed}</Question>
          <NoticeList lines={changes.map((change) => changeLine(change, format))} />
          <Question>{texts.asNow}</Question>
        </>
      )}
      {shiftLines(view, format).map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      {visits.length === 0 ? (
        <Paragraph>{noneOf(view)}</Paragraph>
      ) : (
        <FactTable>
          {visits.map((visit) => (
            <Visit key={visit.startsAt.toISOString()} visit={visit} format={format} />
          ))}
        </FactTable>
      )}
      <Quiet>{texts.health}</Quiet>
      <ActionButton href={view.deskUrl}>{texts.button}</ActionButton>
    </>
  );
}

/** A therapist's own day: names as they are called at the door, and nothing that only the desk may show. */
export const dayPlan: MailTemplate<DayPlanView> = {
  subject: (view, format) =>
    view.changes === null
      ? texts.subjectEvening(format.day(view.day), texts.visits(view.visits.length))
      : texts.subjectMorning(format.day(view.day)),
  preheader: ({ changes, visits: [first] }, format) => {
    if (changes !== null) return texts.preheaderChanged(changes.length);
    return first ? texts.preheaderFirst(format.time(first.startsAt)) : texts.preheaderNone;
  },
  Content,
  text: (view, format) => [
    [leadOf(view), format.day(view.day)].join('\n'),
    hello(view.firstName),
    ...(view.changes === null
      ? []
      : [
          [texts.changed, ...view.changes.map((change) => changeLine(change, format))].join('\n'),
          texts.asNow,
        ]),
    shiftLines(view, format).join('\n'),
    view.visits.length === 0
      ? noneOf(view)
      : view.visits
          .map((visit) =>
            texts.visitLine(
              rangeOf(visit, format),
              visit.firstName,
              whatOf(visit),
              [...(visit.amber ? [amberOf(visit)] : []), marksOf(visit)].join('. '),
            ),
          )
          .join('\n'),
    texts.health,
    mailTexts.footer.link(texts.button, view.deskUrl),
  ],
};
