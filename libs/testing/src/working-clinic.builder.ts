import type { TestDatabase } from './test-database.ts';
import { insertClinic } from './clinic.builder.ts';

export interface WorkingClinic {
  clinicId: string;
  slug: string;
  locationId: string;
  therapistIds: string[];
  roomIds: string[];
  /** Sold in 30 and 60 minutes at 4000 and 7000; the therapist rests 15 minutes, the room 10. */
  serviceId: string;
  /** deep_tissue, 60 minutes: firm by definition. */
  deepServiceId: string;
}

export interface WorkingClinicOptions {
  slug?: string;
  therapists?: number;
  rooms?: number;
  policies?: Record<string, unknown>;
}

/** A clinic in London that works 09:00-17:00 every day of the week: the smallest one can book at. */
export async function insertWorkingClinic(
  db: TestDatabase,
  options: WorkingClinicOptions = {},
): Promise<WorkingClinic> {
  const { slug = 'north', therapists = 3, rooms = 3 } = options;
  const { id: clinicId } = await insertClinic(db, {
    slug,
    time_zone: 'Europe/London',
    policies: options.policies ?? {},
  });
  const ids = (count: number): string[] =>
    Array.from({ length: count }, () => db.ids.uuid()).sort();
  const [locationId = '', serviceId = '', deepServiceId = ''] = ids(3);
  const clinic = {
    ...{ clinicId, slug, locationId, serviceId, deepServiceId },
    therapistIds: ids(therapists),
    roomIds: ids(rooms),
  };
  await insertPlaces(db, clinic);
  await insertTherapists(db, clinic);
  await insertServices(db, clinic);
  return clinic;
}

async function insertPlaces(db: TestDatabase, clinic: WorkingClinic): Promise<void> {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opens: '08:00',
    closes: '20:00',
  }));
  await db.asOwner(
    `INSERT INTO location (clinic_id, id, name, address, time_zone, opening_hours, reset_inside_shift)
     VALUES ($1, $2, 'The Arches', '1 Arch Lane, London', 'Europe/London', $3, false)`,
    [clinic.clinicId, clinic.locationId, JSON.stringify(hours)],
  );
  for (const id of clinic.roomIds) {
    await db.asOwner(`INSERT INTO resource (clinic_id, id, kind) VALUES ($1, $2, 'room')`, [
      clinic.clinicId,
      id,
    ]);
    await db.asOwner(
      `INSERT INTO room (clinic_id, id, location_id, name, features, capacity, out_of_order)
       VALUES ($1, $2, $3, 'Room', '{}', 1, false)`,
      [clinic.clinicId, id, clinic.locationId],
    );
  }
}

async function insertTherapists(db: TestDatabase, clinic: WorkingClinic): Promise<void> {
  for (const id of clinic.therapistIds) {
    await db.asOwner(`INSERT INTO resource (clinic_id, id, kind) VALUES ($1, $2, 'therapist')`, [
      clinic.clinicId,
      id,
    ]);
    await db.asOwner(
      `INSERT INTO therapist (clinic_id, id, name, bio, gender, languages, session_types, active)
       VALUES ($1, $2, 'Ana Reyes', '', 'female', '{en}', '{sports_massage,deep_tissue}', true)`,
      [clinic.clinicId, id],
    );
    await db.asOwner(
      `INSERT INTO shift (clinic_id, id, therapist_id, location_id, weekday, starts_at, ends_at, valid_from)
       SELECT $1, gen_random_uuid(), $2, $3, weekday, '09:00', '17:00', '2020-01-01'
         FROM generate_series(1, 7) AS weekday`,
      [clinic.clinicId, id, clinic.locationId],
    );
  }
}

async function insertServices(db: TestDatabase, clinic: WorkingClinic): Promise<void> {
  const services: [string, string, string, [number, number][]][] = [
    [
      clinic.serviceId,
      'Sports massage',
      'sports_massage',
      [
        [30, 4000],
        [60, 7000],
      ],
    ],
    [clinic.deepServiceId, 'Deep tissue', 'deep_tissue', [[60, 8000]]],
  ];
  for (const [id, name, sessionType, lengths] of services) {
    await db.asOwner(
      `INSERT INTO service (clinic_id, id, name, description, session_type, room_features, prep_min, rest_min,
                            room_prep_min, room_reset_min, effort_tenths_per_min, active, sort)
       VALUES ($1, $2, $3, '', $4, '{}', 0, 15, 0, 10, 13, true, 1)`,
      [clinic.clinicId, id, name, sessionType],
    );
    for (const [minutes, price] of lengths) {
      await db.asOwner('INSERT INTO service_duration VALUES ($1, $2, $3, $4)', [
        ...[clinic.clinicId, id, minutes, price],
      ]);
    }
  }
}
