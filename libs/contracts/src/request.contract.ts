import { z } from 'zod';
import { Instant, Uuid } from './primitives.contract.ts';

const Named = z.object({ id: Uuid, name: z.string() });

/** What waits for the clinic's yes or no, the most urgent first. No health data in it. */
export const DeskRequests = z
  .array(
    z.object({
      reference: z.string(),
      revision: z.int(),
      service: z.string(),
      durationMin: z.int(),
      startsAt: Instant,
      endsAt: Instant,
      timeZone: z.string(),
      therapist: Named,
      room: Named,
      location: Named,
      clientName: z.string(),
      isNewClient: z.boolean(),
      askedAt: Instant,
      answerBy: Instant.meta({ description: 'Unanswered until then, it is let go' }),
    }),
  )
  .meta({ id: 'DeskRequests' });
export type DeskRequests = z.infer<typeof DeskRequests>;
