import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { MailVisit } from '../mail-view.ts';
import type { Fact } from './parts.tsx';

const texts = mailTexts.bookingConfirmation;

/** What a visit is, line by line, as every booking mail lists it. */
export const visitFacts = (visit: MailVisit, format: MailFormat): Fact[] => [
  [texts.what, texts.serviceAndLength(visit.service, mailTexts.minutes(visit.durationMin))],
  [texts.who, visit.therapist],
  [texts.date, format.dayWithYear(visit.startsAt)],
  [texts.time, texts.timeRange(format.time(visit.startsAt), format.timeWithZone(visit.endsAt))],
  [texts.where, visit.location.name, visit.location.address],
  [texts.price, format.money(visit.price)],
  // A time that is only offered has none.
  ...(visit.reference === '' ? [] : [[texts.reference, visit.reference] as const]),
];

/** The same as plain text. */
export const visitText = (visit: MailVisit, format: MailFormat): string =>
  visitFacts(visit, format)
    .map(([label, ...lines]) => mailTexts.fact(label, lines.join(', ')))
    .join('\n');
