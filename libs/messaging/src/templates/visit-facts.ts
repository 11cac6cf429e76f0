import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { MailVisit } from '../mail-view.ts';
import type { Fact } from './parts.tsx';
import { when } from './template.ts';

const texts = mailTexts.bookingConfirmation;

const rowsOf = (visit: MailVisit, format: MailFormat): Fact[] => [
  [texts.what, texts.serviceAndLength(visit.service, mailTexts.minutes(visit.durationMin))],
  [texts.who, visit.therapist],
  [texts.date, format.dayWithYear(visit.startsAt)],
  [texts.time, texts.timeRange(format.time(visit.startsAt), format.timeWithZone(visit.endsAt))],
  [texts.where, visit.location.name, visit.location.address],
  [texts.price, format.money(visit.price)],
  // A time that is only offered has none.
  ...(visit.reference === '' ? [] : [[texts.reference, visit.reference] as const]),
];

/** The start on the reader's own clocks, where they show something else: one line below the clinic's time. */
function yourTime({ startsAt, readerZone }: MailVisit, format: MailFormat): string[] {
  if (!readerZone) return [];
  const own = format.elsewhere(readerZone);
  if (when(own, startsAt) === when(format, startsAt)) return [];
  const isSameDay = own.day(startsAt) === format.day(startsAt);
  return [texts.yourTime(isSameDay ? own.time(startsAt) : when(own, startsAt))];
}

/** What a visit is, line by line, as every booking mail lists it. */
export const visitFacts = (visit: MailVisit, format: MailFormat): Fact[] =>
  rowsOf(visit, format).map((row) =>
    row[0] === texts.time ? [...row, ...yourTime(visit, format)] : row,
  );

/** The same as plain text. */
export const visitText = (visit: MailVisit, format: MailFormat): string =>
  rowsOf(visit, format)
    .flatMap(([label, ...lines]) => [
      mailTexts.fact(label, lines.join(', ')),
      ...(label === texts.time ? yourTime(visit, format) : []),
    ])
    .join('\n');
