import { z } from 'zod';

const Minutes = z.int().min(0).max(10_080);
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 17:30');

/** How a clinic sells its time. Stored with the clinic, edited by its owner, read inside every decision. */
export const ClinicPolicies = z.strictObject({
  /** A start must be at least this far away. */
  noticeMin: Minutes.default(60),
  /** Rolling: how many local days ahead can be booked. */
  horizonDays: z.int().min(1).max(365).default(60),
  gridStepMin: z
    .union([
      z.literal(5),
      z.literal(10),
      z.literal(15),
      z.literal(20),
      z.literal(30),
      z.literal(60),
      z.literal('session'),
      z.literal('shortest'),
    ])
    .default(15),
  shortestSellableMin: z.int().min(5).max(240).default(30),
  /** Refuse a start that leaves a gap nobody could buy. */
  orphanGapRule: z.boolean().default(false),
  /** After this wall time nothing more is sold for the same day; null = no cut-off. */
  sameDayCutoff: WallTime.nullable().default(null),
  /** At most so many deep-tissue sessions of one therapist in a row; null = any number... */
  deepTissueInARow: z.int().min(1).max(10).nullable().default(null),
  /** ...then so many minutes without a session. */
  deepTissueRestMin: z.int().min(5).max(240).default(30),
  holdMin: z.int().min(1).max(60).default(10),
  /** One extension reaches this, counted from the creation of the hold. */
  holdExtendedMin: z.int().min(1).max(60).default(15),
  liveHoldsPerAddress: z.int().min(1).max(10_000).default(60),
  /** Cancelling is free until so many elapsed hours before the chain's original start... */
  freeCancellationHours: z.int().min(0).max(336).default(24),
  /** ...and always within so many minutes of booking. */
  undoMin: z.int().min(0).max(60).default(5),
  lateCancellationFeePercent: z.int().min(0).max(100).default(0),
  /** Inside the window a client's move is refused, or costs the late fee; without a fee nothing is late. */
  lateMove: z.enum(['refuse', 'fee']).default('refuse'),
  /** How often a client may move one booking. */
  clientMoves: z.int().min(0).max(20).default(2),
  /** A request waits so long for the clinic's answer... */
  requestAnswerHours: z.int().min(1).max(168).default(24),
  /** ...but only until so many hours before the start. */
  requestAnswerBeforeHours: z.int().min(0).max(72).default(2),
  /** Whoever is offered instead of a therapist who cannot come is kept so long for the client. */
  reOfferHoldMin: z.int().min(15).max(2880).default(240),
  /** What can wait is not mailed from this wall time of its reader on... */
  quietFrom: WallTime.default('21:00'),
  /** ...until this one; over midnight where it is the earlier of the two. */
  quietUntil: WallTime.default('08:00'),
});
export type ClinicPolicies = z.infer<typeof ClinicPolicies>;
