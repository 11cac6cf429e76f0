import {
  Clinic,
  Location,
  type OpeningHours,
  Resource,
  Room,
  Service,
  ServiceDuration,
  Shift,
  ShiftBreak,
  Therapist,
} from '@limber/clinic';
import type { Transaction } from '@limber/persistence';
import { type ClinicFile, type Day, DAYS } from './clinic-file.schema.ts';
import { demoId } from './demo-ids.ts';

/** Long before the first visit of any seed. */
const SHIFTS_VALID_FROM = '2020-01-01';

/** The versions count the desk's edits; the file leaves them alone. */
type Filed<Row> = Omit<Row, 'version' | 'policiesVersion' | 'setupVersion'>;

/** The file as the rows of its tables; ids are made from keys and therefore stay. */
export interface ClinicRows {
  clinic: Filed<Clinic>;
  locations: Filed<Location>[];
  resources: Resource[];
  rooms: Filed<Room>[];
  therapists: Filed<Therapist>[];
  services: Filed<Service>[];
  durations: ServiceDuration[];
  shifts: Filed<Shift>[];
  breaks: ShiftBreak[];
}

const weekdayOf = (day: Day): OpeningHours['weekday'] =>
  (DAYS.indexOf(day) + 1) as OpeningHours['weekday'];

export const clinicIdOf = ({ clinic }: ClinicFile): string => demoId('clinic', clinic.slug);

export const therapistIdOf = (file: ClinicFile, key: string): string =>
  demoId(clinicIdOf(file), 'therapist', key);

export function clinicRows(file: ClinicFile): ClinicRows {
  const clinicId = clinicIdOf(file);
  const idOf = (kind: string, key: string): string => demoId(clinicId, kind, key);
  const rooms = file.rooms.map(({ key, location, ...room }) => ({
    ...{ clinicId, id: idOf('room', key), ...room },
    locationId: idOf('location', location),
    outOfOrder: false,
  }));
  const therapists = file.therapists.map(
    ({ key, effortCapPerDay, effortCapPerWeek, shifts: _, ...therapist }) => ({
      ...{ clinicId, id: idOf('therapist', key), ...therapist },
      effortCapPerDay: effortCapPerDay === null ? null : Math.round(effortCapPerDay * 10),
      effortCapPerWeek: effortCapPerWeek === null ? null : Math.round(effortCapPerWeek * 10),
      dayPlanMails: true,
      active: true,
    }),
  );
  return {
    clinic: { id: clinicId, ...file.clinic, policies: file.policies },
    locations: file.locations.map(({ key, openingHours, ...location }) => ({
      ...{ clinicId, id: idOf('location', key), ...location, active: true },
      openingHours: openingHours.flatMap(({ days, from, to }) =>
        days.map((day) => ({ weekday: weekdayOf(day), opens: from, closes: to })),
      ),
    })),
    resources: [
      ...rooms.map(({ id }) => ({ clinicId, id, kind: 'room' as const })),
      ...therapists.map(({ id }) => ({ clinicId, id, kind: 'therapist' as const })),
    ],
    ...{ rooms, therapists },
    services: file.services.map(({ key, effortPerMinute, prices: _, ...service }, i) => ({
      ...{ clinicId, id: idOf('service', key), ...service },
      effortTenthsPerMin: Math.round(effortPerMinute * 10),
      active: true,
      sort: i + 1,
    })),
    durations: file.services.flatMap(({ key, prices }) =>
      prices.map(({ minutes, pence }) => ({
        ...{ clinicId, serviceId: idOf('service', key), minutes },
        priceMinor: pence,
        active: true,
      })),
    ),
    ...shiftRows(file, clinicId, idOf),
  };
}

function shiftRows(
  file: ClinicFile,
  clinicId: string,
  idOf: (kind: string, key: string) => string,
): Pick<ClinicRows, 'shifts' | 'breaks'> {
  const shifts: ClinicRows['shifts'] = [];
  const breaks: ShiftBreak[] = [];
  for (const therapist of file.therapists) {
    for (const shift of therapist.shifts) {
      for (const day of shift.days) {
        const id = idOf('shift', `${therapist.key} ${day} ${shift.from}`);
        shifts.push({
          ...{ clinicId, id },
          therapistId: idOf('therapist', therapist.key),
          locationId: idOf('location', shift.location),
          roomId: shift.room === undefined ? null : idOf('room', shift.room),
          weekday: weekdayOf(day),
          startsAt: shift.from,
          endsAt: shift.to,
          validFrom: SHIFTS_VALID_FROM,
          validTo: null,
        });
        for (const { from, to } of shift.breaks) {
          const breakId = demoId(id, 'break', from);
          breaks.push({ clinicId, id: breakId, shiftId: id, startsAt: from, endsAt: to });
        }
      }
    }
  }
  return { shifts, breaks };
}

/**
 * Makes the tables say what the file says. Bookings point to these rows, so what the file no longer names is
 * retired, never deleted; only shifts are replaced, for nothing points to them.
 */
export async function writeClinic(tx: Transaction, rows: ClinicRows): Promise<void> {
  const { manager } = tx;
  const key = ['clinicId', 'id'];
  await manager.upsert(
    Clinic,
    { ...rows.clinic, policies: { ...(rows.clinic.policies as object) } },
    ['id'],
  );
  await manager.upsert(Location, rows.locations, key);
  await manager.upsert(Resource, rows.resources, key);
  await manager.upsert(Room, rows.rooms, key);
  await manager.upsert(Therapist, rows.therapists, key);
  await manager.upsert(Service, rows.services, key);
  await manager.upsert(ServiceDuration, rows.durations, ['clinicId', 'serviceId', 'minutes']);
  await retire(tx, rows);
  await manager.delete(Shift, { clinicId: tx.clinicId });
  await manager.insert(Shift, rows.shifts);
  if (rows.breaks.length > 0) await manager.insert(ShiftBreak, rows.breaks);
}

async function retire(tx: Transaction, rows: ClinicRows): Promise<void> {
  const ids = (of: { id: string }[]): string[] => of.map(({ id }) => id);
  await tx.query('UPDATE therapist SET active = false WHERE active AND id <> ALL ($1)', [
    ids(rows.therapists),
  ]);
  await tx.query('UPDATE service SET active = false WHERE active AND id <> ALL ($1)', [
    ids(rows.services),
  ]);
  await tx.query('UPDATE room SET out_of_order = true WHERE id <> ALL ($1)', [ids(rows.rooms)]);
  await tx.query(
    `DELETE FROM service_duration d
      WHERE d.service_id || ' ' || d.minutes <> ALL ($1)
        AND NOT EXISTS (SELECT FROM booking b WHERE b.clinic_id = d.clinic_id
              AND b.service_id = d.service_id AND b.duration_min = d.minutes)
        AND NOT EXISTS (SELECT FROM hold h WHERE h.clinic_id = d.clinic_id
              AND h.service_id = d.service_id AND h.duration_min = d.minutes)`,
    [rows.durations.map(({ serviceId, minutes }) => `${serviceId} ${minutes}`)],
  );
}
