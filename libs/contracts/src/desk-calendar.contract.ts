import { z } from 'zod';
import { DeskBookingCard } from './desk.contract.ts';
import { Instant, LocalDate, Uuid } from './primitives.contract.ts';

export const MAX_CALENDAR_DAYS = 14;

export const DeskCalendarQuery = z.strictObject({
  from: LocalDate.meta({ description: 'Clinic-local, as is `to`; both are shown' }),
  to: LocalDate.meta({ description: `At most ${MAX_CALENDAR_DAYS} days with \`from\`` }),
  locationId: Uuid.optional(),
});
export type DeskCalendarQuery = z.infer<typeof DeskCalendarQuery>;

const Range = z.object({ startsAt: Instant, endsAt: Instant });
const Away = Range.extend({
  reason: z.string().meta({ description: 'A code, or the name of what is celebrated' }),
});
/** What a session takes: hands-on time lies in between, and may never overlap another's. */
const Take = z.object({
  resourceId: Uuid,
  beforeMin: z.int().meta({ description: 'Turnover before: prep of hands or room' }),
  afterMin: z.int().meta({ description: 'Turnover after: rest of hands, reset of a room' }),
});

export const DeskCalendarCard = DeskBookingCard.extend({
  revision: z.int().meta({ description: 'The ETag for a change' }),
  serviceId: Uuid,
  therapists: z
    .array(z.object({ id: Uuid, name: z.string() }))
    .meta({ description: 'One; two for a couple' }),
  takes: z.array(Take),
}).meta({ id: 'DeskCalendarCard' });
export type DeskCalendarCard = z.infer<typeof DeskCalendarCard>;

const Effort = z.object({
  date: LocalDate,
  usedTenths: z.int().meta({ description: 'Tenths of effort points, live holds included' }),
  capTenths: z.int().nullable(),
});

const CalendarTherapist = z.object({
  id: Uuid,
  name: z.string(),
  shifts: z.array(
    Range.extend({ locationId: Uuid, roomId: Uuid.nullable(), breaks: z.array(Range) }),
  ),
  unavailable: z.array(Away),
  effort: z.array(Effort).meta({ description: 'One a day of the range' }),
});
const CalendarRoom = z.object({
  id: Uuid,
  name: z.string(),
  locationId: Uuid,
  features: z.array(z.string()),
  capacity: z.int(),
  outOfOrder: z.boolean(),
  unavailable: z.array(Away),
});

/**
 * Who works when and what stands in the book, for a range of days. Each booking, hold and block stands there
 * once; `takes` and `resourceIds` say in which columns it lies. A therapist is told of the own time only.
 */
export const DeskCalendar = z
  .object({
    from: LocalDate,
    to: LocalDate,
    timeZone: z.string(),
    now: Instant,
    days: z.array(
      Range.extend({
        date: LocalDate,
        holidays: z.array(z.object({ name: z.string(), locationId: Uuid.nullable() })),
      }),
    ),
    locations: z.array(z.object({ id: Uuid, name: z.string(), hours: z.array(Range) })),
    therapists: z.array(CalendarTherapist),
    rooms: z.array(CalendarRoom),
    bookings: z.array(DeskCalendarCard),
    holds: z
      .array(Range.extend({ resourceIds: z.array(Uuid), expiresAt: Instant }))
      .meta({ description: 'Live ones: somebody is booking this time right now' }),
    blocks: z.array(Range.extend({ id: Uuid, reason: z.string(), resourceIds: z.array(Uuid) })),
  })
  .meta({ id: 'DeskCalendar' });
export type DeskCalendar = z.infer<typeof DeskCalendar>;
