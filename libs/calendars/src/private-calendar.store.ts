import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@limber/kernel';
import { FieldCipher, sha256, type Transaction } from '@limber/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { CalendarAddress } from './calendar-source.ts';
import { OwnCalendar } from './private-calendar.entity.ts';

type Sealed = 'address' | 'addressSha256';

export interface ListedCalendar extends Omit<OwnCalendar, Sealed> {
  therapist: string;
  isActive: boolean;
  busyTimes: number;
  overlapping: number;
}

const place = (rowId: string) => ({ table: 'private_calendar', rowId, column: 'address' });

@Injectable()
export class PrivateCalendarStore {
  constructor(private readonly cipher: FieldCipher) {}

  /** False when this therapist has connected this address already. */
  async insert(
    tx: Transaction,
    row: Omit<OwnCalendar, Sealed>,
    address: CalendarAddress,
  ): Promise<boolean> {
    const sealed = this.cipher.seal(place(row.id), address);
    const added = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(OwnCalendar)
      .values({ ...row, address: sealed, addressSha256: sha256(address.url) })
      .orIgnore()
      .returning('id')
      .execute();
    return (added.raw as unknown[]).length === 1;
  }

  async find(tx: Transaction, id: string): Promise<OwnCalendar | null> {
    return tx.manager.findOneBy(OwnCalendar, { clinicId: tx.clinicId, id });
  }

  addressOf({ id, address }: OwnCalendar): CalendarAddress {
    return this.cipher.open<CalendarAddress>(place(id), address);
  }

  async countOf(tx: Transaction, therapistId: string): Promise<number> {
    return tx.manager.countBy(OwnCalendar, { clinicId: tx.clinicId, therapistId });
  }

  /** The look that began as number `looks` is written down; false when a later one was quicker, or it is gone. */
  async noteLook(
    tx: Transaction,
    { id, looks }: OwnCalendar,
    change: QueryDeepPartialEntity<OwnCalendar>,
  ): Promise<boolean> {
    const asBegun = { clinicId: tx.clinicId, id, looks };
    const { affected } = await tx.manager.update(OwnCalendar, asBegun, {
      ...change,
      looks: looks + 1,
    });
    return affected === 1;
  }

  /** Its busy times go with it. */
  async remove(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.manager.delete(OwnCalendar, { clinicId: tx.clinicId, id });
    return affected === 1;
  }

  /** In order of time. */
  async busyOf(tx: Transaction, id: string): Promise<TimeRange[]> {
    const rows = await tx.query<{ start: Date; end: Date }>(
      `SELECT lower(during) AS start, upper(during) AS "end" FROM unavailability
        WHERE clinic_id = $1 AND calendar_id = $2 ORDER BY 1`,
      [tx.clinicId, id],
    );
    return rows.map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }));
  }

  async replaceBusy(
    tx: Transaction,
    { id, therapistId }: Pick<OwnCalendar, 'id' | 'therapistId'>,
    spans: readonly TimeRange[],
  ): Promise<void> {
    await tx.query('DELETE FROM unavailability WHERE clinic_id = $1 AND calendar_id = $2', [
      ...[tx.clinicId, id],
    ]);
    await tx.query(
      `INSERT INTO unavailability (clinic_id, id, resource_id, calendar_id, during, reason)
       SELECT $1, gen_random_uuid(), $2, $3, tstzrange(s.start, s.stop), 'own_calendar'
         FROM unnest($4::timestamptz[], $5::timestamptz[]) AS s (start, stop)`,
      [
        ...[tx.clinicId, therapistId, id],
        spans.map(({ start }) => new Date(start)),
        spans.map(({ end }) => new Date(end)),
      ],
    );
  }

  /** Of one therapist, or of all; with what is still to come. */
  async list(
    tx: Transaction,
    { therapistId, id }: { therapistId: string | null; id?: string },
  ): Promise<ListedCalendar[]> {
    return tx.query<ListedCalendar>(
      `SELECT c.clinic_id AS "clinicId", c.id, c.therapist_id AS "therapistId", c.host,
              c.connected_at AS "connectedAt", c.read_at AS "readAt", c.trouble, c.failures,
              c.next_read_at AS "nextReadAt", t.name AS therapist, t.active AS "isActive",
              (SELECT count(*)::int FROM unavailability u
                WHERE u.clinic_id = c.clinic_id AND u.calendar_id = c.id AND upper(u.during) > $2) AS "busyTimes",
              (SELECT count(DISTINCT o.booking_id)::int FROM occupancy o
                WHERE o.clinic_id = c.clinic_id AND o.resource_id = c.therapist_id
                  AND o.status IN ('requested', 'confirmed') AND upper(o.during) > $2
                  AND EXISTS (SELECT FROM unavailability u
                    WHERE u.clinic_id = c.clinic_id AND u.calendar_id = c.id AND u.during && o.during)
              ) AS overlapping
         FROM private_calendar c
         JOIN therapist t ON t.clinic_id = c.clinic_id AND t.id = c.therapist_id
        WHERE c.clinic_id = $1 AND ($3::uuid IS NULL OR c.therapist_id = $3) AND ($4::uuid IS NULL OR c.id = $4)
        ORDER BY t.name, c.connected_at, c.id`,
      [tx.clinicId, tx.now, therapistId, id ?? null],
    );
  }
}
