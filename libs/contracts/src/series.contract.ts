import { z } from 'zod';
import { clinicCancelReasons, Notify } from './desk.contract.ts';
import {
  BrokenRule,
  BrokenRuleCode,
  DeskBookingRequest,
  DeskStart,
  overrideReasons,
  WholeMinute,
} from './desk-ops.contract.ts';
import { ClinicKey, Instant, LocalDate, ScreeningCodes, Uuid } from './primitives.contract.ts';

export const MAX_SERIES = 26;
const EveryWeeks = z.int().min(1).max(8);

export const SeriesPreviewRequest = z
  .strictObject({
    first: DeskStart,
    everyWeeks: EveryWeeks,
    count: z.int().min(2).max(MAX_SERIES),
    client: z
      .union([z.strictObject({ clientId: Uuid }), z.strictObject({ email: z.email().max(254) })])
      .optional()
      .meta({ description: 'For whom; a clearance on file may end before some dates' }),
    screening: ScreeningCodes.optional(),
  })
  .meta({ id: 'SeriesPreviewRequest' });
export type SeriesPreviewRequest = z.infer<typeof SeriesPreviewRequest>;

export const SeriesDate = z.object({
  date: LocalDate,
  startsAt: Instant.nullable().meta({
    description: 'The same wall time; null on a night whose clocks leave it out',
  }),
  ok: z.boolean(),
  broken: z.array(BrokenRule),
  overridable: z.boolean(),
  roomId: Uuid.nullable(),
  alternatives: z.array(Instant).meta({ description: 'Of the same local day first' }),
});
export const SeriesPreview = z
  .object({ timeZone: z.string(), dates: z.array(SeriesDate) })
  .meta({ id: 'SeriesPreview' });
export type SeriesPreview = z.infer<typeof SeriesPreview>;

const who = DeskBookingRequest.omit({ startsAt: true, override: true, roomId: true });

/** Saves the chosen dates, all or none. Each names the rules that were seen broken on it. */
export const SeriesRequest = who
  .extend({
    everyWeeks: EveryWeeks,
    dates: z
      .array(
        z.strictObject({
          startsAt: WholeMinute,
          roomId: Uuid.optional(),
          overriding: z.array(BrokenRuleCode).max(20).default([]),
        }),
      )
      .min(2)
      .max(MAX_SERIES),
    reason: z
      .enum(overrideReasons)
      .optional()
      .meta({ description: 'Needed as soon as one date overrides a rule' }),
  })
  .meta({ id: 'SeriesRequest' });
export type SeriesRequest = z.infer<typeof SeriesRequest>;

export const SeriesView = z
  .object({
    id: Uuid,
    everyWeeks: z.int(),
    bookings: z.array(
      z.object({
        reference: z.string(),
        revision: z.int(),
        startsAt: Instant,
        status: z.enum(['requested', 'awaiting_payment', 'confirmed', 'cancelled']),
      }),
    ),
  })
  .meta({ id: 'Series' });
export type SeriesView = z.infer<typeof SeriesView>;

/** What calling off the rest did; visits called off before are not counted again. */
export const SeriesCancelled = SeriesView.extend({ cancelledNow: z.int() }).meta({
  id: 'SeriesCancelled',
});
export type SeriesCancelled = z.infer<typeof SeriesCancelled>;

/** From one visit on, the rest of the series. If-Match names that visit's revision. */
export const SeriesCancelRequest = z
  .strictObject({
    from: z.string().regex(/^[A-Z0-9]{4,20}$/),
    reason: z.enum(clinicCancelReasons),
    notify: Notify.default('settle'),
  })
  .meta({ id: 'SeriesCancelRequest' });
export type SeriesCancelRequest = z.infer<typeof SeriesCancelRequest>;

export const SeriesParams = z.object({ clinic: ClinicKey, id: Uuid });
