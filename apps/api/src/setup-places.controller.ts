import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
import { SetupPlacesService } from '@limber/clinic';
import {
  ClinicParams,
  DeskHoliday,
  DeskHolidayList,
  DeskLocation,
  DeskLocationList,
  HolidayQuery,
  LocationChange,
  NewHoliday,
  NewLocation,
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

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/locations')
export class LocationsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly places: SetupPlacesService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskLocationList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskLocation[]> {
    return this.places.listLocations(clinicId);
  }

  @Access('staff', ['owner'])
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskLocation })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewLocation }) body: NewLocation,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskLocation | StrandedPreview> {
    const how = asked(query, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) =>
      this.places.createLocation(tx, body, by),
    );
    return answer(reply, made, 201);
  }

  @Access('staff', ['owner'])
  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskLocation, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: LocationChange }) body: LocationChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskLocation | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.places.changeLocation(tx, { id, version }, body, by),
    );
    return answer(reply, changed);
  }
}

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/holidays')
export class HolidaysController {
  constructor(
    private readonly changes: StrandedService,
    private readonly places: SetupPlacesService,
  ) {}

  @Access('staff')
  @Get()
  @ApiOkResponse({ standardSchema: DeskHolidayList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: HolidayQuery }) query: HolidayQuery,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskHoliday[]> {
    return this.places.listHolidays(clinicId, query);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: DeskHoliday })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewHoliday }) body: NewHoliday,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskHoliday | StrandedPreview> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) =>
      this.places.createHoliday(tx, body, by),
    );
    return answer(reply, made, 201);
  }

  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskHoliday, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewHoliday }) body: NewHoliday,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskHoliday | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.places.changeHoliday(tx, { id, version }, body, by),
    );
    return answer(reply, changed);
  }

  @Delete(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiNoContentResponse()
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async remove(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupRemovalQuery }) query: SetupRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StrandedPreview | undefined> {
    const removed = await this.changes.change(clinicId, asked(query), (tx) =>
      this.places.removeHoliday(tx, { id, version }, by),
    );
    return gone(reply, removed);
  }
}
