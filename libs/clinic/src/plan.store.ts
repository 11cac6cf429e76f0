import type { SessionType } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import { weekdayOf } from '@limber/scheduling';
import type { Clinic, OpeningHours, Service } from './clinic.entity.ts';
import type { ShiftRow } from './clinic.store.ts';

/** Everything a schedule is made of but who is taken. Rooms out of order and inactive people are left out. */
export interface Plan {
  clinic: Clinic;
  /** Null when the clinic has no such service, or no longer sells it. */
  service: Service | null;
  /** Lengths the service is sold in, ascending. */
  durations: { minutes: number; priceMinor: number }[];
  locations: {
    id: string;
    timeZone: string;
    resetInsideShift: boolean;
    openingHours: OpeningHours[];
    /** Public holidays between the dates asked for. */
    closedDates: string[];
  }[];
  therapists: {
    id: string;
    sessionTypes: SessionType[];
    effortCapPerDay: number | null;
    effortCapPerWeek: number | null;
  }[];
  rooms: { id: string; locationId: string; features: string[]; capacity: number }[];
  /** Those that run on some date between the two asked for; exceptions stand among them as one-off shifts. */
  shifts: PlannedShift[];
}

/** A shift as availability needs it: which one it was is nothing to it. */
export type PlannedShift = Omit<ShiftRow, 'id' | 'version' | 'isException'>;

/** Columns in an array instead of an object: half the bytes, and no names to parse a hundred times. */
const PLAN = `
  SELECT
    (SELECT row_to_json(c) FROM clinic c WHERE c.id = $1) AS clinic,
    (SELECT row_to_json(s) FROM service s WHERE s.clinic_id = $1 AND s.id = $2 AND (s.active OR $5)) AS service,
    (SELECT json_agg(json_build_array(d.minutes, d.price_minor) ORDER BY d.minutes)
       FROM service_duration d WHERE d.clinic_id = $1 AND d.service_id = $2 AND (d.active OR $5)) AS durations,
    (SELECT json_agg(json_build_array(l.id, l.time_zone, l.reset_inside_shift, l.opening_hours))
       FROM location l WHERE l.clinic_id = $1 AND l.active) AS locations,
    (SELECT json_agg(json_build_array(h.on_date, h.location_id))
       FROM public_holiday h WHERE h.clinic_id = $1 AND h.on_date BETWEEN $3 AND $4) AS holidays,
    (SELECT json_agg(json_build_array(t.id, t.session_types, t.effort_cap_per_day, t.effort_cap_per_week))
       FROM therapist t WHERE t.clinic_id = $1 AND t.active) AS therapists,
    (SELECT json_agg(json_build_array(r.id, r.location_id, r.features, r.capacity))
       FROM room r WHERE r.clinic_id = $1 AND NOT r.out_of_order) AS rooms,
    (SELECT json_agg(json_build_array(s.therapist_id, s.location_id, s.room_id, s.weekday, s.starts_at,
                                      s.ends_at, s.valid_from, s.valid_to, s.id))
       FROM shift s
      WHERE s.clinic_id = $1 AND s.valid_from <= $4
        AND (s.valid_to IS NULL OR s.valid_to >= $3)) AS shifts,
    (SELECT json_agg(json_build_array(b.shift_id, b.starts_at, b.ends_at))
       FROM shift_break b WHERE b.clinic_id = $1) AS breaks,
    (SELECT json_agg(json_build_array(e.therapist_id, e.on_date, e.kind, e.location_id, e.room_id, e.starts_at,
                                      e.ends_at, e.breaks))
       FROM shift_exception e WHERE e.clinic_id = $1 AND e.on_date BETWEEN $3 AND $4) AS exceptions`;

type Id = string;
interface PlanRow {
  clinic: Record<string, unknown>;
  service: Record<string, unknown> | null;
  durations: [minutes: number, priceMinor: number][] | null;
  locations: [Id, timeZone: string, resetInsideShift: boolean, OpeningHours[]][] | null;
  holidays: [date: string, locationId: Id | null][] | null;
  therapists: [Id, SessionType[], perDay: number | null, perWeek: number | null][] | null;
  rooms: [Id, locationId: Id, features: string[], capacity: number][] | null;
  shifts:
    | [
        therapistId: Id,
        locationId: Id,
        roomId: Id | null,
        weekday: ShiftRow['weekday'],
        startsAt: string,
        endsAt: string,
        validFrom: string,
        validTo: string | null,
        shiftId: Id,
      ][]
    | null;
  breaks: [shiftId: Id, startsAt: string, endsAt: string][] | null;
  exceptions:
    | (
        | [therapistId: Id, date: string, kind: 'off']
        | [
            therapistId: Id,
            date: string,
            kind: 'replaced' | 'extra',
            locationId: Id,
            roomId: Id | null,
            startsAt: string,
            endsAt: string,
            breaks: ShiftRow['breaks'],
          ]
      )[]
    | null;
}

/** Reads what the availability path needs with one statement; every look at free times begins here. */
export class PlanStore {
  /** Dates are local, 'YYYY-MM-DD', both inclusive. */
  async read(
    tx: Transaction,
    serviceId: string,
    dates: { from: string; to: string },
    /** One that is sold no more still counts for who has booked it: their visit can be moved. */
    isBooked = false,
  ): Promise<Plan> {
    const [row] = await tx.prepared<PlanRow>('plan', PLAN, [
      ...[tx.clinicId, serviceId, dates.from, dates.to, isBooked],
    ]);
    if (!row) throw new Error('a SELECT without FROM answered nothing');
    return {
      clinic: camelCased<Clinic>(row.clinic),
      service: row.service && camelCased<Service>(row.service),
      durations: (row.durations ?? []).map(([minutes, priceMinor]) => ({ minutes, priceMinor })),
      locations: (row.locations ?? []).map(([id, timeZone, resetInsideShift, openingHours]) => ({
        ...{ id, timeZone, resetInsideShift, openingHours },
        closedDates: (row.holidays ?? [])
          .filter(([, at]) => at === null || at === id)
          .map(([date]) => date),
      })),
      therapists: (row.therapists ?? []).map(
        ([id, sessionTypes, effortCapPerDay, effortCapPerWeek]) => ({
          ...{ id, sessionTypes, effortCapPerDay, effortCapPerWeek },
        }),
      ),
      rooms: (row.rooms ?? []).map(([id, locationId, features, capacity]) => ({
        ...{ id, locationId, features, capacity },
      })),
      shifts: shiftsOf(row),
    };
  }
}

function shiftsOf(row: PlanRow): PlannedShift[] {
  const exceptions = row.exceptions ?? [];
  const breaks = new Map<string, ShiftRow['breaks']>();
  for (const [shiftId, startsAt, endsAt] of row.breaks ?? []) {
    const ofShift = breaks.get(shiftId) ?? [];
    ofShift.push({ startsAt: wallTime(startsAt), endsAt: wallTime(endsAt) });
    breaks.set(shiftId, ofShift);
  }
  const weekly = (row.shifts ?? []).map(
    ([therapistId, locationId, roomId, weekday, startsAt, endsAt, validFrom, validTo, id]) => ({
      ...{ therapistId, locationId, roomId, weekday, validFrom, validTo },
      startsAt: wallTime(startsAt),
      endsAt: wallTime(endsAt),
      breaks: breaks.get(id) ?? [],
      except: exceptions
        .filter(([whose, , kind]) => whose === therapistId && kind !== 'extra')
        .map(([, date]) => date),
    }),
  );
  return [...weekly, ...exceptions.flatMap(oneOffShift)];
}

function oneOffShift(exception: NonNullable<PlanRow['exceptions']>[number]): PlannedShift[] {
  if (exception[2] === 'off') return [];
  const [therapistId, date, , locationId, roomId, startsAt, endsAt, breaks] = exception;
  return [
    {
      ...{ therapistId, locationId, roomId, breaks },
      weekday: weekdayOf(date),
      startsAt: wallTime(startsAt),
      endsAt: wallTime(endsAt),
      ...{ validFrom: date, validTo: date, except: [] },
    },
  ];
}

/** '09:00:00' as '09:00'. */
const wallTime = (time: string): string => time.slice(0, 5);

/** A row of a table whose entity only renames its columns. */
function camelCased<Row>(row: Record<string, unknown>): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries) as Row;
}
