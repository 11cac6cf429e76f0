import { z } from 'zod';
import { Money, SessionType, Uuid } from './primitives.contract.ts';

export const LocationView = z
  .object({
    id: Uuid,
    name: z.string(),
    address: z.string(),
    timeZone: z.string(),
    forTwo: z.boolean().meta({ description: 'Has a room in which two are treated side by side' }),
    openingHours: z.array(
      z.object({ weekday: z.int().min(1).max(7), opens: z.string(), closes: z.string() }),
    ),
  })
  .meta({ id: 'Location' });

export const ClinicView = z
  .object({
    id: Uuid,
    slug: z.string(),
    name: z.string(),
    legalName: z.string(),
    country: z.string(),
    locale: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    phone: z.string(),
    email: z.string(),
    locations: z.array(LocationView),
    policies: z.array(z.string()).meta({ description: 'The booking rules in words' }),
    quietFrom: z.string().meta({
      description: 'Mails that can wait are not sent from this wall time of their reader',
    }),
    quietUntil: z.string().meta({ description: 'until this one' }),
  })
  .meta({ id: 'Clinic' });
export type ClinicView = z.infer<typeof ClinicView>;
export const ClinicList = z.array(ClinicView.pick({ id: true, slug: true, name: true }));

export const ServiceView = z
  .object({
    id: Uuid,
    name: z.string(),
    description: z.string(),
    sessionType: SessionType,
    needsConfirmation: z
      .boolean()
      .meta({ description: 'Booked as a request: the clinic says yes or no' }),
    durations: z.array(z.object({ minutes: z.int(), price: Money })),
  })
  .meta({ id: 'Service' });
export type ServiceView = z.infer<typeof ServiceView>;
export const ServiceList = z.array(ServiceView);

export const TherapistView = z
  .object({
    id: Uuid,
    name: z.string(),
    bio: z.string(),
    gender: z.string(),
    languages: z.array(z.string()),
    sessionTypes: z.array(SessionType),
    locationIds: z.array(Uuid),
  })
  .meta({ id: 'Therapist' });
export type TherapistView = z.infer<typeof TherapistView>;
export const TherapistList = z.array(TherapistView);
