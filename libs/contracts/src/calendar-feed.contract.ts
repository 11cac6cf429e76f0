import { z } from 'zod';
import { ClinicKey, Instant, Uuid } from './primitives.contract.ts';

/** `{token}.ics`, as calendar programs are given it. */
export const CalendarFileParams = z.object({
  clinic: ClinicKey,
  file: z.string().regex(/^[A-Za-z0-9_-]{20,80}\.ics$/),
});

/** Of a client: whether there is one; its address is shown once, when it is made. */
export const OwnCalendarFeed = z
  .object({
    since: Instant.nullable(),
    url: z.string().nullable().meta({ description: 'Only in the answer that made it' }),
  })
  .meta({ id: 'OwnCalendarFeed' });
export type OwnCalendarFeed = z.infer<typeof OwnCalendarFeed>;

export const DeskCalendarFeed = z
  .object({
    id: Uuid,
    therapist: z.object({ id: Uuid, name: z.string() }),
    showsNames: z.boolean().meta({ description: 'Whole names of clients; else their initials' }),
    createdAt: Instant,
  })
  .meta({ id: 'DeskCalendarFeed' });
export type DeskCalendarFeed = z.infer<typeof DeskCalendarFeed>;
export const DeskCalendarFeeds = z.array(DeskCalendarFeed);
export type DeskCalendarFeeds = z.infer<typeof DeskCalendarFeeds>;

export const NewCalendarFeed = z
  .strictObject({ therapistId: Uuid, showsNames: z.boolean() })
  .meta({ id: 'NewCalendarFeed' });
export type NewCalendarFeed = z.infer<typeof NewCalendarFeed>;

export const CalendarFeedMade = DeskCalendarFeed.extend({
  url: z.string().meta({ description: 'Shown this once: only its hash is kept' }),
}).meta({ id: 'CalendarFeedMade' });
export type CalendarFeedMade = z.infer<typeof CalendarFeedMade>;

export const CalendarFeedParams = z.object({ clinic: ClinicKey, id: Uuid });
