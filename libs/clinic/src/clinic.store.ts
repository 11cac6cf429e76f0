import type { Transaction } from '@limber/persistence';
import { Between, type DataSource } from 'typeorm';
import {
  Clinic,
  Location,
  PublicHoliday,
  Room,
  Service,
  ServiceDuration,
  Therapist,
} from './clinic.entity.ts';

/**
 * A shift as wall time, with its breaks; dates and times are plain text in the location's zone. An exception
 * with hours is a shift of one date; one that takes the weekly shift away stands in its `except`.
 */
export interface ShiftRow {
  id: string;
  version: number;
  isException: boolean;
  therapistId: string;
  locationId: string;
  roomId: string | null;
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  startsAt: string;
  endsAt: string;
  validFrom: string;
  validTo: string | null;
  except: string[];
  breaks: { startsAt: string; endsAt: string }[];
}

export interface UnavailableRow {
  resourceId: string;
  start: Date;
  end: Date;
  /** A code, or what is celebrated; never about a client. */
  reason: string;
}

/** A name that was given to another clinic is known to every process so much later. */
const NAME_KEPT_MS = 10_000;
const NAMES_KEPT = 1000;

export class ClinicStore {
  private readonly names = new Map<string, { id: string; until: number }>();

  /**
   * The one look-up before a clinic is bound: slug or id -> id. Asked with every request, so a clinic that was
   * found is remembered for a while; one that was not is always asked for again.
   */
  async findId(dataSource: DataSource, slugOrId: string): Promise<string | null> {
    const known = this.names.get(slugOrId);
    if (known && performance.now() < known.until) return known.id;
    const id = await this.lookUp(dataSource, slugOrId);
    if (id) {
      if (this.names.size >= NAMES_KEPT) this.names.clear();
      this.names.set(slugOrId, { id, until: performance.now() + NAME_KEPT_MS });
    }
    return id;
  }

  private async lookUp(dataSource: DataSource, slugOrId: string): Promise<string | null> {
    const [row] = await dataSource.query<{ id: string | null }[]>('SELECT find_clinic($1) AS id', [
      slugOrId,
    ]);
    return row?.id ?? null;
  }

  async listListed(dataSource: DataSource): Promise<{ id: string; slug: string; name: string }[]> {
    return dataSource.query('SELECT id, slug, name FROM listed_clinics()');
  }

  async get(tx: Transaction): Promise<Clinic> {
    return tx.manager.findOneByOrFail(Clinic, { id: tx.clinicId });
  }

  /** False when somebody else was quicker: the version is not the one that was seen. */
  async setPolicies(tx: Transaction, version: number, policies: object): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE clinic SET policies = $3, policies_version = policies_version + 1
        WHERE id = $1 AND policies_version = $2 RETURNING id`,
      [tx.clinicId, version, JSON.stringify(policies)],
    );
    return rows.length === 1;
  }

  /** Given-up ones too: bookings still name them. */
  async listLocations(tx: Transaction): Promise<Location[]> {
    return tx.manager.find(Location, {
      where: { clinicId: tx.clinicId },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  /** Those that are not given up. */
  async listActiveLocations(tx: Transaction): Promise<Location[]> {
    return (await this.listLocations(tx)).filter(({ active }) => active);
  }

  async listRooms(tx: Transaction): Promise<Room[]> {
    return tx.manager.find(Room, { where: { clinicId: tx.clinicId }, order: { id: 'ASC' } });
  }

  async listTherapists(tx: Transaction): Promise<Therapist[]> {
    return tx.manager.find(Therapist, {
      where: { clinicId: tx.clinicId, active: true },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  /** Those who have left too. */
  async listEveryTherapist(tx: Transaction): Promise<Therapist[]> {
    return tx.manager.find(Therapist, {
      where: { clinicId: tx.clinicId },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  async findTherapist(tx: Transaction, id: string): Promise<Therapist | null> {
    return tx.manager.findOneBy(Therapist, { clinicId: tx.clinicId, id });
  }

  async listServices(tx: Transaction): Promise<Service[]> {
    return tx.manager.find(Service, {
      where: { clinicId: tx.clinicId, active: true },
      order: { sort: 'ASC', id: 'ASC' },
    });
  }

  /** Those no longer sold too. */
  async listEveryService(tx: Transaction): Promise<Service[]> {
    return tx.manager.find(Service, {
      where: { clinicId: tx.clinicId },
      order: { sort: 'ASC', id: 'ASC' },
    });
  }

  async findService(tx: Transaction, id: string): Promise<Service | null> {
    return tx.manager.findOneBy(Service, { clinicId: tx.clinicId, id });
  }

  /** Sold lengths only. */
  async listDurations(tx: Transaction): Promise<ServiceDuration[]> {
    return tx.manager.find(ServiceDuration, {
      where: { clinicId: tx.clinicId, active: true },
      order: { minutes: 'ASC' },
    });
  }

  async findDuration(
    tx: Transaction,
    serviceId: string,
    minutes: number,
  ): Promise<ServiceDuration | null> {
    return tx.manager.findOneBy(ServiceDuration, {
      ...{ clinicId: tx.clinicId, serviceId, minutes },
      active: true,
    });
  }

  /** Every shift that may run between the two dates, both inclusive; exceptions are worked in. */
  async listShifts(tx: Transaction, from: string, to: string): Promise<ShiftRow[]> {
    return tx.query<ShiftRow>(
      `SELECT s.id, s.version, false AS "isException", s.therapist_id AS "therapistId", s.location_id AS "locationId",
              s.room_id AS "roomId", s.weekday, to_char(s.starts_at, 'HH24:MI') AS "startsAt",
              to_char(s.ends_at, 'HH24:MI') AS "endsAt",
              s.valid_from::text AS "validFrom", s.valid_to::text AS "validTo",
              coalesce((SELECT jsonb_agg(e.on_date ORDER BY e.on_date) FROM shift_exception e
                WHERE e.clinic_id = s.clinic_id AND e.therapist_id = s.therapist_id
                  AND e.kind IN ('off', 'replaced') AND e.on_date BETWEEN $1 AND $2
                  AND extract(isodow FROM e.on_date) = s.weekday), '[]') AS except,
              coalesce((SELECT jsonb_agg(jsonb_build_object(
                'startsAt', to_char(b.starts_at, 'HH24:MI'), 'endsAt', to_char(b.ends_at, 'HH24:MI'))
                ORDER BY b.starts_at)
                FROM shift_break b WHERE b.clinic_id = s.clinic_id AND b.shift_id = s.id), '[]') AS breaks
         FROM shift s
        WHERE s.valid_from <= $2::date AND coalesce(s.valid_to, $1::date) >= $1::date
        UNION ALL
       SELECT e.id, e.version, true, e.therapist_id, e.location_id, e.room_id, extract(isodow FROM e.on_date)::int,
              to_char(e.starts_at, 'HH24:MI'), to_char(e.ends_at, 'HH24:MI'),
              e.on_date::text, e.on_date::text, '[]', e.breaks
         FROM shift_exception e
        WHERE e.kind IN ('replaced', 'extra') AND e.on_date BETWEEN $1 AND $2
        ORDER BY "therapistId", weekday, "startsAt"`,
      [from, to],
    );
  }

  /** Public holidays between the two dates, both inclusive; `closes` says what one of them closes. */
  async listHolidays(tx: Transaction, from: string, to: string): Promise<PublicHoliday[]> {
    return tx.manager.find(PublicHoliday, {
      where: { clinicId: tx.clinicId, date: Between(from, to) },
      order: { date: 'ASC', id: 'ASC' },
    });
  }

  async listUnavailable(tx: Transaction, from: Date, to: Date): Promise<UnavailableRow[]> {
    return tx.query<UnavailableRow>(
      `SELECT resource_id AS "resourceId", lower(during) AS start, upper(during) AS "end", reason
         FROM unavailability WHERE during && tstzrange($1, $2)`,
      [from, to],
    );
  }
}
