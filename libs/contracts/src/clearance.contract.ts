import { z } from 'zod';
import { ClinicKey, Instant, LocalDate, Uuid } from './primitives.contract.ts';

/** red_flag: spoken with after a warning sign. answers: a clinician's yes to what was answered. */
export const ClearanceScope = z.enum(['red_flag', 'answers']);
export type ClearanceScope = z.infer<typeof ClearanceScope>;

/**
 * Which answers it covers is not said: it is all that waits for this client, so that whoever records it need
 * not know them. A clearance of answers ends; without a date after `CLEARANCE_DAYS`.
 */
export const ClearanceRequest = z
  .strictObject({
    clinician: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .regex(/^[^\p{Cc}]*$/u)
      .optional()
      .meta({ description: 'Whose yes it is' }),
    validUntil: LocalDate.optional().meta({
      description: 'Last day it holds, clinic-local; 90 days when left out, at most 366',
    }),
  })
  .default({})
  .meta({ id: 'ClearanceRequest' });
export type ClearanceRequest = z.infer<typeof ClearanceRequest>;

export const ClearanceOnFile = z.object({
  scope: ClearanceScope,
  givenAt: Instant,
  givenBy: z.string().nullable().meta({ description: 'Name of the member of staff' }),
  clinician: z.string().nullable(),
  expiresAt: Instant.nullable().meta({ description: 'null = was about one red flag, and is done' }),
  isValid: z.boolean(),
});
export type ClearanceOnFile = z.infer<typeof ClearanceOnFile>;

/** What the desk sees of it: that something waits, never which answer it was. */
export const ClearanceState = z
  .object({
    waitsFor: z.array(ClearanceScope),
    since: Instant.nullable(),
    onFile: z.array(ClearanceOnFile),
  })
  .meta({ id: 'ClearanceState' });
export type ClearanceState = z.infer<typeof ClearanceState>;

/** Somebody who wanted to book and needs a clinician's yes first: whom to phone, and nothing else. */
export const WaitingClient = z.object({
  clientId: Uuid,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  since: Instant,
  waitsFor: z.array(ClearanceScope),
});
export const WaitingClients = z.array(WaitingClient);
export type WaitingClients = z.infer<typeof WaitingClients>;

export const WaitingParams = z.object({ clinic: ClinicKey, clientId: Uuid });
