import type { CalendarEntry } from './calendar.rules.ts';
import { exampleViews } from './mail-example.ts';
import type { DayPlanView, DayPlanVisit, MailClinic, MailView } from './mail-view.ts';

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

const site = 'https://limber.example';
const base = { clinic, timeZone: 'Europe/London', firstName: 'Jo' };
const examples = exampleViews({
  clinic,
  place: { name: 'Bermondsey', address: '12 Bermondsey Street, London SE1 3TQ' },
  timeZone: 'Europe/London',
  currency: 'GBP',
  startsAt: new Date('2026-11-24T18:00:00Z'),
  site,
});
const { visit } = examples.booking_confirmation;

const dayVisit: DayPlanVisit = {
  startsAt: new Date('2026-11-25T09:00:00Z'),
  endsAt: new Date('2026-11-25T10:00:00Z'),
  firstName: 'Jo',
  service: 'Deep tissue massage',
  durationMin: 60,
  room: 'Thames',
  isNewClient: true,
  hasForm: true,
  isRequest: false,
  amber: null,
};
const dayPlan: Omit<DayPlanView, 'kind'> = {
  clinic,
  timeZone: 'Europe/London',
  firstName: 'Mara',
  day: new Date('2026-11-25T12:00:00Z'),
  shifts: [
    {
      place: 'Bermondsey',
      startsAt: new Date('2026-11-25T09:00:00Z'),
      endsAt: new Date('2026-11-25T17:00:00Z'),
    },
  ],
  visits: [
    dayVisit,
    {
      ...dayVisit,
      ...{ firstName: 'Sam', isNewClient: false, hasForm: false, isRequest: true, amber: 'mind' },
      startsAt: new Date('2026-11-25T11:00:00Z'),
      endsAt: new Date('2026-11-25T12:00:00Z'),
    },
  ],
  changes: null,
  deskUrl: `${site}/desk/day?date=2026-11-25`,
};

export const plainViews = {
  ...examples,
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
    symptomsUrl: `${site}/symptoms`,
  },
  clinic_alert: {
    clinic,
    timeZone: 'Europe/London',
    kind: 'clinic_alert',
    reference: 'LM-4K7P',
    raisedAt: new Date('2026-11-25T09:12:00Z'),
    deskUrl: `${site}/desk/bookings/LM-4K7P`,
  },
  day_plan_evening: { ...dayPlan, kind: 'day_plan_evening' },
  day_plan_morning: {
    ...dayPlan,
    kind: 'day_plan_morning',
    changes: [
      { type: 'new', visit: dayVisit },
      {
        type: 'moved',
        visit: {
          ...{ ...dayVisit, firstName: 'Sam' },
          startsAt: new Date('2026-11-25T11:00:00Z'),
          endsAt: new Date('2026-11-25T12:00:00Z'),
        },
        before: { ...dayVisit, firstName: 'Sam' },
      },
      { type: 'cancelled', before: { ...dayVisit, firstName: 'Kim' } },
    ],
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
  { ...plainViews.booking_moved, movedFrom: null, placeBefore: longName },
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
  { ...plainViews.day_plan_evening, ...newYork, shifts: [], visits: [] },
  {
    ...plainViews.day_plan_morning,
    firstName: longName,
    visits: [{ ...dayVisit, firstName: longName, service: 'A'.repeat(120), room: longName }],
    changes: [
      { type: 'changed', visit: { ...dayVisit, room: 'Tide' }, before: dayVisit },
      { type: 'amber', visit: { ...dayVisit, amber: 'contact_first' } },
      { type: 'elsewhere', before: { ...dayVisit, firstName: longName } },
    ],
  },
  { ...plainViews.day_plan_morning, visits: [] },
];

export const sampleViews: MailView[] = [...Object.values(plainViews), ...oddViews];

export const calendarEntry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: '0f8fad5b-d9cb-469f-a165-70867728950e@limber.example',
  sequence: 1,
  status: 'confirmed',
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
