import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
import { SetupRoomsService } from '@limber/clinic';
import {
  ClinicParams,
  DeskRoom,
  DeskRoomList,
  NewRoom,
  NewRoomOutage,
  RoomChange,
  RoomOutage,
  RoomOutageParams,
  SetupParams,
  SetupQuery,
  SetupRemovalQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Removes, Replaces } from './setup.route.ts';

type Params = z.infer<typeof ClinicParams>;
type One = z.infer<typeof SetupParams>;
type Outage = z.infer<typeof RoomOutageParams>;

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/rooms')
export class RoomsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly rooms: SetupRoomsService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskRoomList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskRoom[]> {
    return this.rooms.list(clinicId);
  }

  @Access('staff', ['owner'])
  @Creates(DeskRoom)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoom }) body: NewRoom,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskRoom>> {
    const how = asked(query, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.rooms.create(tx, body, by));
  }

  @Access('staff', ['owner'])
  @Replaces(DeskRoom)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: RoomChange }) body: RoomChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskRoom>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.rooms.change(tx, { id, version }, body, by),
    );
  }

  @Creates(RoomOutage, ':id/outages')
  async createOutage(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoomOutage }) body: NewRoomOutage,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<RoomOutage>> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.rooms.createOutage(tx, id, body, by));
  }

  @Replaces(RoomOutage, ':id/outages/:outageId')
  async changeOutage(
    @Param({ schema: RoomOutageParams }) { id, outageId }: Outage,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoomOutage }) body: NewRoomOutage,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<RoomOutage>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.rooms.changeOutage(tx, id, { id: outageId, version }, body, by),
    );
  }

  @Removes(':id/outages/:outageId')
  async removeOutage(
    @Param({ schema: RoomOutageParams }) { id, outageId }: Outage,
    @Query({ schema: SetupRemovalQuery }) query: SetupRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<void>> {
    return this.changes.change(clinicId, asked(query), (tx) =>
      this.rooms.removeOutage(tx, id, { id: outageId, version }, by),
    );
  }
}
