import { Injectable } from '@nestjs/common';
import type {
  DeskRoom,
  NewRoom,
  NewRoomOutage,
  RoomChange,
  RoomOutage as OutageView,
} from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { IsNull, MoreThan } from 'typeorm';
import { Location, Resource, Room, RoomOutage } from './clinic.entity.ts';
import { notFound } from './clinic.errors.ts';
import { ClinicStore } from './clinic.store.ts';
import { assertSound, unknownField } from './setup.errors.ts';
import { SetupLog } from './setup.log.ts';
import { changedFields, instantsOf, lasts, spanFaults } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';
import { Roster } from './setup-roster.service.ts';

const REASON = 'out_of_order';

/** Rooms, and when they cannot be used. */
@Injectable()
export class SetupRoomsService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly roster: Roster,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  async list(clinicId: string): Promise<DeskRoom[]> {
    return this.runner.run(clinicId, async (tx) => {
      const rooms = await this.clinics.listRooms(tx);
      return this.views(tx, rooms);
    });
  }

  async create(tx: Transaction, wanted: NewRoom, by: By): Promise<DeskRoom> {
    const location = await this.setup.find(tx, Location, wanted.locationId);
    if (!location?.active) throw unknownField('locationId');
    const { clinicId } = tx;
    const features = [...new Set(wanted.features)];
    const row = { ...wanted, features, clinicId, id: this.ids.uuid(), outOfOrder: false };
    await this.setup.insert(tx, Resource, { clinicId, id: row.id, kind: 'room' });
    await this.setup.insert(tx, Room, { ...row, version: 1 });
    await this.log.record(tx, by, 'room.created', row.id, changedFields({}, wanted));
    return this.view(tx, { ...row, version: 1 });
  }

  async change(
    tx: Transaction,
    seen: Seen,
    { name, features, capacity, active }: RoomChange,
    by: By,
  ): Promise<DeskRoom> {
    const before = await this.setup.lockSeen(tx, Room, seen, 'room');
    const change = { name, features: [...new Set(features)], capacity, outOfOrder: !active };
    const version = await this.setup.update(tx, Room, seen, change);
    await this.log.record(tx, by, 'room.changed', before.id, changedFields({ ...before }, change));
    return this.view(tx, { ...before, ...change, version });
  }

  async createOutage(
    tx: Transaction,
    roomId: string,
    wanted: NewRoomOutage,
    by: By,
  ): Promise<OutageView> {
    const room = await this.setup.find(tx, Room, roomId);
    if (!room) throw notFound('room');
    const row: RoomOutage = {
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), roomId, version: 1 },
      ...(await this.outageRow(tx, room, wanted)),
    };
    await this.setup.insert(tx, RoomOutage, row);
    await this.take(tx, row);
    await this.note(tx, by, 'room.out_of_order', row);
    return outageView(row);
  }

  async changeOutage(
    tx: Transaction,
    roomId: string,
    seen: Seen,
    wanted: NewRoomOutage,
    by: By,
  ): Promise<OutageView> {
    const before = await this.lockOutage(tx, roomId, seen);
    const room = await this.setup.find(tx, Room, roomId);
    if (!room) throw notFound('room');
    const change = await this.outageRow(tx, room, wanted);
    const version = await this.setup.update(tx, RoomOutage, seen, change);
    const after = { ...before, ...change, version };
    await this.take(tx, after);
    await this.note(tx, by, 'room.out_of_order_changed', after);
    return outageView(after);
  }

  async removeOutage(tx: Transaction, roomId: string, seen: Seen, by: By): Promise<void> {
    const row = await this.lockOutage(tx, roomId, seen);
    await this.setup.remove(tx, RoomOutage, row.id);
    await this.setup.giveBack(tx, row.id);
    await this.note(tx, by, 'room.back_in_order', row);
  }

  private async lockOutage(tx: Transaction, roomId: string, seen: Seen): Promise<RoomOutage> {
    const row = await this.setup.lockSeen(tx, RoomOutage, seen, 'outage');
    if (row.roomId !== roomId) throw notFound('outage');
    return row;
  }

  private async outageRow(
    tx: Transaction,
    { locationId }: Room,
    { acceptStranded: _, ...wanted }: NewRoomOutage,
  ): Promise<Omit<RoomOutage, 'clinicId' | 'id' | 'roomId' | 'version'>> {
    assertSound(spanFaults(wanted));
    await this.roster.assertNear(tx, wanted.to ?? wanted.from, wanted.to === null ? 'from' : 'to');
    const location = await this.setup.find(tx, Location, locationId);
    if (!location) throw notFound('location');
    const { start, end } = instantsOf(wanted, location.timeZone);
    if (!lasts({ start, end })) assertSound([{ code: 'RANGE_REVERSED', path: 'endTime' }]);
    return {
      ...wanted,
      endTime: wanted.to === null ? null : wanted.endTime,
      startsAt: new Date(start),
      endsAt: end === null ? null : new Date(end),
    };
  }

  private async take(tx: Transaction, row: RoomOutage): Promise<void> {
    const { id, roomId: resourceId, startsAt: start, endsAt: end } = row;
    await this.setup.setAway(tx, { id, resourceId, start, end, reason: REASON });
  }

  private async note(tx: Transaction, by: By, action: string, row: RoomOutage): Promise<void> {
    const { id: outageId, from, startTime, to, endTime } = row;
    const details = { outageId, from, startTime, to, endTime };
    await this.log.record(tx, by, action, row.roomId, details);
  }

  private async view(tx: Transaction, room: Room): Promise<DeskRoom> {
    const [view] = await this.views(tx, [room]);
    if (!view) throw notFound('room');
    return view;
  }

  private async views(tx: Transaction, rooms: Room[]): Promise<DeskRoom[]> {
    const names = await this.roster.names(tx);
    const { clinicId } = tx;
    const outages = await tx.manager.find(RoomOutage, {
      where: [
        { clinicId, endsAt: MoreThan(tx.now) },
        { clinicId, endsAt: IsNull() },
      ],
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return rooms.map(({ id, locationId, name, features, capacity, outOfOrder, version }) => ({
      ...{ id, name, features, capacity, version },
      location: names.location(locationId),
      active: !outOfOrder,
      outages: outages.filter(({ roomId }) => roomId === id).map(outageView),
    }));
  }
}

const outageView = ({ id, from, to, reason, version, ...row }: RoomOutage): OutageView => ({
  ...{ id, from, to, reason, version },
  startTime: row.startTime?.slice(0, 5) ?? null,
  endTime: row.endTime?.slice(0, 5) ?? null,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt?.toISOString() ?? null,
});
