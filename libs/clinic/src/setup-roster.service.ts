import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { addDays } from '@limber/scheduling';
import { Location, Room } from './clinic.entity.ts';
import { ClinicStore, type ShiftRow } from './clinic.store.ts';
import { assertSound, unknownField } from './setup.errors.ts';
import { SetupStore } from './setup.store.ts';
import { firstOverlap } from './shift.rules.ts';

interface Named {
  id: string;
  name: string;
}

/** Nobody plans further ahead; dates in the next century would only make the pages slow. */
const FURTHEST_DAYS = 1100;

/** What a shift may name: people, places and dates, and that nobody is in two places at once. */
@Injectable()
export class Roster {
  constructor(
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
  ) {}

  async names(
    tx: Transaction,
  ): Promise<Record<'therapist' | 'location' | 'room', (id: string) => Named>> {
    const therapists = await this.clinics.listEveryTherapist(tx);
    const locations = await this.clinics.listLocations(tx);
    const rooms = await this.clinics.listRooms(tx);
    const nameIn = (rows: readonly Named[]) => {
      const names = new Map(rows.map(({ id, name }) => [id, name]));
      return (id: string): Named => ({ id, name: names.get(id) ?? '' });
    };
    return { therapist: nameIn(therapists), location: nameIn(locations), room: nameIn(rooms) };
  }

  /** All of them work here. */
  async assertTherapists(
    tx: Transaction,
    ids: readonly string[],
    pathOf: (index: number) => string,
  ): Promise<void> {
    const working = new Set((await this.clinics.listTherapists(tx)).map(({ id }) => id));
    const unknown = ids.findIndex((id) => !working.has(id));
    if (unknown >= 0) throw unknownField(pathOf(unknown));
  }

  /** The location is run, and the room, where there is one, is in use and there. */
  async assertPlace(
    tx: Transaction,
    { locationId, roomId }: { locationId: string; roomId: string | null },
    at = '',
  ): Promise<void> {
    const location = await this.setup.find(tx, Location, locationId);
    if (!location?.active) throw unknownField(`${at}locationId`);
    if (roomId === null) return;
    const room = await this.setup.find(tx, Room, roomId);
    if (!room || room.outOfOrder) throw unknownField(`${at}roomId`);
    if (room.locationId !== locationId) {
      assertSound([{ code: 'ROOM_ELSEWHERE', path: `${at}roomId` }]);
    }
  }

  async assertNear(tx: Transaction, date: string, path: string): Promise<void> {
    if (date <= addDays(tx.now.toISOString().slice(0, 10), FURTHEST_DAYS)) return;
    throw new AppError<ErrorCode>('VALIDATION_FAILED', {
      fields: [{ path, code: 'TOO_FAR_AHEAD', message: '' }],
    });
  }

  /**
   * Asked after the write, under the lock of the schedule: nobody is at work twice at once, at whatever
   * locations. `saved` are the shifts just written; the sentence names the other one.
   */
  async assertNoOverlap(
    tx: Transaction,
    therapistIds: readonly string[],
    saved: readonly string[],
    pathOf: (date: string) => string,
  ): Promise<void> {
    const { timeZone } = await this.clinics.get(tx);
    const zones = new Map((await this.clinics.listLocations(tx)).map((l) => [l.id, l.timeZone]));
    const now = tx.now.getTime();
    const shifts = await this.upcoming(tx);
    for (const therapistId of new Set(therapistIds)) {
      const own = shifts.filter((shift) => shift.therapistId === therapistId);
      const overlap = firstOverlap(own, (id) => zones.get(id) ?? timeZone, now);
      if (!overlap) continue;
      const [a, b] = overlap;
      const other = saved.includes(a.shift.id) ? b : a;
      const mine = other === a ? b : a;
      const names = await this.names(tx);
      const params = {
        therapist: names.therapist(therapistId).name,
        location: names.location(other.shift.locationId).name,
        date: other.date,
        startsAt: other.shift.startsAt,
        endsAt: other.shift.endsAt,
      };
      assertSound([{ code: 'SHIFT_OVERLAP', path: pathOf(mine.date), params }]);
    }
  }

  /** The same of everybody who works at a place, when its clocks were changed. */
  async assertNoOverlapAt(tx: Transaction, locationId: string, path: string): Promise<void> {
    const there = (await this.upcoming(tx)).filter((shift) => shift.locationId === locationId);
    const therapistIds = there.map(({ therapistId }) => therapistId);
    const ids = there.map(({ id }) => id);
    await this.assertNoOverlap(tx, therapistIds, ids, () => path);
  }

  /** From the day before in UTC on: far west that is today. */
  private async upcoming(tx: Transaction): Promise<ShiftRow[]> {
    const from = addDays(tx.now.toISOString().slice(0, 10), -1);
    return this.clinics.listShifts(tx, from, '9999-12-31');
  }
}
