import { z } from 'zod';
import { ClinicKey, Instant, LocalDate, Uuid } from './primitives.contract.ts';

/** '09:30', in the zone of the place it is about. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30');
/** As WallTime; '24:00' is the end of the day. */
export const WallTimeEnd = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 17:30, at the latest 24:00');
export const Weekday = z.int().min(1).max(7).meta({ description: '1 is Monday' });
/** What If-Match has to name; answered as ETag too wherever one thing is answered. */
export const Version = z.int().min(1);
export const Named = z.object({ id: Uuid, name: z.string() });
export const Feature = z
  .string()
  .regex(/^[a-z0-9_]{2,40}$/, 'a short word in small letters, such as heat or step_free');

export const SetupParams = z.object({ clinic: ClinicKey, id: Uuid });

/** With `preview=true` nothing is written; the answer is the list of bookings the change would strand. */
export const SetupQuery = z.strictObject({ preview: z.enum(['true', 'false']).default('false') });
export type SetupQuery = z.infer<typeof SetupQuery>;

/** How many stranded bookings the person saw; another number is refused with STRANDS_BOOKINGS. */
export const AcceptStranded = z
  .int()
  .min(0)
  .max(100_000)
  .default(0)
  .meta({ description: 'How many stranded bookings were seen in the preview' });

/** A DELETE has no body, so the number stands in the query. */
export const SetupRemovalQuery = SetupQuery.extend({
  acceptStranded: z
    .string()
    .regex(/^\d{1,6}$/)
    .default('0'),
});
export type SetupRemovalQuery = z.infer<typeof SetupRemovalQuery>;

export const strandedWhys = [
  'LOCATION_INACTIVE',
  'THERAPIST_INACTIVE',
  'NOT_QUALIFIED',
  'SHIFT',
  'BUSY',
  'NO_ROOM',
] as const;

/** An upcoming booking that a change of the set-up leaves without its place, person or time. */
export const StrandedBooking = z
  .object({
    reference: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    clientName: z.string(),
    service: z.string(),
    therapist: z.string(),
    location: z.string(),
    room: z.string(),
    why: z.array(z.enum(strandedWhys)).min(1).meta({
      description:
        'SHIFT: nobody works there then (shift, exception, holiday, hours); BUSY: time off; NO_ROOM: the room is gone, out of order or lacks a feature',
    }),
  })
  .meta({ id: 'StrandedBooking' });
export type StrandedBooking = z.infer<typeof StrandedBooking>;

export const StrandedPreview = z
  .object({ stranded: z.array(StrandedBooking) })
  .meta({ id: 'StrandedPreview' });
export type StrandedPreview = z.infer<typeof StrandedPreview>;

/** Whole local days, or from a wall time of the first to a wall time of the last; both ends inclusive. */
export const localSpan = {
  from: LocalDate,
  startTime: WallTime.nullable().default(null),
  to: LocalDate,
  endTime: WallTimeEnd.nullable().default(null),
};

export const Break = z.strictObject({ startsAt: WallTime, endsAt: WallTimeEnd });
