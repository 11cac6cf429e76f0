import { randomUUID } from 'node:crypto';
import { postRequest } from '../wire.mjs';
import { DAY_MIN, instantOf } from '../workload.mjs';

/** Starts on the empty clinic's days that leave room for each other: four in the morning, five after. */
const OF_DAY = [540, 615, 690, 840, 915, 990, 1065];

/** So many starts that no two sessions of one therapist come near each other. */
export function disjointStarts(timesOfDay = OF_DAY) {
  let day = 0;
  let n = -1;
  return () => {
    n += 1;
    if (n === timesOfDay.length) {
      n = 0;
      day += 1;
      if (day % 7 === 6) day += 1;
    }
    return day * DAY_MIN + timesOfDay[n];
  };
}

/** Every (therapist, start) once, over the whole horizon. */
export function disjointSlots(therapists) {
  const next = disjointStarts();
  let therapist = therapists;
  let start = 0;
  return () => {
    if (therapist === therapists) {
      therapist = 0;
      start = next();
    }
    return { therapist: therapist++, start };
  };
}

export const holdRequest = (clinic, start, therapist) =>
  postRequest(
    `/api/v1/clinics/${clinic.slug}/holds`,
    {
      serviceId: clinic.serviceId,
      durationMin: 60,
      startsAt: instantOf(start),
      ...(therapist !== undefined && { therapistId: clinic.therapistIds[therapist] }),
    },
    { 'Idempotency-Key': randomUUID() },
  );

let clients = 0;

/** A new client each time: with a check-in wanted, nothing in the way, everything that confirming plans. */
export function bookingRequest(clinic, { id, token }) {
  clients += 1;
  return postRequest(
    `/api/v1/clinics/${clinic.slug}/bookings`,
    {
      holdId: id,
      client: {
        name: `Client ${clients}`,
        email: `client-${clients}@example.com`,
        phone: '+49 30 901820',
      },
      screening: [],
      consents: { healthData: true, checkIns: true, marketing: false },
    },
    { 'Hold-Token': token, 'Idempotency-Key': randomUUID() },
  );
}

export const floorRequest = (start, therapist) =>
  postRequest('/bookings', { therapist, startsAt: instantOf(start) });

/** Gives the empty clinic and the floor their time back, so that every round finds the same. */
export async function emptyBook(house) {
  const { clinicId } = house.clinics.open;
  await house.owner.query('DELETE FROM occupancy WHERE clinic_id = $1', [clinicId]);
  await house.owner.query('TRUNCATE floor_booking');
  await house.owner.query('VACUUM ANALYZE occupancy');
}

/** Sessions of one therapist or room that lie over each other, by SQL. */
export async function countOverlaps(house) {
  const { rows } = await house.owner.query(
    `SELECT count(*)::int AS overlaps FROM occupancy a JOIN occupancy b
         ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id AND a.id < b.id
        AND a.during && b.during
      WHERE a.clinic_id = $1 AND a.status <> 'released' AND b.status <> 'released'`,
    [house.clinics.open.clinicId],
  );
  return rows[0].overlaps;
}
