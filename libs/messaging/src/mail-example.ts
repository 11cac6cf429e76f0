import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { claimsOf } from './mail-claims.ts';
import type { CheckInMailView, MailClinic, MailView, MailVisit } from './mail-view.ts';

/** Where the made-up visit is, and when. */
export interface ExampleSetting {
  clinic: MailClinic;
  place: MailVisit['location'];
  timeZone: string;
  currency: string;
  startsAt: Date;
  /** Of the links, which lead nowhere. */
  site: string;
}

const TOKEN = '0f8fad5b-d9cb-469f-a165-70867728950e.kX9mB2vQ7rT4yU8iO3pA6sD1fG5hJ0kLzXcVbNmQwEr';

interface Parts {
  site: string;
  currency: string;
  base: { clinic: MailClinic; timeZone: string; firstName: string };
  visit: MailVisit;
  manageUrl: string;
  after: (milliseconds: number) => Date;
}

function partsOf({ clinic, place, timeZone, currency, startsAt, site }: ExampleSetting): Parts {
  const after = (milliseconds: number) => new Date(startsAt.getTime() + milliseconds);
  return {
    ...{ site, currency, after },
    base: { clinic, timeZone, firstName: 'Jo' },
    visit: {
      reference: 'LM-4K7P',
      service: 'Recovery massage',
      durationMin: 45,
      therapist: 'Mara Okafor',
      startsAt,
      endsAt: after(45 * MINUTE),
      location: place,
      price: { amount: 4800, currency },
    },
    manageUrl: `${site}/manage/LM4K7P?token=${TOKEN}`,
  };
}

type Examples = { [Kind in MailView['kind']]?: MailView & { kind: Kind } };

const bookings = ({ base, visit, currency, manageUrl, after, site }: Parts) =>
  ({
    booking_confirmation: {
      ...base,
      kind: 'booking_confirmation',
      visit,
      movedFrom: null,
      freeCancellationUntil: after(-DAY),
      manageUrl,
    },
    booking_moved: {
      ...base,
      kind: 'booking_moved',
      visit,
      movedFrom: after(-31.5 * HOUR),
      freeCancellationUntil: null,
      manageUrl,
    },
    booking_requested: {
      ...base,
      kind: 'booking_requested',
      visit,
      movedFrom: null,
      answerBy: after(-9 * HOUR),
      manageUrl,
    },
    booking_declined: {
      ...base,
      kind: 'booking_declined',
      visit,
      cause: 'unanswered',
      timesUrl: `${site}/book/times`,
    },
    booking_cancelled: {
      ...base,
      kind: 'booking_cancelled',
      visit,
      cancelledBy: 'client',
      fee: { amount: 2400, currency },
      bookUrl: `${site}/book`,
    },
  }) satisfies Examples;

const reminders = ({ base, visit, manageUrl, site }: Parts) =>
  ({
    reminder_24h: {
      ...base,
      kind: 'reminder_24h',
      visit,
      freeCancellationUntil: null,
      attendUrl: `${manageUrl}#coming`,
      moveUrl: `${site}/manage/LM4K7P/move?token=${TOKEN}`,
      manageUrl,
    },
    reminder_2h: {
      ...base,
      kind: 'reminder_2h',
      visit,
      freeCancellationUntil: null,
      attendUrl: null,
      moveUrl: null,
      manageUrl,
    },
  }) satisfies Examples;

const rearranged = ({ base, visit, manageUrl, after, site }: Parts) =>
  ({
    series_booked: {
      ...base,
      kind: 'series_booked',
      visit,
      dates: [
        { startsAt: visit.startsAt, url: manageUrl, freeUntil: after(-DAY) },
        {
          startsAt: after(7 * DAY),
          url: `${site}/manage/LM4K8Q?token=${TOKEN}`,
          freeUntil: after(6 * DAY),
        },
      ],
      bookUrl: null,
    },
    series_cancelled: {
      ...base,
      kind: 'series_cancelled',
      visit,
      dates: [
        { startsAt: after(7 * DAY), url: null, freeUntil: null },
        { startsAt: after(14 * DAY), url: null, freeUntil: null },
      ],
      bookUrl: `${site}/book`,
    },
    re_offer: {
      ...base,
      kind: 're_offer',
      visit: { ...visit, therapist: 'Tom Hale' },
      away: 'Mara Okafor',
      keptUntil: after(-6 * HOUR),
      url: `${site}/re-offer/${TOKEN}`,
    },
  }) satisfies Examples;

const waitlist = ({ base, visit, after, site }: Parts) =>
  ({
    waitlist_joined: {
      ...base,
      kind: 'waitlist_joined',
      service: visit.service,
      durationMin: visit.durationMin,
      therapist: null,
      windows: [
        { from: after(-HOUR), to: after(47 * HOUR), ends: after(2 * HOUR) },
        { from: after(87 * HOUR), to: after(87 * HOUR), ends: after(90 * HOUR) },
      ],
      ...{ quietFrom: '21:00', quietUntil: '08:00' },
      until: after(102 * HOUR - 1000),
      isMove: false,
      url: `${site}/waitlist/${TOKEN}`,
    },
    waitlist_offer: {
      ...base,
      kind: 'waitlist_offer',
      visit: { ...visit, reference: '' },
      keptUntil: after(-5.75 * HOUR),
      movedFrom: null,
      url: `${site}/waitlist-offer/${TOKEN}`,
    },
    waitlist_taken: {
      ...base,
      kind: 'waitlist_taken',
      visit: { ...visit, reference: '' },
      stillWaiting: true,
      entryUrl: `${site}/waitlist/${TOKEN}`,
    },
  }) satisfies Examples;

function followUps({ base, visit, after, site }: Parts) {
  const evidence = { evidenceUrl: `${site}/evidence`, symptomsUrl: `${site}/symptoms` };
  const unsubscribe = {
    unsubscribeUrl: `${site}/unsubscribe/${TOKEN}`,
    oneClickUrl: `${site}/api/v1/clinics/demo/unsubscribe/${TOKEN}`,
  };
  const checkIn = <Kind extends CheckInMailView['kind']>(
    kind: Kind,
    asks: CheckInMailView['checkIn']['asks'],
  ): CheckInMailView & { kind: Kind } => ({
    ...{ ...base, ...evidence, ...unsubscribe },
    kind,
    since: 'training',
    claims: claimsOf(kind),
    checkIn: { asks, url: `${site}/check-in/${TOKEN}`, expiresAt: after(8 * DAY) },
  });
  return {
    aftercare: {
      ...base,
      ...evidence,
      kind: 'aftercare',
      visit,
      claims: claimsOf('aftercare'),
      worryUrl: null,
      checkIn: null,
      stopAllUrl: unsubscribe.unsubscribeUrl,
    },
    checkin_24: checkIn('checkin_24', ['soreness', 'stiffness', 'sleep']),
    checkin_48: checkIn('checkin_48', ['soreness', 'readiness']),
    checkin_72: checkIn('checkin_72', ['soreness', 'readiness']),
    nudge_7d: {
      ...base,
      ...evidence,
      ...unsubscribe,
      kind: 'nudge_7d',
      visit,
      claims: claimsOf('nudge_7d'),
      bookUrl: `${site}/book`,
    },
  } satisfies Examples;
}

/** One made-up client and visit in every mail a clinic may word: what its words are tried on. */
export function exampleViews(setting: ExampleSetting) {
  const parts = partsOf(setting);
  return {
    ...bookings(parts),
    ...reminders(parts),
    ...rearranged(parts),
    ...waitlist(parts),
    ...followUps(parts),
  };
}
