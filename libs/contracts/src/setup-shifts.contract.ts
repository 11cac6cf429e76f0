import { z } from 'zod';
import { LocalDate, Uuid } from './primitives.contract.ts';
import {
  AcceptStranded,
  Break,
  Named,
  SetupRemovalQuery,
  Version,
  WallTime,
  WallTimeEnd,
  Weekday,
} from './setup.contract.ts';

const Breaks = z.array(Break).max(8);
/** Wall time at the location; the room is the therapist's own for the shift, when there is one. */
const hours = {
  locationId: Uuid,
  roomId: Uuid.nullable().default(null),
  startsAt: WallTime,
  endsAt: WallTimeEnd,
  breaks: Breaks.default([]),
};

export const DeskShift = z
  .object({
    id: Uuid,
    therapist: Named,
    location: Named,
    room: Named.nullable(),
    weekday: Weekday,
    startsAt: z.string(),
    endsAt: z.string(),
    breaks: z.array(Break),
    validFrom: LocalDate,
    validTo: LocalDate.nullable().meta({ description: 'Last day; null: no end' }),
    version: Version,
  })
  .meta({ id: 'DeskShift' });
export type DeskShift = z.infer<typeof DeskShift>;
export const DeskShiftList = z.array(DeskShift);

/** What a therapist reads is their own, whatever they ask for. */
export const ShiftQuery = z.strictObject({
  therapistId: Uuid.optional(),
  from: LocalDate.optional().meta({
    description: 'Clinic-local; shifts that ended before are left out; today when not named',
  }),
});
export type ShiftQuery = z.infer<typeof ShiftQuery>;

/** One shift for each weekday, all or none. */
export const NewShifts = z
  .strictObject({
    therapistId: Uuid,
    ...hours,
    weekdays: z.array(Weekday).min(1).max(7),
    validFrom: LocalDate,
    validTo: LocalDate.nullable().default(null),
  })
  .meta({ id: 'NewShifts' });
export type NewShifts = z.infer<typeof NewShifts>;

/**
 * `applyFrom`: the shift as it was ends the day before and the new one begins then, so that the past keeps
 * its hours. Left out, the shift changes as a whole.
 */
export const ShiftChange = z
  .strictObject({
    ...hours,
    weekday: Weekday,
    validFrom: LocalDate,
    validTo: LocalDate.nullable().default(null),
    applyFrom: LocalDate.nullable().default(null),
    acceptStranded: AcceptStranded,
  })
  .meta({ id: 'ShiftChange' });
export type ShiftChange = z.infer<typeof ShiftChange>;

export const ShiftRemovalQuery = SetupRemovalQuery.extend({
  from: LocalDate.optional().meta({
    description: 'First day without it, today when left out; days before stay on record',
  }),
});
export type ShiftRemovalQuery = z.infer<typeof ShiftRemovalQuery>;

export const exceptionKinds = ['off', 'replaced', 'extra'] as const;

export const DeskShiftException = z
  .object({
    id: Uuid,
    batchId: Uuid.meta({ description: 'What was saved in one request shares it' }),
    therapist: Named,
    date: LocalDate,
    kind: z.enum(exceptionKinds).meta({
      description: 'off: no shift that day; replaced: these hours instead; extra: these hours too',
    }),
    hours: z
      .object({
        location: Named,
        room: Named.nullable(),
        startsAt: z.string(),
        endsAt: z.string(),
        breaks: z.array(Break),
      })
      .nullable(),
    version: Version,
  })
  .meta({ id: 'DeskShiftException' });
export type DeskShiftException = z.infer<typeof DeskShiftException>;
export const DeskShiftExceptionList = z.array(DeskShiftException);

export const ShiftExceptionQuery = ShiftQuery.extend({ to: LocalDate.optional() });
export type ShiftExceptionQuery = z.infer<typeof ShiftExceptionQuery>;

const Hours = z.strictObject(hours);
const many = {
  therapistIds: z.array(Uuid).min(1).max(40),
  dates: z.array(LocalDate).min(1).max(100),
  acceptStranded: AcceptStranded,
};
const one = { acceptStranded: AcceptStranded };
const WithHours = z.enum(['replaced', 'extra']);

/** The same for every therapist on every date, all or none. */
export const NewShiftExceptions = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off'), ...many }),
    z.strictObject({ kind: WithHours, hours: Hours, ...many }),
  ])
  .meta({ id: 'NewShiftExceptions' });
export type NewShiftExceptions = z.infer<typeof NewShiftExceptions>;
export const ShiftExceptionChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off'), ...one }),
    z.strictObject({ kind: WithHours, hours: Hours, ...one }),
  ])
  .meta({ id: 'ShiftExceptionChange' });
export type ShiftExceptionChange = z.infer<typeof ShiftExceptionChange>;

/** Takes several back at once; one that changed in the meantime keeps all of them. */
export const ShiftExceptionRemoval = z
  .strictObject({
    exceptions: z
      .array(z.strictObject({ id: Uuid, version: Version }))
      .min(1)
      .max(4000),
    acceptStranded: AcceptStranded,
  })
  .meta({ id: 'ShiftExceptionRemoval' });
export type ShiftExceptionRemoval = z.infer<typeof ShiftExceptionRemoval>;
