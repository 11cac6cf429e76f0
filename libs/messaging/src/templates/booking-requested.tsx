import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { BookingRequestedView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Facts, Notice, Paragraph, Title } from './parts.tsx';
import { type MailTemplate, when, whenExactly } from './template.ts';
import { visitFacts, visitText } from './visit-facts.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.bookingRequested;

const kept = (view: BookingRequestedView, format: MailFormat): string =>
  texts.kept(whenExactly(format, view.answerBy));

const movedLine = (view: BookingRequestedView, format: MailFormat): string | null =>
  view.movedFrom && texts.movedFrom(when(format, view.movedFrom));

function Content({ view, format }: { view: BookingRequestedView; format: MailFormat }) {
  const moved = movedLine(view, format);
  return (
    <>
      <Eyebrow>{texts.lead}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      {moved === null ? null : <Paragraph>{moved}</Paragraph>}
      <Notice>{kept(view, format)}</Notice>
      <Paragraph>{texts.otherwise}</Paragraph>
      <Facts facts={visitFacts(view.visit, format)} />
      <ActionButton href={view.manageUrl}>{texts.button}</ActionButton>
    </>
  );
}

export const bookingRequested: MailTemplate<BookingRequestedView> = {
  subject: (view, format) => texts.subject(when(format, view.visit.startsAt)),
  preheader: () => texts.preheader,
  Content,
  text(view, format) {
    const moved = movedLine(view, format);
    return [
      [texts.lead, when(format, view.visit.startsAt)].join('\n'),
      ...greetingText(view, format),
      ...(moved === null ? [] : [moved]),
      [kept(view, format), texts.otherwise].join('\n'),
      visitText(view.visit, format),
      mailTexts.footer.link(texts.button, view.manageUrl),
    ];
  },
};
