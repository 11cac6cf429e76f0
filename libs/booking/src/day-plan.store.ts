import { Injectable } from '@nestjs/common';
import { ClinicStore, closes } from '@limber/clinic';
import type { Transaction } from '@limber/persistence';
import { dayRange } from '@limber/scheduling';
import type { SaidVisit } from './day-plan.entity.ts';
import type { ClinicDay, WorkedShift } from './day-plan.rules.ts';
import { shiftOn } from './desk.rules.ts';
import { DeskStore } from './desk.store.ts';

interface Told {
  therapistId: string;
  date: string;
}

@Injectable()
export class DayPlanStore {
  constructor(
    private readonly clinics: ClinicStore,
    private readonly desk: DeskStore,
  ) {}

  /** True for one at a time, and only while a look is due: whoever comes second finds it done. */
  async lockDue(tx: Transaction): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO day_plan_look AS l (clinic_id, next_at) VALUES ($1, $2)
       ON CONFLICT (clinic_id) DO UPDATE SET next_at = l.next_at WHERE l.next_at <= $2
       RETURNING clinic_id`,
      [tx.clinicId, tx.now],
    );
    return rows.length === 1;
  }

  async setNext(tx: Transaction, nextAt: Date): Promise<void> {
    await tx.query('UPDATE day_plan_look SET next_at = $2 WHERE clinic_id = $1', [
      tx.clinicId,
      nextAt,
    ]);
  }

  /** What the evening told of a day; null: nothing. */
  async findSaid(tx: Transaction, { therapistId, date }: Told): Promise<SaidVisit[] | null> {
    const [row] = await tx.query<{ said: SaidVisit[] }>(
      'SELECT said FROM day_plan_said WHERE clinic_id = $1 AND therapist_id = $2 AND date = $3',
      [tx.clinicId, therapistId, date],
    );
    return row?.said ?? null;
  }

  async saveSaid(tx: Transaction, { therapistId, date }: Told, said: SaidVisit[]): Promise<void> {
    await tx.query(
      `INSERT INTO day_plan_said (clinic_id, therapist_id, date, said, said_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (clinic_id, therapist_id, date)
         DO UPDATE SET said = excluded.said, said_at = excluded.said_at`,
      [tx.clinicId, therapistId, date, JSON.stringify(said), tx.now],
    );
  }

  /** One day of everybody, or of one therapist, on the clocks of a zone. */
  async readDay(
    tx: Transaction,
    { date, zone }: { date: string; zone: string },
    therapistId: string | null,
  ): Promise<ClinicDay> {
    const range = dayRange(date, zone);
    const zones = new Map((await this.clinics.listLocations(tx)).map((l) => [l.id, l.timeZone]));
    const rows = await this.desk.listDay(tx, range, therapistId);
    return { shifts: await this.worked(tx, date, zones), rows, zones };
  }

  private async worked(
    tx: Transaction,
    date: string,
    zones: ReadonlyMap<string, string>,
  ): Promise<WorkedShift[]> {
    const holidays = await this.clinics.listHolidays(tx, date, date);
    const shifts = (await this.clinics.listShifts(tx, date, date)).flatMap((shift) => {
      const { therapistId, locationId } = shift;
      const isClosed = holidays.some((holiday) => closes(holiday, locationId));
      const times = isClosed ? null : shiftOn(shift, date, zones.get(locationId) ?? 'UTC');
      return times
        ? [
            {
              ...{ therapistId, locationId },
              ...{ startsAt: new Date(times.startsAt), endsAt: new Date(times.endsAt) },
            },
          ]
        : [];
    });
    const from = new Date(Math.min(...shifts.map(({ startsAt }) => startsAt.getTime())));
    const to = new Date(Math.max(...shifts.map(({ endsAt }) => endsAt.getTime())));
    if (shifts.length === 0) return [];
    const away = await this.clinics.listUnavailable(tx, from, to);
    return shifts
      .filter(
        ({ therapistId, startsAt, endsAt }) =>
          !away.some(
            (row) => row.resourceId === therapistId && row.start <= startsAt && row.end >= endsAt,
          ),
      )
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  }
}
