import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { ReminderView } from '../mail-view.ts';
import {
  ActionButton,
  Eyebrow,
  Facts,
  LinkLine,
  Notice,
  Paragraph,
  Quiet,
  Title,
} from './parts.tsx';
import { type MailTemplate, when, whenExactly } from './template.ts';
import { visitFacts, visitText } from './visit-facts.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.reminder;
const { freeUntil, freeNoMore } = mailTexts.bookingConfirmation;

const cancelLine = ({ freeCancellationUntil: until }: ReminderView, format: MailFormat): string =>
  until ? freeUntil(whenExactly(format, until)) : freeNoMore;

function Content({ view, format }: { view: ReminderView; format: MailFormat }) {
  const { attendUrl, moveUrl, manageUrl } = view;
  return (
    <>
      <Eyebrow>{texts.lead}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      {attendUrl === null ? <Paragraph>{texts.known}</Paragraph> : null}
      <ActionButton href={attendUrl ?? manageUrl}>
        {attendUrl === null ? texts.manage : texts.attend}
      </ActionButton>
      {moveUrl === null ? null : <LinkLine href={moveUrl}>{texts.move}</LinkLine>}
      <Quiet>{texts.next}</Quiet>
      <Facts facts={visitFacts(view.visit, format)} />
      <Notice>{cancelLine(view, format)}</Notice>
    </>
  );
}

/** Which button was tapped travels in the fragment: opening a page changes nothing. */
export const reminder: MailTemplate<ReminderView> = {
  subject: (view, format) => texts.subject(when(format, view.visit.startsAt)),
  preheader: ({ visit, attendUrl }) =>
    (attendUrl === null ? texts.preheaderKnown : texts.preheader)(visit.location.name),
  Content,
  text: (view, format) => [
    [texts.lead, when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    ...(view.attendUrl === null ? [texts.known] : []),
    [
      view.attendUrl === null
        ? mailTexts.footer.link(texts.manage, view.manageUrl)
        : mailTexts.footer.link(texts.attend, view.attendUrl),
      ...(view.moveUrl === null ? [] : [mailTexts.footer.link(texts.move, view.moveUrl)]),
    ].join('\n'),
    texts.next,
    visitText(view.visit, format),
    cancelLine(view, format),
  ],
};
