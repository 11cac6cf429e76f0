import { z } from 'zod';
import { ClinicKey, Instant, Uuid } from './primitives.contract.ts';

/** Somebody who asked to be phoned after a visit: whom, how, since when, and nothing else. */
export const CallBack = z.object({
  id: Uuid,
  clientId: Uuid,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  since: Instant,
});
export const CallBacks = z.array(CallBack);
export type CallBacks = z.infer<typeof CallBacks>;

export const CallBackParams = z.object({ clinic: ClinicKey, id: Uuid });
