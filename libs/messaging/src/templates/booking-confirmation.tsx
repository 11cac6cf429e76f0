import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { BookingConfirmationView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Facts, Notice, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, unbroken, when, whenExactly } from './template.ts';
import { visitFacts, visitText } from './visit-facts.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.bookingConfirmation;

const cancelLine = (view: BookingConfirmationView, format: MailFormat): string =>
  view.freeCancellationUntil
    ? texts.freeUntil(whenExactly(format, view.freeCancellationUntil))
    : texts.freeNoMore;

const isChanged = ({ therapistBefore, placeBefore }: BookingConfirmationView): boolean =>
  Boolean(therapistBefore ?? placeBefore);

const leadOf = (view: BookingConfirmationView): string =>
  view.movedFrom ? texts.leadMoved : isChanged(view) ? texts.leadChanged : texts.lead;

const subjectOf = (view: BookingConfirmationView): ((when: string) => string) =>
  view.movedFrom ? texts.subjectMoved : isChanged(view) ? texts.subjectChanged : texts.subject;

/** What is different from what the client knew: the time, the place, the hands. */
function movedLine(view: BookingConfirmationView, format: MailFormat): string | null {
  const { movedFrom, therapistBefore, placeBefore, visit } = view;
  const lines = [
    movedFrom && texts.movedFrom(when(format, movedFrom)),
    placeBefore && texts.elsewhere(visit.location.name, placeBefore),
    therapistBefore && texts.instead(visit.therapist, therapistBefore),
  ].filter(Boolean);
  return lines.length > 0 ? lines.join(' ') : null;
}

function Content({ view, format }: { view: BookingConfirmationView; format: MailFormat }) {
  const moved = movedLine(view, format);
  return (
    <>
      <Eyebrow>{leadOf(view)}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      {moved === null ? null : <Paragraph>{moved}</Paragraph>}
      <Facts facts={visitFacts(view.visit, format)} />
      <Notice>{cancelLine(view, format)}</Notice>
      <ActionButton href={view.manageUrl}>{texts.button}</ActionButton>
      <Quiet>{texts.healthChanges(unbroken(view.clinic.phone))}</Quiet>
    </>
  );
}

export const bookingConfirmation: MailTemplate<BookingConfirmationView> = {
  subject: (view, format) => subjectOf(view)(when(format, view.visit.startsAt)),
  preheader: ({ visit }) => texts.preheader(visit.location.name),
  Content,
  text(view, format) {
    const moved = movedLine(view, format);
    return [
      [leadOf(view), when(format, view.visit.startsAt)].join('\n'),
      ...greetingText(view, format),
      ...(moved === null ? [] : [moved]),
      visitText(view.visit, format),
      cancelLine(view, format),
      mailTexts.footer.link(texts.button, view.manageUrl),
      texts.healthChanges(unbroken(view.clinic.phone)),
    ];
  },
};
