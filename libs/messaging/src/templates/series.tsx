import { Fragment } from 'react';
import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { SeriesMailView } from '../mail-view.ts';
import { ActionButton, Eyebrow, LinkLine, Paragraph, Quiet, Title } from './parts.tsx';
import { type MailTemplate, when, whenExactly } from './template.ts';
import { Greeting, greetingText } from './words.tsx';

const texts = mailTexts.series;

const isBooked = ({ kind }: SeriesMailView): boolean => kind === 'series_booked';

const leadOf = (view: SeriesMailView): string =>
  isBooked(view) ? texts.leadBooked : texts.leadCancelled;

const about = ({ visit }: SeriesMailView): string =>
  texts.each(visit.service, mailTexts.minutes(visit.durationMin), visit.therapist);

/** Under each date while it stands. */
const policyOf = (freeUntil: Date | null, format: MailFormat): string =>
  freeUntil
    ? mailTexts.bookingConfirmation.freeUntil(whenExactly(format, freeUntil))
    : mailTexts.bookingConfirmation.freeNoMore;

const subjectOf = (view: SeriesMailView): string =>
  (isBooked(view) ? texts.subjectBooked : texts.subjectCancelled)(view.dates.length);

function Content({ view, format }: { view: SeriesMailView; format: MailFormat }) {
  const { location } = view.visit;
  return (
    <>
      <Eyebrow>{leadOf(view)}</Eyebrow>
      <Title>{about(view)}</Title>
      <Greeting view={view} format={format} />
      <Paragraph>{isBooked(view) ? texts.change : texts.sorry}</Paragraph>
      {view.dates.map(({ startsAt, url, freeUntil }) =>
        url === null ? (
          <Paragraph key={startsAt.toISOString()}>{when(format, startsAt)}</Paragraph>
        ) : (
          <Fragment key={startsAt.toISOString()}>
            <LinkLine href={url}>{when(format, startsAt)}</LinkLine>
            <Quiet>{policyOf(freeUntil, format)}</Quiet>
          </Fragment>
        ),
      )}
      {view.bookUrl === null ? null : (
        <ActionButton href={view.bookUrl}>{texts.button}</ActionButton>
      )}
      {isBooked(view) ? <Quiet>{texts.where(location.name, location.address)}</Quiet> : null}
    </>
  );
}

/** Several visits of one series, booked or called off together. */
export const series: MailTemplate<SeriesMailView> = {
  subject: subjectOf,
  preheader: () => texts.preheader,
  Content,
  text: (view, format) => [
    [leadOf(view), about(view)].join('\n'),
    ...greetingText(view, format),
    isBooked(view) ? texts.change : texts.sorry,
    view.dates
      .map(({ startsAt, url, freeUntil }) =>
        url === null
          ? when(format, startsAt)
          : `${mailTexts.footer.link(when(format, startsAt), url)}\n${policyOf(freeUntil, format)}`,
      )
      .join(isBooked(view) ? '\n\n' : '\n'),
    ...(view.bookUrl === null ? [] : [mailTexts.footer.link(texts.button, view.bookUrl)]),
    ...(isBooked(view) ? [texts.where(view.visit.location.name, view.visit.location.address)] : []),
  ],
};
