import type { CalendarEntry, EntryStatus } from './calendar.rules.ts';
import { mailFormat } from './mail-format.rules.ts';
import { onOneLineEach } from './mail-text.rules.ts';
import type { MailClinic, MailVisit } from './mail-view.ts';
import { mailTexts } from './mail.en.ts';

const texts = mailTexts.calendar;

export interface VisitForCalendar {
  clinic: MailClinic;
  /** IANA zone of the location. */
  timeZone: string;
  visit: MailVisit;
  uid: string;
  revision: number;
  status: EntryStatus;
  freeCancellationUntil: Date | null;
  manageUrl: string;
  stamp: Date;
}

/** A visit as its client's calendar shows it, with the cancellation line as an absolute time. */
export function visitEntry(given: VisitForCalendar): CalendarEntry {
  const { clinic, visit, timeZone, freeCancellationUntil: until } = onOneLineEach(given);
  const format = mailFormat(clinic.locale, timeZone);
  const isCancelled = given.status === 'cancelled';
  const line = until
    ? mailTexts.bookingConfirmation.freeUntil(
        mailTexts.at(format.day(until), format.timeWithZone(until)),
      )
    : mailTexts.bookingConfirmation.freeNoMore;
  return {
    uid: given.uid,
    sequence: given.revision,
    status: given.status,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    timeZone,
    summary: texts.summary(visit.service, clinic.name),
    description: [
      texts.with(visit.therapist),
      ...(isCancelled ? [] : [line]),
      mailTexts.fact(mailTexts.bookingConfirmation.reference, visit.reference),
      ...(isCancelled ? [] : [texts.change(given.manageUrl)]),
      clinic.phone,
    ].join('\n'),
    place: texts.place(visit.location.name, visit.location.address),
    url: isCancelled ? null : given.manageUrl,
    stamp: given.stamp,
    organizer: null,
    attendee: null,
  };
}
