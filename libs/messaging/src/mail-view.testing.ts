import type { CalendarEntry } from './calendar.rules.ts';
import type { CheckInMailView, MailClaim, MailClinic, MailView, MailVisit } from './mail-view.ts';

/** Sample views: what a mail may have to say, at its plainest and at its worst. */
export const clinic: MailClinic = {
  name: 'Limber Demo Clinic',
  legalName: 'Limber Demo Clinic Ltd',
  address: '12 Bermondsey Street, London SE1 3TQ',
  phone: '+44 20 7946 0000',
  email: 'desk@clinic.example',
  timeZone: 'Europe/London',
  locale: 'en-GB',
};

const visit: MailVisit = {
  reference: 'LM-4K7P',
  service: 'Recovery massage',
  durationMin: 45,
  therapist: 'Mara Okafor',
  startsAt: new Date('2026-11-24T18:00:00Z'),
  endsAt: new Date('2026-11-24T18:45:00Z'),
  location: { name: 'Bermondsey', address: '12 Bermondsey Street, London SE1 3TQ' },
  price: { amount: 4800, currency: 'GBP' },
};

const claim = (id: string, title: string, certainty: MailClaim['certainty']): MailClaim => ({
  id,
  title,
  certainty,
});
const C1 = claim('C1', 'Softens next-days muscle soreness', 'moderate');
const X1 = claim('X1', 'When soreness comes and goes', 'moderate');
const X8 = claim('X8', 'Expectation is part of it', 'moderate');

const base = { clinic, timeZone: 'Europe/London', firstName: 'Jo' };
const site = 'https://limber.example';
const token = '0f8fad5b-d9cb-469f-a165-70867728950e.kX9mB2vQ7rT4yU8iO3pA6sD1fG5hJ0kLzXcVbNmQwEr';
const evidence = { evidenceUrl: `${site}/evidence`, symptomsUrl: `${site}/symptoms` };
const unsubscribe = {
  unsubscribeUrl: `${site}/unsubscribe/${token}`,
  oneClickUrl: `${site}/api/v1/clinics/demo/unsubscribe/${token}`,
};

const checkIn = <Kind extends CheckInMailView['kind']>(
  kind: Kind,
  asks: CheckInMailView['checkIn']['asks'],
  claims: MailClaim[],
): CheckInMailView & { kind: Kind } => ({
  ...base,
  ...evidence,
  ...unsubscribe,
  kind,
  since: 'training',
  claims,
  checkIn: {
    asks,
    url: `${site}/check-in/${token}`,
    expiresAt: new Date('2026-12-02T18:00:00Z'),
  },
});

export const plainViews = {
  booking_confirmation: {
    ...base,
    kind: 'booking_confirmation',
    visit,
    movedFrom: null,
    freeCancellationUntil: new Date('2026-11-23T18:00:00Z'),
    manageUrl: `${site}/booking/LM-4K7P?token=${token}`,
  },
  booking_moved: {
    ...base,
    kind: 'booking_moved',
    visit,
    movedFrom: new Date('2026-11-23T10:30:00Z'),
    freeCancellationUntil: null,
    manageUrl: `${site}/booking/LM-4K7P?token=${token}`,
  },
  booking_requested: {
    ...base,
    kind: 'booking_requested',
    visit,
    movedFrom: null,
    answerBy: new Date('2026-11-24T09:00:00Z'),
    manageUrl: `${site}/booking/LM-4K7P?token=${token}`,
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
    fee: { amount: 2400, currency: 'GBP' },
    bookUrl: `${site}/book`,
  },
  reminder_24h: {
    ...base,
    kind: 'reminder_24h',
    visit,
    freeCancellationUntil: null,
    attendUrl: `${site}/manage/LM4K7P?token=${token}#coming`,
    moveUrl: `${site}/manage/LM4K7P/move?token=${token}`,
    manageUrl: `${site}/manage/LM4K7P?token=${token}`,
  },
  reminder_2h: {
    ...base,
    kind: 'reminder_2h',
    visit,
    freeCancellationUntil: null,
    attendUrl: null,
    moveUrl: null,
    manageUrl: `${site}/manage/LM4K7P?token=${token}`,
  },
  series_booked: {
    ...base,
    kind: 'series_booked',
    visit,
    dates: [
      { startsAt: new Date('2026-11-24T18:00:00Z'), url: `${site}/manage/LM4K7P?token=${token}` },
      { startsAt: new Date('2026-12-01T18:00:00Z'), url: `${site}/manage/LM4K8Q?token=${token}` },
    ],
    bookUrl: null,
  },
  series_cancelled: {
    ...base,
    kind: 'series_cancelled',
    visit,
    dates: [
      { startsAt: new Date('2026-12-01T18:00:00Z'), url: null },
      { startsAt: new Date('2026-12-08T18:00:00Z'), url: null },
    ],
    bookUrl: `${site}/book`,
  },
  re_offer: {
    ...base,
    kind: 're_offer',
    visit: { ...visit, therapist: 'Tom Hale' },
    away: 'Mara Okafor',
    keptUntil: new Date('2026-11-24T12:00:00Z'),
    url: `${site}/re-offer/${token}`,
  },
  waitlist_joined: {
    ...base,
    kind: 'waitlist_joined',
    service: 'Recovery massage',
    durationMin: 45,
    therapist: null,
    windows: [
      {
        from: new Date('2026-11-24T17:00:00Z'),
        to: new Date('2026-11-26T17:00:00Z'),
        ends: new Date('2026-11-24T20:00:00Z'),
      },
      {
        from: new Date('2026-11-28T09:00:00Z'),
        to: new Date('2026-11-28T09:00:00Z'),
        ends: new Date('2026-11-28T12:00:00Z'),
      },
    ],
    until: new Date('2026-11-28T23:59:59Z'),
    isMove: false,
    url: `${site}/waitlist/${token}`,
  },
  waitlist_offer: {
    ...base,
    kind: 'waitlist_offer',
    visit: { ...visit, reference: '' },
    keptUntil: new Date('2026-11-24T12:15:00Z'),
    movedFrom: null,
    url: `${site}/waitlist-offer/${token}`,
  },
  waitlist_taken: {
    ...base,
    kind: 'waitlist_taken',
    visit: { ...visit, reference: '' },
    stillWaiting: true,
    entryUrl: `${site}/waitlist/${token}`,
  },
  aftercare: {
    ...base,
    ...evidence,
    kind: 'aftercare',
    visit,
    claims: [
      claim('C4', 'Helps the body wind down for a while', 'low'),
      claim('C5', 'A short-lived gain in range of motion', 'low'),
      claim('X10', 'Safety first', 'low'),
    ],
    worryUrl: null,
    checkIn: null,
  },
  checkin_24: checkIn('checkin_24', ['soreness', 'stiffness', 'sleep'], [C1, X1]),
  checkin_48: checkIn('checkin_48', ['soreness', 'readiness'], [C1, X1, X8]),
  checkin_72: checkIn('checkin_72', ['soreness', 'readiness'], [X1]),
  nudge_7d: {
    ...base,
    ...evidence,
    ...unsubscribe,
    kind: 'nudge_7d',
    visit,
    claims: [claim('C6', 'May make a routine easier to keep', 'very low'), X8],
    bookUrl: `${site}/book`,
  },
  safety: {
    ...base,
    kind: 'safety',
    messages: [
      {
        title: 'Get emergency help now',
        body: 'Chest pain, breathlessness, coughing blood or fainting can be an emergency. Call now. Call 999 now.',
        numbers: ['999'],
      },
      {
        title: 'Get medical help today',
        body: 'Dark urine after hard exercise can be a sign of muscle breakdown. Go to urgent care today and ask for a CK blood test; signs can come days late. Call 111 for advice, or 999 if it gets worse.',
        numbers: ['111', '999'],
      },
    ],
    bookingPaused: true,
    symptomsUrl: evidence.symptomsUrl,
  },
  clinic_alert: {
    clinic,
    timeZone: 'Europe/London',
    kind: 'clinic_alert',
    reference: 'LM-4K7P',
    raisedAt: new Date('2026-11-25T09:12:00Z'),
    deskUrl: `${site}/desk/bookings/LM-4K7P`,
  },
} satisfies { [Kind in MailView['kind']]: MailView & { kind: Kind } };

const longName =
  'Anna-Katharina Maximiliane von Hohenstein-Schwarzenberg zu Lichtenfels the Younger';
const newYork = {
  clinic: { ...clinic, locale: 'en-US', timeZone: 'America/New_York' },
  timeZone: 'America/New_York',
  firstName: 'Sam',
};

/** The same mails on bad days: long names, other zones and locales, hours that exist twice. */
export const oddViews: MailView[] = [
  {
    ...plainViews.booking_confirmation,
    firstName: longName,
    clinic: { ...clinic, name: `${longName} Sports Massage`, legalName: `${longName} Ltd` },
    visit: {
      ...visit,
      therapist: longName,
      service: 'A'.repeat(120),
      location: {
        name: longName,
        address: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
      },
    },
  },
  {
    ...plainViews.booking_confirmation,
    movedFrom: new Date('2026-10-24T09:00:00Z'),
    freeCancellationUntil: null,
    visit: {
      ...visit,
      // 01:30 happens twice in London that night; this is the second one
      startsAt: new Date('2026-10-25T01:30:00Z'),
      endsAt: new Date('2026-10-25T02:15:00Z'),
      price: { amount: 0, currency: 'GBP' },
    },
  },
  {
    ...plainViews.booking_confirmation,
    ...newYork,
    visit: { ...visit, price: { amount: 9500, currency: 'USD' } },
  },
  {
    ...plainViews.booking_confirmation,
    firstName: '',
    timeZone: 'Asia/Kolkata',
    visit: { ...visit, price: { amount: 5000, currency: 'JPY' } },
  },
  { ...plainViews.booking_moved, movedFrom: null, therapistBefore: 'Mara Okafor' },
  { ...plainViews.booking_cancelled, cancelledBy: 'clinic', fee: null, bookUrl: null },
  { ...plainViews.waitlist_joined, ...newYork, therapist: longName, isMove: true },
  { ...plainViews.waitlist_offer, movedFrom: new Date('2026-11-30T10:00:00Z') },
  { ...plainViews.waitlist_taken, stillWaiting: false, firstName: longName },
  {
    ...plainViews.aftercare,
    ...newYork,
    checkIn: { ...plainViews.checkin_24.checkIn, asks: ['soreness'] },
  },
  { ...plainViews.checkin_24, since: 'visit', firstName: longName },
  { ...plainViews.checkin_48, ...newYork },
  { ...plainViews.checkin_72, timeZone: 'Pacific/Auckland' },
  { ...plainViews.nudge_7d, ...newYork },
  { ...plainViews.safety, bookingPaused: false, messages: plainViews.safety.messages.slice(1) },
  { ...plainViews.clinic_alert, ...newYork },
];

export const sampleViews: MailView[] = [...Object.values(plainViews), ...oddViews];

export const calendarEntry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: '0f8fad5b-d9cb-469f-a165-70867728950e@limber.example',
  sequence: 1,
  isCancelled: false,
  startsAt: new Date('2027-03-27T18:00:00Z'),
  endsAt: new Date('2027-03-27T19:00:00Z'),
  timeZone: 'Europe/London',
  summary: 'Recovery massage with Mara Okafor',
  description: 'Free to move or cancel until Friday 26 March, 18:00 GMT.',
  place: 'Riverside, 18 Quillmaker Yard, London SE1 0ZZ',
  url: 'https://limber.example/manage/LM4K7P?token=abc',
  stamp: new Date('2027-03-01T12:00:00Z'),
  organizer: { name: 'Limber Demo Clinic', email: 'hello@limber.example' },
  attendee: { name: 'Jo Hill', email: 'jo@client.example' },
  ...change,
});
