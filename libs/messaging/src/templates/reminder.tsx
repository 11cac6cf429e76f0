import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { ReminderView } from '../mail-view.ts';
import {
  ActionButton,
  Eyebrow,
  Facts,
  Notice,
  Paragraph,
  Quiet,
  TextLink,
  Title,
} from './parts.tsx';
import { hello, type MailTemplate, unbroken, when, whenExactly } from './template.ts';
import { visitFacts, visitText } from './visit-facts.ts';

const texts = mailTexts.reminder;
const { freeUntil, freeNoMore } = mailTexts.bookingConfirmation;

const cancelLine = ({ freeCancellationUntil: until }: ReminderView, format: MailFormat): string =>
  until ? freeUntil(whenExactly(format, until)) : freeNoMore;

const call = ({ clinic }: ReminderView): string => texts.call(unbroken(clinic.phone));

function Content({ view, format }: { view: ReminderView; format: MailFormat }) {
  const { attendUrl, moveUrl, manageUrl } = view;
  return (
    <>
      <Eyebrow>{texts.lead}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Paragraph>{hello(view.firstName)}</Paragraph>
      {attendUrl === null ? <Paragraph>{texts.known}</Paragraph> : null}
      <ActionButton href={attendUrl ?? manageUrl}>
        {attendUrl === null ? texts.manage : texts.attend}
      </ActionButton>
      {moveUrl === null ? null : (
        <Paragraph>
          <TextLink href={moveUrl}>{texts.move}</TextLink>
        </Paragraph>
      )}
      <Quiet>{texts.next}</Quiet>
      <Facts facts={visitFacts(view.visit, format)} />
      <Notice>{cancelLine(view, format)}</Notice>
      <Quiet>{call(view)}</Quiet>
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
    hello(view.firstName),
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
    call(view),
  ],
};
