import { FIRST_MS, workload } from './workload.mjs';

const MINUTE = 60_000;
const WEEK = [1, 2, 3, 4, 5, 6];

/** Readable in a log, and the same in every run. `kind` is one hexadecimal digit. */
const idOf = (clinic, kind, n = 0) =>
  `${clinic.toString(16).padStart(8, '0')}-000${kind}-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** @returns what the load needs to know of a clinic */
const described = (clinic, therapists) => ({
  number: clinic,
  slug: `bench-${clinic}`,
  clinicId: idOf(clinic, 0),
  serviceId: idOf(clinic, 1),
  locationId: idOf(clinic, 2),
  therapistIds: Array.from({ length: therapists }, (_, n) => idOf(clinic, 3, n)),
  roomIds: Array.from({ length: therapists }, (_, n) => idOf(clinic, 4, n)),
});

const POLICIES = {
  noticeMin: 0,
  horizonDays: 365,
  gridStepMin: 15,
  liveHoldsPerAddress: 10_000,
};

/** Prep and rest inside the shift, no caps, one room a therapist: then "75 free minutes" is the rule. */
async function seedClinic(owner, clinic) {
  const { clinicId, slug, serviceId, locationId, therapistIds, roomIds } = clinic;
  const hours = [...WEEK, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '20:00' }));
  await owner.query(
    `INSERT INTO clinic (id, slug, name, legal_name, country, locale, time_zone, currency, phone, email,
                         policies, listed)
     VALUES ($1, $2, 'Bench', 'Bench', 'DE', 'en-GB', 'Europe/Berlin', 'EUR', '+49 30 901820',
             'bench@limber.example', $3, false)`,
    [clinicId, slug, JSON.stringify(POLICIES)],
  );
  await owner.query(
    `INSERT INTO location (clinic_id, id, name, address, time_zone, opening_hours, reset_inside_shift)
     VALUES ($1, $2, 'Bench', 'Berlin', 'Europe/Berlin', $3, true)`,
    [clinicId, locationId, JSON.stringify(hours)],
  );
  await owner.query(
    `INSERT INTO service (clinic_id, id, name, description, session_type, room_features, prep_min, rest_min,
                          room_prep_min, room_reset_min, effort_tenths_per_min, active, sort)
     VALUES ($1, $2, 'Sports massage', '', 'sports_massage', '{}', 0, 15, 0, 15, 13, true, 1)`,
    [clinicId, serviceId],
  );
  await owner.query(
    `INSERT INTO service_duration (clinic_id, service_id, minutes, price_minor) VALUES ($1, $2, 60, 7200)`,
    [clinicId, serviceId],
  );
  const resources = (kind, ids) =>
    owner.query(
      'INSERT INTO resource (clinic_id, id, kind) SELECT $1, id, $2 FROM unnest($3::uuid[]) id',
      [clinicId, kind, ids],
    );
  await resources('room', roomIds);
  await resources('therapist', therapistIds);
  await owner.query(
    `INSERT INTO room (clinic_id, id, location_id, name, features, capacity, out_of_order)
     SELECT $1, id, $2, 'Room', '{}', 1, false FROM unnest($3::uuid[]) id`,
    [clinicId, locationId, roomIds],
  );
  await owner.query(
    `INSERT INTO therapist (clinic_id, id, name, bio, gender, languages, session_types, active)
     SELECT $1, id, 'Therapist', '', 'female', '{en}', '{sports_massage}', true FROM unnest($2::uuid[]) id`,
    [clinicId, therapistIds],
  );
  await seedShifts(owner, clinic);
}

async function seedShifts(owner, { clinicId, locationId, therapistIds, roomIds }) {
  await owner.query(
    `INSERT INTO shift (clinic_id, id, therapist_id, location_id, room_id, weekday, starts_at, ends_at,
                        valid_from)
     SELECT $1, gen_random_uuid(), pair.therapist, $2, pair.room, weekday, '09:00', '19:00', '2026-01-01'
       FROM unnest($3::uuid[], $4::uuid[]) AS pair(therapist, room), unnest($5::int[]) weekday`,
    [clinicId, locationId, therapistIds, roomIds, WEEK],
  );
  await owner.query(
    `INSERT INTO shift_break (clinic_id, id, shift_id, starts_at, ends_at)
     SELECT clinic_id, gen_random_uuid(), id, '13:00', '14:00' FROM shift WHERE clinic_id = $1`,
    [clinicId],
  );
}

const at = (minute) => new Date(FIRST_MS + minute * MINUTE).toISOString();

/** Whose time it is does not matter to who reads it, so one block owns what a clinic has booked. */
async function seedCalendars(owner, { clinicId, therapistIds, roomIds }) {
  const calendars = workload(therapistIds.length);
  const block = idOf(1, 5, therapistIds.length);
  await owner.query(
    `INSERT INTO block (clinic_id, id, reason, created_by, created_at) VALUES ($1, $2, '', 'bench', app_now())`,
    [clinicId, block],
  );
  const taken = calendars.flatMap(({ bookings }, n) =>
    bookings.flatMap(([start, end]) =>
      [therapistIds[n], roomIds[n]].map((id) => ({ id, starts: at(start), ends: at(end - 15) })),
    ),
  );
  await owner.query(
    `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths, status,
                            block_id)
     SELECT $1, gen_random_uuid(), id, tstzrange(starts, ends, '[)'), 0, 15, 0, 'confirmed', $2
       FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, starts timestamptz, ends timestamptz)`,
    [clinicId, block, JSON.stringify(taken)],
  );
  const away = calendars.flatMap((calendar, n) =>
    calendar.away.map(([start, end]) => ({
      id: therapistIds[n],
      starts: at(start),
      ends: at(end),
    })),
  );
  await owner.query(
    `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
     SELECT $1, gen_random_uuid(), id, tstzrange(starts, ends, '[)'), 'leave'
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, starts timestamptz, ends timestamptz)`,
    [clinicId, JSON.stringify(away)],
  );
}

/** The clinics of 5, 20 and 80 therapists with their calendars, and one of 20 with nothing booked. */
export async function seedClinics(owner) {
  // A Sunday before the first day; the clock of a bench may stand anywhere.
  await owner.query(
    `UPDATE app_clock SET demo = true, ahead = timestamptz '2026-11-29 08:00:00+00' - clock_timestamp()`,
  );
  const clinics = {};
  for (const therapists of [5, 20, 80]) {
    clinics[therapists] = described(therapists, therapists);
    await seedClinic(owner, clinics[therapists]);
    await seedCalendars(owner, clinics[therapists]);
  }
  clinics.open = described(200, 20);
  await seedClinic(owner, clinics.open);
  await owner.query('VACUUM ANALYZE');
  return clinics;
}

/** The floor's own tables: what a careful engineer would write in an hour. */
export async function seedFloor(owner) {
  await owner.query(`
    CREATE TABLE floor_busy (therapist int NOT NULL, period tstzrange NOT NULL);
    CREATE TABLE floor_booking (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      therapist int NOT NULL,
      during tstzrange NOT NULL,
      EXCLUDE USING gist (therapist WITH =, during WITH &&)
    );
    GRANT SELECT ON floor_busy TO limber_app;
    GRANT SELECT, INSERT, DELETE ON floor_booking TO limber_app`);
  const rows = workload(80).flatMap(({ bookings, away }, therapist) =>
    [...bookings, ...away].map(([start, end]) => ({ therapist, starts: at(start), ends: at(end) })),
  );
  await owner.query(
    `INSERT INTO floor_busy SELECT therapist, tstzrange(starts, ends)
       FROM jsonb_to_recordset($1::jsonb) AS r(therapist int, starts timestamptz, ends timestamptz)`,
    [JSON.stringify(rows)],
  );
  await owner.query('CREATE INDEX floor_busy_start ON floor_busy (therapist, lower(period))');
  await owner.query('VACUUM ANALYZE floor_busy');
}
