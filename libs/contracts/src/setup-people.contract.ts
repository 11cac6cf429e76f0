import { z } from 'zod';
import { DurationMin, Email, Money, SessionType, Uuid } from './primitives.contract.ts';
import { AcceptStranded, Feature, Version } from './setup.contract.ts';

const Name = z.string().trim().min(1).max(120);
const Buffer = z.int().min(0).max(120);

export const DeskService = z
  .object({
    id: Uuid,
    name: z.string(),
    description: z.string(),
    sessionType: SessionType,
    roomFeatures: z.array(z.string()),
    prepMin: z.int(),
    restMin: z.int(),
    roomPrepMin: z.int(),
    roomResetMin: z.int(),
    effortTenthsPerMin: z.int().meta({ description: '13 is 1.3 effort points a minute' }),
    durations: z
      .array(z.object({ minutes: z.int(), price: Money }))
      .meta({ description: 'Sold lengths, shortest first' }),
    needsConfirmation: z
      .boolean()
      .meta({ description: 'Booked as a request: the desk says yes or no' }),
    sort: z.int(),
    active: z.boolean(),
    version: Version,
  })
  .meta({ id: 'DeskService' });
export type DeskService = z.infer<typeof DeskService>;
export const DeskServiceList = z.array(DeskService);

export const NewService = z
  .strictObject({
    name: Name,
    description: z.string().trim().max(600),
    sessionType: SessionType,
    roomFeatures: z.array(Feature).max(30),
    prepMin: Buffer,
    restMin: Buffer,
    roomPrepMin: Buffer,
    roomResetMin: Buffer,
    effortTenthsPerMin: z.int().min(0).max(100),
    durations: z
      .array(
        z.strictObject({
          minutes: DurationMin,
          amount: z
            .int()
            .min(0)
            .max(10_000_000)
            .meta({ description: "Minor units of the clinic's currency" }),
        }),
      )
      .min(1)
      .max(20),
    needsConfirmation: z.boolean(),
    sort: z.int().min(0).max(10_000),
  })
  .meta({ id: 'NewService' });
export type NewService = z.infer<typeof NewService>;
/** A length that is left out is no longer sold; what was booked of it stays. */
export const ServiceChange = NewService.extend({
  active: z.boolean(),
  acceptStranded: AcceptStranded,
}).meta({ id: 'ServiceChange' });
export type ServiceChange = z.infer<typeof ServiceChange>;

export const therapistGenders = ['female', 'male', 'non_binary'] as const;
const EffortCap = z
  .int()
  .min(1)
  .max(100_000)
  .nullable()
  .meta({ description: 'Tenths of effort points; null: no cap' });

export const DeskTherapist = z
  .object({
    id: Uuid,
    name: z.string(),
    bio: z.string(),
    gender: z.string(),
    languages: z.array(z.string()),
    sessionTypes: z.array(SessionType).meta({ description: 'Skills' }),
    effortCapPerDayTenths: z.int().nullable(),
    effortCapPerWeekTenths: z.int().nullable(),
    workEmail: z
      .string()
      .nullable()
      .meta({ description: 'Where the plan of the day goes; null: nowhere' }),
    dayPlanMails: z
      .boolean()
      .meta({ description: 'Tomorrow at 18:00, and at 07:00 what changed since' }),
    active: z.boolean(),
    version: Version,
  })
  .meta({ id: 'DeskTherapist' });
export type DeskTherapist = z.infer<typeof DeskTherapist>;
export const DeskTherapistList = z.array(DeskTherapist);

export const NewTherapist = z
  .strictObject({
    name: Name,
    bio: z.string().trim().max(600),
    gender: z.enum(therapistGenders),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, 'a language code such as en or pt'))
      .min(1)
      .max(20),
    sessionTypes: z.array(SessionType).min(1).max(5),
    effortCapPerDayTenths: EffortCap,
    effortCapPerWeekTenths: EffortCap,
    workEmail: Email.nullable().optional().meta({ description: 'Left out: as it is; null: none' }),
    dayPlanMails: z.boolean().optional(),
  })
  .meta({ id: 'NewTherapist' });
export type NewTherapist = z.infer<typeof NewTherapist>;
export const TherapistChange = NewTherapist.extend({
  active: z.boolean(),
  acceptStranded: AcceptStranded,
}).meta({ id: 'TherapistChange' });
export type TherapistChange = z.infer<typeof TherapistChange>;
