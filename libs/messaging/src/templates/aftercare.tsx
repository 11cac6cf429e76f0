import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { AftercareView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Paragraph, Question, Quiet, Title } from './parts.tsx';
import { Scale, scaleText } from './scale.tsx';
import { type MailTemplate, unbroken, when } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.aftercare;

const visitLine = ({ visit }: AftercareView, format: MailFormat): string =>
  mailTexts.yourVisit(when(format, visit.startsAt), visit.therapist);

function Content({ view, format }: { view: AftercareView; format: MailFormat }) {
  const { clinic, checkIn } = view;
  return (
    <>
      <Eyebrow>{visitLine(view, format)}</Eyebrow>
      <Title>{texts.lead}</Title>
      <Greeting view={view} format={format} />
      {texts.body.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      <Question>{texts.question}</Question>
      <ActionButton href={view.worryUrl ?? view.symptomsUrl}>{texts.button}</ActionButton>
      <Quiet>{texts.otherwise(unbroken(clinic.phone))}</Quiet>
      {checkIn ? <Scale ask={checkIn} format={format} locale={clinic.locale} /> : null}
    </>
  );
}

export const aftercare: MailTemplate<AftercareView> = {
  subject: (view, format) => texts.subject(format.day(view.visit.startsAt)),
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    visitLine(view, format),
    ...greetingText(view, format),
    ...texts.body,
    [texts.question, mailTexts.footer.link(texts.button, view.worryUrl ?? view.symptomsUrl)].join(
      '\n',
    ),
    texts.otherwise(unbroken(view.clinic.phone)),
    ...(view.checkIn ? scaleText({ ask: view.checkIn, format, locale: view.clinic.locale }) : []),
  ],
};
