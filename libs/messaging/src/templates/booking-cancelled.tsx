import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { BookingCancelledView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, when } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.bookingCancelled;

const who = (view: BookingCancelledView): string =>
  view.cancelledBy === 'client' ? texts.byClient : texts.byClinic;

const cost = (view: BookingCancelledView, format: MailFormat): string =>
  view.fee && view.fee.amount > 0 ? texts.fee(format.money(view.fee)) : texts.noFee;

const about = ({ visit }: BookingCancelledView): string =>
  mailTexts.about(visit.service, visit.therapist, visit.reference);

function Content({ view, format }: { view: BookingCancelledView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{texts.lead}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{who(view)}</Paragraph>
      <Paragraph>{cost(view, format)}</Paragraph>
      {view.bookUrl === null ? null : (
        <ActionButton href={view.bookUrl}>{texts.button}</ActionButton>
      )}
      <Quiet>{about(view)}</Quiet>
    </>
  );
}

export const bookingCancelled: MailTemplate<BookingCancelledView> = {
  subject: (view, format) => texts.subject(when(format, view.visit.startsAt)),
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    [texts.lead, when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    [who(view), cost(view, format)].join('\n'),
    ...(view.bookUrl === null ? [] : [mailTexts.footer.link(texts.button, view.bookUrl)]),
    about(view),
  ],
};
