import { ClinicPolicies } from '@limber/clinic';
import { SessionType, TimeZone } from '@limber/contracts';
import { z } from 'zod';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

const text = (what: string) =>
  z
    .string({ error: `${what} is missing.` })
    .trim()
    .min(1, `${what} is empty.`)
    .max(300, `${what} is too long.`);
const Key = z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/, {
  error: 'A key is a short name in small letters, digits and hyphens. It must never change.',
});
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'A time is written as 09:30.',
});
const Minutes = z
  .int({ error: 'Minutes are a whole number.' })
  .min(0, 'Minutes cannot be negative.')
  .max(120, 'More than 120 minutes between two sessions is not possible.');
const Days = z
  .array(z.enum(DAYS, { error: `A day is one of ${DAYS.join(', ')}.` }))
  .min(1, 'Name at least one day.');
const Zone = TimeZone.describe('IANA name');
const span = { from: WallTime, to: WallTime };

const Location = z.strictObject({
  key: Key,
  name: text('The name of the location'),
  address: text('The address'),
  timeZone: Zone,
  resetInsideShift: z.boolean(),
  openingHours: z.array(z.strictObject({ days: Days, ...span })),
});

const Room = z.strictObject({
  key: Key,
  location: Key,
  name: text('The name of the room'),
  features: z.array(Feature()),
  capacity: z
    .int()
    .min(1, 'A room takes at least one client.')
    .max(4, 'A room takes at most four.'),
});

const Service = z.strictObject({
  key: Key,
  name: text('The name of the service'),
  description: text('The description'),
  sessionType: SessionType,
  roomFeatures: z.array(Feature()),
  prepMin: Minutes,
  restMin: Minutes,
  roomPrepMin: Minutes,
  roomResetMin: Minutes,
  effortPerMinute: z
    .number()
    .min(0, 'Effort cannot be negative.')
    .max(10, 'Effort per minute is at most 10.')
    .refine(hasOneDecimal, 'Effort per minute has one decimal, such as 1.3.'),
  needsConfirmation: z.boolean().default(false),
  prices: z
    .array(
      z.strictObject({
        minutes: z
          .int()
          .min(5, 'A session is at least 5 minutes.')
          .max(480, 'A session is at most 8 hours.'),
        pence: z
          .int({ error: 'A price is in whole pence: 4500 for £45.00.' })
          .min(0, 'A price cannot be negative.'),
      }),
    )
    .min(1, 'A service needs at least one length with its price.'),
});

const Shift = z.strictObject({
  days: Days,
  location: Key,
  room: Key.optional(),
  ...span,
  breaks: z.array(z.strictObject(span)),
});

const Therapist = z.strictObject({
  key: Key,
  name: text('The name of the therapist'),
  bio: text('The line about the therapist'),
  gender: z.enum(['female', 'male', 'non_binary']),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'A language is its code, such as en or pt.'))
    .min(1, 'Name at least one language.'),
  sessionTypes: z.array(SessionType).min(1, 'Name at least one session type.'),
  effortCapPerDay: z
    .number()
    .positive('A cap is more than nothing; write null for no cap.')
    .refine(hasOneDecimal, 'A cap has at most one decimal.')
    .nullable(),
  effortCapPerWeek: z
    .number()
    .positive('A cap is more than nothing; leave it out for no cap.')
    .refine(hasOneDecimal, 'A cap has at most one decimal.')
    .nullable()
    .default(null),
  /** Where the plan of the day goes. */
  workEmail: z.email('That is no e-mail address.').toLowerCase().nullable().default(null),
  shifts: z.array(Shift),
});

/** What each line may say. Whether the lines fit together is for clinic-file.rules.ts. */
export const ClinicFile = z.strictObject({
  clinic: z.strictObject({
    slug: Key,
    name: text('The name of the clinic'),
    legalName: text('The legal name'),
    country: z.string().regex(/^[A-Z]{2}$/, 'The country is its two-letter code, such as GB.'),
    locale: text('The locale'),
    timeZone: Zone,
    currency: z.string().regex(/^[A-Z]{3}$/, 'The currency is its code, such as GBP.'),
    phone: text('The phone number'),
    email: z.email('That is no e-mail address.'),
    listed: z.boolean(),
  }),
  policies: ClinicPolicies,
  locations: z.array(Location).min(1, 'A clinic needs a location.'),
  rooms: z.array(Room).min(1, 'A clinic needs a room.'),
  services: z.array(Service).min(1, 'A clinic needs a service.'),
  therapists: z.array(Therapist).min(1, 'A clinic needs a therapist.'),
});
export type ClinicFile = z.infer<typeof ClinicFile>;

function Feature() {
  return z.string().regex(/^[a-z0-9_]{2,40}$/, {
    error: 'A feature is a short word in small letters, such as heat or step_free.',
  });
}

function hasOneDecimal(value: number): boolean {
  return Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
}
