import { z } from 'zod';
import { AvailabilityView } from './availability.contract.ts';
import { Instant, LocalDate, Money, Uuid } from './primitives.contract.ts';

export const RescheduleRequest = z
  .strictObject({
    startsAt: Instant,
    therapistId: Uuid.optional().meta({
      description: 'When left out: the same as now while they are free, else whoever is',
    }),
    locationId: Uuid.optional().meta({ description: 'When left out: where it is now' }),
    revision: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Of the booking as seen; ALREADY_MOVED when it has moved since' }),
    acceptFee: z.boolean().optional(),
  })
  .meta({ id: 'RescheduleRequest' });
export type RescheduleRequest = z.infer<typeof RescheduleRequest>;

/** Times a booking can be moved to: its own time does not stand in its way. */
export const MoveTimesQuery = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  therapistId: Uuid.optional(),
  locationId: Uuid.optional(),
  token: z.string().max(200).optional(),
});
export type MoveTimesQuery = z.infer<typeof MoveTimesQuery>;

export const MoveTimesView = AvailabilityView.extend({
  clearedUntil: Instant.nullable().meta({
    description: 'A clinician’s yes that the booking rests on ends here: no later start is offered',
  }),
}).meta({ id: 'MoveTimes' });
export type MoveTimesView = z.infer<typeof MoveTimesView>;

export const moveRefusals = [
  'ALREADY_CANCELLED',
  'TOO_LATE_TO_MOVE',
  'MOVE_LIMIT',
  'MOVE_WINDOW_CLOSED',
  'BOOKING_BLOCKED',
] as const;

/** What moving would mean at this moment. */
export const MovingView = z
  .object({
    possible: z.boolean(),
    refusal: z.enum(moveRefusals).nullable(),
    left: z.int().meta({ description: 'How often the client may still move it' }),
    feeNow: Money,
    asksAgain: z
      .boolean()
      .meta({ description: 'The clinic has to say yes to the new time as well' }),
    movedFrom: Instant.nullable().meta({ description: 'Where the newest move came from' }),
    movedFromPlace: z
      .object({ id: Uuid, name: z.string(), isOpen: z.boolean() })
      .nullable()
      .meta({ description: 'The location it came from, when that is another' }),
  })
  .meta({ id: 'Moving' });
export type MovingView = z.infer<typeof MovingView>;
