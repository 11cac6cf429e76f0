import { PublicHoliday, ShiftException, TimeOff } from '@limber/clinic';
import type { Transaction } from '@limber/persistence';
import { addDays, dayRange, weekdayOf } from '@limber/scheduling';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { ClinicRows } from './clinic-rows.ts';
import { demoId } from './demo-ids.ts';
import { demoSetup } from './demo-setup.data.ts';
import type { Today } from './visit-story.ts';

/** The first such weekday that many days or more from a date on. */
function weekdayAfter(
  date: string,
  { afterDays, weekday }: { afterDays: number; weekday: number },
) {
  const from = addDays(date, afterDays);
  return addDays(from, (weekday - weekdayOf(from) + 7) % 7);
}

/** Written once: what the desk has made of it since stays. */
export async function writeSetup(tx: Transaction, rows: ClinicRows, today: Today): Promise<void> {
  const { clinicId } = tx;
  const idOf = (kind: string, key: string): string => demoId(clinicId, kind, key);
  const isThere = (of: readonly { id: string }[], id: string): boolean =>
    of.some((row) => row.id === id);
  const { holiday, timeOff, extraShift } = demoSetup;
  const riverside = idOf('location', holiday.location);
  if (isThere(rows.locations, riverside)) {
    await once(tx, PublicHoliday, {
      ...{ clinicId, id: idOf('holiday', holiday.name), name: holiday.name, version: 1 },
      ...{ date: weekdayAfter(today.date, holiday), locationId: riverside },
    });
  }
  const away = idOf('therapist', timeOff.therapist);
  if (isThere(rows.therapists, away)) {
    const from = weekdayAfter(today.date, timeOff);
    const to = addDays(from, timeOff.days - 1);
    await once(tx, TimeOff, {
      ...{ clinicId, id: idOf('time-off', timeOff.therapist), therapistId: away, kind: 'leave' },
      ...{ from, startTime: null, to, endTime: null, note: timeOff.note, state: 'requested' },
      startsAt: new Date(dayRange(from, today.timeZone).start),
      endsAt: new Date(dayRange(to, today.timeZone).end),
      ...{ requestedBy: 'seed', requestedAt: tx.now, decidedBy: null, decidedAt: null, version: 1 },
    });
  }
  const late = idOf('therapist', extraShift.therapist);
  const northgate = idOf('location', extraShift.location);
  if (isThere(rows.therapists, late) && isThere(rows.locations, northgate)) {
    const id = idOf('exception', extraShift.therapist);
    await once(tx, ShiftException, {
      ...{ clinicId, id, batchId: id, therapistId: late, kind: 'extra', version: 1 },
      ...{ date: weekdayAfter(today.date, extraShift), locationId: northgate, roomId: null },
      ...{ startsAt: extraShift.from, endsAt: extraShift.to, breaks: [] },
    });
  }
}

async function once<Row extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<Row>,
  row: QueryDeepPartialEntity<Row>,
): Promise<void> {
  await tx.manager.createQueryBuilder().insert().into(entity).values(row).orIgnore().execute();
}
