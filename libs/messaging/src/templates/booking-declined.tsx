import { mailTexts } from '../mail.en.ts';
import type { BookingDeclinedView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, when } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.bookingDeclined;

const about = ({ visit }: BookingDeclinedView): string =>
  mailTexts.about(visit.service, visit.therapist, visit.reference);

export const bookingDeclined: MailTemplate<BookingDeclinedView> = {
  subject: (view, format) => texts.subject(when(format, view.visit.startsAt)),
  preheader: () => texts.preheader,
  Content: ({ view, format }) => (
    <>
      <Eyebrow>{texts.lead}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{texts[view.cause]}</Paragraph>
      <Paragraph>{texts.noFee}</Paragraph>
      {view.timesUrl === null ? null : (
        <ActionButton href={view.timesUrl}>{texts.button}</ActionButton>
      )}
      <Quiet>{about(view)}</Quiet>
    </>
  ),
  text: (view, format) => [
    [texts.lead, when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    [texts[view.cause], texts.noFee].join('\n'),
    ...(view.timesUrl === null ? [] : [mailTexts.footer.link(texts.button, view.timesUrl)]),
    about(view),
  ],
};
