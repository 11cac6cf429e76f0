import { z } from 'zod';
import { ClinicKey, Instant, Uuid } from './primitives.contract.ts';

/** Why a calendar could not be read; the codes of the refusals at connecting, too. */
export const calendarTroubles = [
  'CALENDAR_ADDRESS',
  'CALENDAR_UNREACHABLE',
  'CALENDAR_REFUSED',
  'CALENDAR_UNREADABLE',
  'CALENDAR_TOO_MUCH',
] as const;
export const CalendarTrouble = z.enum(calendarTroubles);
export type CalendarTrouble = z.infer<typeof CalendarTrouble>;

/** A calendar of a therapist's own that is read for when they are busy; what they do then is not kept. */
export const PrivateCalendar = z
  .object({
    id: Uuid,
    therapist: z.object({ id: Uuid, name: z.string() }),
    host: z.string().meta({ description: 'Of its address; the rest of that is a secret' }),
    connectedAt: Instant,
    readAt: Instant.meta({ description: 'When it could last be read' }),
    nextReadAt: Instant.nullable().meta({
      description: 'Null: it rests, since its therapist does not work here now',
    }),
    trouble: CalendarTrouble.nullable().meta({
      description: 'Since readAt it could not be read: what was known then still counts as busy',
    }),
    busyTimes: z.int().min(0).meta({ description: 'Still to come' }),
    overlapping: z.int().min(0).meta({ description: 'Upcoming bookings that lie in them' }),
  })
  .meta({ id: 'PrivateCalendar' });
export type PrivateCalendar = z.infer<typeof PrivateCalendar>;
export const PrivateCalendars = z.array(PrivateCalendar);
export type PrivateCalendars = z.infer<typeof PrivateCalendars>;

export const NewPrivateCalendar = z
  .strictObject({
    therapistId: Uuid,
    address: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .meta({ description: 'Of a calendar file (https, webcal) or of a CalDAV calendar' }),
    login: z
      .strictObject({
        username: z.string().min(1).max(200),
        password: z.string().min(1).max(500),
      })
      .optional()
      .meta({ description: 'Where the address alone does not open it' }),
  })
  .meta({ id: 'NewPrivateCalendar' });
export type NewPrivateCalendar = z.infer<typeof NewPrivateCalendar>;

export const PrivateCalendarParams = z.object({ clinic: ClinicKey, id: Uuid });
