import { z } from 'zod';

export const Uuid = z.uuid();
/** Years a clinic can mean; others would only make a database stumble. */
const inLivingMemory = (text: string): boolean => /^(19[7-9]\d|20\d\d|21\d\d)/.test(text);
/** RFC 3339 instant; any offset is accepted, answers are always UTC. */
export const Instant = z.iso.datetime({ offset: true }).refine(inLivingMemory, 'year 1970 to 2199');
/** Clinic-local calendar date. */
export const LocalDate = z.iso.date().refine(inLivingMemory, 'year 1970 to 2199');
/** IANA name, e.g. Europe/London. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
    } catch {
      return false;
    }
  }, 'unknown time zone');
/** In small letters: people and mail programs write one address in many cases. */
export const Email = z.email().max(254).toLowerCase();
export const Money = z
  .object({ amount: z.int(), currency: z.string().length(3) })
  .meta({ id: 'Money' });
export const ClinicKey = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/)
  .meta({ description: 'Slug or id of a clinic' });
export const ClinicParams = z.object({ clinic: ClinicKey });
export const DurationMin = z.int().min(5).max(480);

export const sessionTypes = [
  'recovery_light',
  'sports_massage',
  'deep_tissue',
  'mobility',
  'relaxation',
] as const;
export const SessionType = z.enum(sessionTypes);
export type SessionType = z.infer<typeof SessionType>;

export const bodyAreas = [
  'neck',
  'shoulders',
  'arms',
  'upper_back',
  'back',
  'hips',
  'glutes',
  'thighs',
  'hamstrings',
  'legs',
  'calves',
  'feet',
] as const;
export const BodyArea = z.enum(bodyAreas);
/** Codes of the screening table; an unknown code is allowed on purpose: it counts as "clearance needed". */
export const ScreeningCodes = z.array(z.string().min(1).max(64)).max(60);
