import { Button, Section, Text } from 'react-email';
import { mailTexts } from '../mail.en.ts';
import type { SafetyMailView } from '../mail-view.ts';
import { LinkLine, Paragraph, Title } from './parts.tsx';
import { hello, type MailTemplate, telephone, unbroken } from './template.ts';
import { style } from './theme.ts';

const texts = mailTexts.safety;

/** Each number once, in the order the messages name them: worst first. */
const numbersOf = (view: SafetyMailView): string[] => [
  ...new Set(view.messages.flatMap(({ numbers }) => numbers)),
];

function Content({ view }: { view: SafetyMailView }) {
  return (
    <>
      <Title>{texts.lead}</Title>
      <Paragraph>{hello(view.firstName)}</Paragraph>
      {view.messages.map(({ title, body }) => (
        <Section key={body} className="l-alarm" style={style.alarm}>
          <Text className="l-alarm-title" style={style.alarmTitle}>
            {title}
          </Text>
          <Text className="l-ink" style={{ ...style.text, margin: 0 }}>
            {body}
          </Text>
        </Section>
      ))}
      <Section style={{ margin: '0 0 8px' }}>
        {numbersOf(view).map((number) => (
          <Button key={number} href={telephone(number)} className="l-call" style={style.callButton}>
            {texts.call(number)}
          </Button>
        ))}
      </Section>
      <Paragraph>{texts.because}</Paragraph>
      {view.bookingPaused ? (
        <Paragraph>{texts.paused(unbroken(view.clinic.phone))}</Paragraph>
      ) : null}
      <LinkLine href={view.symptomsUrl}>{texts.symptoms}</LinkLine>
    </>
  );
}

export const safety: MailTemplate<SafetyMailView> = {
  subject: () => texts.subject,
  preheader: () => texts.preheader,
  Content,
  text: (view) => [
    texts.lead.toUpperCase(),
    hello(view.firstName),
    ...view.messages.map(({ title, body }) => [title, body].join('\n')),
    ...(numbersOf(view).length > 0 ? [numbersOf(view).map(texts.call).join('\n')] : []),
    texts.because,
    ...(view.bookingPaused ? [texts.paused(unbroken(view.clinic.phone))] : []),
    mailTexts.footer.link(texts.symptoms, view.symptomsUrl),
  ],
};
