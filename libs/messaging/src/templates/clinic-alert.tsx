import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { ClinicAlertView } from '../mail-view.ts';
import { ActionButton, Paragraph, Title } from './parts.tsx';
import { type MailTemplate, when } from './template.ts';

const texts = mailTexts.clinicAlert;

function Content({ view, format }: { view: ClinicAlertView; format: MailFormat }) {
  return (
    <>
      <Title>{texts.lead(view.reference)}</Title>
      <Paragraph>{texts.body(when(format, view.raisedAt))}</Paragraph>
      <Paragraph>{texts.todo}</Paragraph>
      <ActionButton href={view.deskUrl}>{texts.button}</ActionButton>
    </>
  );
}

export const clinicAlert: MailTemplate<ClinicAlertView> = {
  subject: (view) => texts.subject(view.reference),
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    texts.lead(view.reference),
    texts.body(when(format, view.raisedAt)),
    texts.todo,
    mailTexts.footer.link(texts.button, view.deskUrl),
  ],
};
