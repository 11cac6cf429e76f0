import { ClinicPolicies, type SessionType } from '@limber/contracts';
import { type LocationPlan, weekdayOf } from '@limber/scheduling';
import type { Clinic, OpeningHours, Service } from './clinic.entity.ts';
import type { ShiftRow } from './clinic.store.ts';

/**
 * Everything a schedule is made of but who is taken, of every service and for all dates; frozen, for it is shared.
 * Rooms out of order and inactive people are left out.
 */
export interface Plan {
  /** What `clinic.setup_version` was in the statement that read all of this. */
  version: string;
  clinic: Clinic;
  policies: ClinicPolicies;
  /** By id; those no longer sold too. */
  services: ReadonlyMap<string, Service>;
  /** By service, ascending; lengths no longer sold too. */
  durations: ReadonlyMap<string, readonly PlannedLength[]>;
  locations: readonly LocationPlan[];
  therapists: readonly PlannedTherapist[];
  rooms: readonly { id: string; locationId: string; features: string[]; capacity: number }[];
  /** About how much it is. */
  rows: number;
}

export interface PlannedLength {
  minutes: number;
  priceMinor: number;
  active: boolean;
}

export interface PlannedTherapist {
  id: string;
  sessionTypes: readonly SessionType[];
  effortCapPerDay: number | null;
  effortCapPerWeek: number | null;
  /** Exceptions stand among them as one-off shifts. */
  shifts: readonly PlannedShift[];
}

/** A shift as availability needs it: which one it was is nothing to it. */
export type PlannedShift = Omit<ShiftRow, 'id' | 'version' | 'isException' | 'therapistId'>;

type Id = string;

/** The set-up as the database tells it. */
export interface PlanRow {
  version: string;
  clinic: Record<string, unknown>;
  services: Record<string, unknown>[] | null;
  durations: [serviceId: Id, minutes: number, priceMinor: number, active: boolean][] | null;
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

type Exception = NonNullable<PlanRow['exceptions']>[number];

export function planOf(row: PlanRow): Plan {
  const clinic = { ...camelCased<Clinic>(row.clinic), setupVersion: row.version };
  const services = (row.services ?? []).map((service) => camelCased<Service>(service));
  const lists = [row.shifts, row.breaks, row.exceptions, row.holidays, row.rooms, row.durations];
  return frozen<Plan>({
    version: row.version,
    clinic,
    policies: ClinicPolicies.parse(clinic.policies),
    services: new Map(services.map((service) => [service.id, service])),
    durations: lengthsOf(row),
    locations: locationsOf(row),
    therapists: therapistsOf(row),
    rooms: (row.rooms ?? []).map(([id, locationId, features, capacity]) => ({
      ...{ id, locationId, features, capacity },
    })),
    rows: lists.reduce((sum, list) => sum + (list?.length ?? 0), 1),
  });
}

const lengthsOf = ({ durations }: PlanRow): Plan['durations'] =>
  grouped(durations ?? [], ([serviceId, minutes, priceMinor, active]) => [
    serviceId,
    { minutes, priceMinor, active },
  ]);

const locationsOf = ({ locations, holidays }: PlanRow): Plan['locations'] =>
  (locations ?? []).map(([id, timeZone, resetInsideShift, openingHours]) => ({
    ...{ id, timeZone, resetInsideShift, openingHours },
    closedDates: (holidays ?? [])
      .filter(([, at]) => at === null || at === id)
      .map(([date]) => date),
  }));

function therapistsOf(row: PlanRow): Plan['therapists'] {
  const exceptions = grouped(row.exceptions ?? [], (exception) => [exception[0], exception]);
  const breaks = grouped(row.breaks ?? [], ([shiftId, startsAt, endsAt]) => [
    shiftId,
    { startsAt: wallTime(startsAt), endsAt: wallTime(endsAt) },
  ]);
  const shifts = grouped(row.shifts ?? [], (shift) => [shift[0], shift]);
  return (row.therapists ?? []).map(([id, sessionTypes, effortCapPerDay, effortCapPerWeek]) => {
    const own = exceptions.get(id) ?? [];
    const weekly = (shifts.get(id) ?? []).map(
      ([, locationId, roomId, weekday, startsAt, endsAt, validFrom, validTo, shiftId]) => ({
        ...{ locationId, roomId, weekday, validFrom, validTo },
        startsAt: wallTime(startsAt),
        endsAt: wallTime(endsAt),
        breaks: breaks.get(shiftId) ?? [],
        except: own
          .filter(([, date, kind]) => kind !== 'extra' && weekdayOf(date) === weekday)
          .map(([, date]) => date),
      }),
    );
    return {
      ...{ id, sessionTypes, effortCapPerDay, effortCapPerWeek },
      shifts: [...weekly, ...own.flatMap(oneOffShift)],
    };
  });
}

function oneOffShift(exception: Exception): PlannedShift[] {
  if (exception[2] === 'off') return [];
  const [, date, , locationId, roomId, startsAt, endsAt, breaks] = exception;
  return [
    {
      ...{ locationId, roomId, breaks },
      weekday: weekdayOf(date),
      startsAt: wallTime(startsAt),
      endsAt: wallTime(endsAt),
      ...{ validFrom: date, validTo: date, except: [] },
    },
  ];
}

/** '09:00:00' as '09:00'. */
const wallTime = (time: string): string => time.slice(0, 5);

function grouped<Row, Value>(
  rows: readonly Row[],
  entryOf: (row: Row) => [key: string, value: Value],
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = entryOf(row);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** A row of a table whose entity only renames its columns. */
function camelCased<Row>(row: Record<string, unknown>): Row {
  const entries = Object.entries(row).map(([name, value]) => [
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries) as Row;
}

/** So that nobody who is handed a kept plan can change it for everybody else. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const parts: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  for (const part of parts) frozen(part);
  return Object.freeze(value);
}
