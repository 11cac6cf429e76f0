import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { ReOfferMailView } from '../mail-view.ts';
import { ActionButton, Eyebrow, LinkLine, Notice, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, when, whenExactly } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.reOffer;

const kept = ({ visit, keptUntil }: ReOfferMailView, format: MailFormat): string =>
  texts.kept(visit.therapist, whenExactly(format, keptUntil));

const about = ({ visit }: ReOfferMailView): string =>
  mailTexts.about(visit.service, visit.therapist, visit.reference);

function Content({ view, format }: { view: ReOfferMailView; format: MailFormat }) {
  const { therapist } = view.visit;
  return (
    <>
      <Eyebrow>{texts.lead(view.away)}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{texts.body(therapist)}</Paragraph>
      <Notice>{kept(view, format)}</Notice>
      <ActionButton href={`${view.url}#accept`}>{texts.accept(therapist)}</ActionButton>
      <LinkLine href={`${view.url}#move`}>{texts.move}</LinkLine>
      <LinkLine href={`${view.url}#cancel`}>{texts.cancel}</LinkLine>
      <Quiet>{texts.next}</Quiet>
      <Quiet>{about(view)}</Quiet>
    </>
  );
}

/** Somebody else at the same time, answered by one tap and one press. */
export const reOffer: MailTemplate<ReOfferMailView> = {
  subject: (view, format) => texts.subject(when(format, view.visit.startsAt)),
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    [texts.lead(view.away), when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    texts.body(view.visit.therapist),
    kept(view, format),
    [texts.textOpen, view.url].join('\n'),
    [texts.accept(view.visit.therapist), texts.move, texts.cancel].join('\n'),
    texts.next,
    about(view),
  ],
};
