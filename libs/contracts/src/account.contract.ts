import { z } from 'zod';
import { Instant, Uuid } from './primitives.contract.ts';

export const staffRoles = ['therapist', 'front_desk', 'owner'] as const;
export const StaffRole = z.enum(staffRoles);
export type StaffRole = z.infer<typeof StaffRole>;

/** Who acts at the desk of the bound clinic; never comes from a request, only from session and membership. */
export interface Staff {
  userId: string;
  name: string;
  role: StaffRole;
  /** Whose hands these are; set for therapists and nobody else. */
  therapistId: string | null;
}

export const SignInRequest = z
  .strictObject({
    email: z.email().max(254),
    password: z.string().min(1).max(128),
  })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof SignInRequest>;

export const SignedInView = z
  .object({
    user: z.object({ id: Uuid, name: z.string(), email: z.string() }),
    clinics: z
      .array(z.object({ slug: z.string(), name: z.string(), role: StaffRole }))
      .meta({ description: 'Where this person works' }),
  })
  .meta({ id: 'SignedIn' });
export type SignedInView = z.infer<typeof SignedInView>;

export const SessionList = z
  .array(
    z.object({
      id: Uuid,
      current: z.boolean(),
      signedInAt: Instant,
      lastUsedAt: Instant,
      userAgent: z.string(),
    }),
  )
  .meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;

export const RevokeSessionRequest = z.strictObject({ id: Uuid }).meta({ id: 'RevokeSession' });
/** Sign-out needs nothing; an empty JSON object is fine. */
export const NothingMore = z.strictObject({}).default({});
