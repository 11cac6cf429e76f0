import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { WaitlistJoinedView, WaitlistOfferView, WaitlistTakenView } from '../mail-view.ts';
import { ActionButton, Eyebrow, Facts, Notice, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, when, whenExactly } from './template.ts';
import { visitFacts, visitText } from './visit-facts.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.waitlist;

const titleOf = ({ service, durationMin }: WaitlistJoinedView): string =>
  texts.titleJoined(service, mailTexts.minutes(durationMin));

const whomOf = ({ therapist }: WaitlistJoinedView): string =>
  therapist === null ? texts.withAnybody : texts.withWhom(therapist);

const windowsOf = ({ windows }: WaitlistJoinedView, format: MailFormat): string[] =>
  windows.map(({ from, to, ends }) => {
    const [first, last] = [format.day(from), format.day(to)];
    const [starts, closes] = [format.time(from), format.time(ends)];
    return first === last
      ? texts.windowOneDay(first, starts, closes)
      : texts.windowDays(first, last, starts, closes);
  });

const noteOf = (view: WaitlistJoinedView): string[] => (view.isMove ? [texts.isMove] : []);

function Joined({ view, format }: { view: WaitlistJoinedView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{texts.leadJoined}</Eyebrow>
      <Title>{titleOf(view)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{whomOf(view)}</Paragraph>
      {noteOf(view).map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
      <Paragraph>{texts.windowsLead}</Paragraph>
      {windowsOf(view, format).map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <Paragraph>{texts.how}</Paragraph>
      <ActionButton href={view.url}>{texts.buttonJoined}</ActionButton>
      <Quiet>{texts.quiet(view.quietFrom, view.quietUntil)}</Quiet>
      <Quiet>{texts.until(format.day(view.until))}</Quiet>
    </>
  );
}

/** On the list, with the link to see, change and leave it. */
export const waitlistJoined: MailTemplate<WaitlistJoinedView> = {
  subject: () => texts.subjectJoined,
  preheader: () => texts.preheaderJoined,
  Content: Joined,
  text: (view, format) => [
    [texts.leadJoined, titleOf(view)].join('\n'),
    ...greetingText(view, format),
    whomOf(view),
    ...noteOf(view),
    [texts.windowsLead, ...windowsOf(view, format)].join('\n'),
    texts.how,
    mailTexts.footer.link(texts.buttonJoined, view.url),
    texts.quiet(view.quietFrom, view.quietUntil),
    texts.until(format.day(view.until)),
  ],
};

const keptOf = ({ keptUntil }: WaitlistOfferView, format: MailFormat): string =>
  texts.kept(whenExactly(format, keptUntil));

const replacesOf = ({ movedFrom }: WaitlistOfferView, format: MailFormat): string[] =>
  movedFrom === null ? [] : [texts.replaces(when(format, movedFrom))];

function Offer({ view, format }: { view: WaitlistOfferView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{texts.leadOffer}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      <Notice>{keptOf(view, format)}</Notice>
      <Paragraph>{texts.first}</Paragraph>
      {replacesOf(view, format).map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <ActionButton href={view.url}>{texts.buttonOffer}</ActionButton>
      <Quiet>{texts.nextOffer}</Quiet>
      <Quiet>{texts.declineHint}</Quiet>
      <Facts facts={visitFacts(view.visit, format)} />
    </>
  );
}

/** A time that came free, kept for whoever is quick. */
export const waitlistOffer: MailTemplate<WaitlistOfferView> = {
  subject: (view, format) => texts.subjectOffer(when(format, view.visit.startsAt)),
  preheader: () => texts.preheaderOffer,
  Content: Offer,
  text: (view, format) => [
    [texts.leadOffer, when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    keptOf(view, format),
    texts.first,
    ...replacesOf(view, format),
    mailTexts.footer.link(texts.buttonOffer, view.url),
    texts.nextOffer,
    texts.declineHint,
    visitText(view.visit, format),
  ],
};

const afterOf = ({ stillWaiting }: WaitlistTakenView): string =>
  stillWaiting ? texts.stay : texts.ended;

function Taken({ view, format }: { view: WaitlistTakenView; format: MailFormat }) {
  return (
    <>
      <Eyebrow>{texts.leadTaken}</Eyebrow>
      <Title>{when(format, view.visit.startsAt)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{afterOf(view)}</Paragraph>
      <ActionButton href={view.entryUrl}>{texts.buttonTaken}</ActionButton>
    </>
  );
}

/** Somebody else was quicker. */
export const waitlistTaken: MailTemplate<WaitlistTakenView> = {
  subject: (view, format) => texts.subjectTaken(when(format, view.visit.startsAt)),
  preheader: () => texts.preheaderTaken,
  Content: Taken,
  text: (view, format) => [
    [texts.leadTaken, when(format, view.visit.startsAt)].join('\n'),
    ...greetingText(view, format),
    afterOf(view),
    mailTexts.footer.link(texts.buttonTaken, view.entryUrl),
  ],
};
