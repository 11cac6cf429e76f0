import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { NudgeView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Paragraph, Title } from './parts.tsx';
import { type MailTemplate, when } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.nudge;

const visitLine = ({ visit }: NudgeView, format: MailFormat): string =>
  mailTexts.yourVisit(when(format, visit.startsAt), visit.therapist);

function Content({ view, format }: { view: NudgeView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{visitLine(view, format)}</Eyebrow>
      <Title>{texts.lead}</Title>
      <Greeting view={view} format={format} />
      {texts.body.map((sentence) => (
        <Paragraph key={sentence}>{sentence}</Paragraph>
      ))}
      <ActionButton href={view.bookUrl}>{texts.button}</ActionButton>
    </>
  );
}

export const nudge: MailTemplate<NudgeView> = {
  subject: () => texts.subject,
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    visitLine(view, format),
    ...greetingText(view, format),
    ...texts.body,
    mailTexts.footer.link(texts.button, view.bookUrl),
  ],
};
