import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
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
  StrandedPreview,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { answer, asked, gone } from './setup.answer.ts';

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
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskRoom })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoom }) body: NewRoom,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskRoom | StrandedPreview> {
    const how = asked(query, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) => this.rooms.create(tx, body, by));
    return answer(reply, made, 201);
  }

  @Access('staff', ['owner'])
  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskRoom, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: RoomChange }) body: RoomChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskRoom | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.rooms.change(tx, { id, version }, body, by),
    );
    return answer(reply, changed);
  }

  @Post(':id/outages')
  @ApiCreatedResponse({ standardSchema: RoomOutage })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async createOutage(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoomOutage }) body: NewRoomOutage,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoomOutage | StrandedPreview> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) =>
      this.rooms.createOutage(tx, id, body, by),
    );
    return answer(reply, made, 201);
  }

  @Put(':id/outages/:outageId')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([RoomOutage, StrandedPreview]) })
  async changeOutage(
    @Param({ schema: RoomOutageParams }) { id, outageId }: Outage,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewRoomOutage }) body: NewRoomOutage,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoomOutage | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.rooms.changeOutage(tx, id, { id: outageId, version }, body, by),
    );
    return answer(reply, changed);
  }

  @Delete(':id/outages/:outageId')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiNoContentResponse()
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async removeOutage(
    @Param({ schema: RoomOutageParams }) { id, outageId }: Outage,
    @Query({ schema: SetupRemovalQuery }) query: SetupRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StrandedPreview | undefined> {
    const removed = await this.changes.change(clinicId, asked(query), (tx) =>
      this.rooms.removeOutage(tx, id, { id: outageId, version }, by),
    );
    return gone(reply, removed);
  }
}
