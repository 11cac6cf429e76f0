import { z } from 'zod';
import { oneLine } from './booking.contract.ts';
import { WholeMinute } from './desk-ops.contract.ts';
import { ClinicKey, Instant, Uuid } from './primitives.contract.ts';

export const MAX_BLOCK_DAYS = 14;

/** Time kept free by hand, of therapists and rooms alike. It never changes; it is taken away. */
export const BlockRequest = z
  .strictObject({
    resourceIds: z.array(Uuid).min(1).max(20),
    startsAt: WholeMinute,
    endsAt: WholeMinute,
    reason: oneLine(120).meta({ description: 'Shown to staff only' }),
  })
  .meta({ id: 'BlockRequest' });
export type BlockRequest = z.infer<typeof BlockRequest>;

export const BlockView = z
  .object({
    id: Uuid,
    resourceIds: z.array(Uuid),
    startsAt: Instant,
    endsAt: Instant,
    reason: z.string(),
    revision: z.int(),
  })
  .meta({ id: 'Block' });
export type BlockView = z.infer<typeof BlockView>;

/** What stands in a block's way; a live hold has no name yet. Travels with BLOCK_CONFLICT. */
export const InTheWay = z.object({
  kind: z.enum(['booking', 'hold', 'block']),
  resourceId: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  reference: z.string().nullable(),
  clientName: z.string().nullable(),
});
export type InTheWay = z.infer<typeof InTheWay>;

export const BlockParams = z.object({ clinic: ClinicKey, id: Uuid });
