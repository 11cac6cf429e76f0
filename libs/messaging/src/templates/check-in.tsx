import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { CheckInMailView } from '../mail-view.ts';
import { Eyebrow, Paragraph, Title } from './parts.tsx';
import { Scale, scaleText } from './scale.tsx';
import { hello, type MailTemplate } from './template.ts';
import { Opening, openingText } from './words.tsx';

const texts = mailTexts.checkIn;

/** Counted from the training, a check-in may come before the visit: it must not speak of one that was. */
const lead = (view: CheckInMailView): string =>
  view.since === 'training' ? texts.leadTraining[view.kind] : texts.leadVisit;

const body = (view: CheckInMailView): string =>
  view.since === 'training' ? texts.body[view.kind] : texts.bodyVisit;

function Content({ view, format }: { view: CheckInMailView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{hello(view.firstName)}</Eyebrow>
      <Title>{lead(view)}</Title>
      <Opening view={view} format={format} />
      <Paragraph>{body(view)}</Paragraph>
      <Scale ask={view.checkIn} format={format} locale={view.clinic.locale} />
    </>
  );
}

export const checkIn: MailTemplate<CheckInMailView> = {
  subject: (view) =>
    view.since === 'training' ? texts.subject[view.kind] : texts.subjectAfterVisit,
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    hello(view.firstName),
    lead(view),
    ...openingText(view, format),
    body(view),
    ...scaleText({ ask: view.checkIn, format, locale: view.clinic.locale }),
  ],
};
