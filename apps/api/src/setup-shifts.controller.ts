import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
import { SetupExceptionsService, SetupShiftsService } from '@limber/clinic';
import {
  ClinicParams,
  DeskShift,
  DeskShiftException,
  DeskShiftExceptionList,
  DeskShiftList,
  NewShiftExceptions,
  NewShifts,
  SetupParams,
  SetupQuery,
  SetupRemovalQuery,
  ShiftChange,
  ShiftExceptionChange,
  ShiftExceptionQuery,
  ShiftExceptionRemoval,
  ShiftQuery,
  ShiftRemovalQuery,
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
@Controller('api/v1/clinics/:clinic/desk/shifts')
export class ShiftsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly shifts: SetupShiftsService,
  ) {}

  @Access('staff')
  @Get()
  @ApiOkResponse({ standardSchema: DeskShiftList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: ShiftQuery }) query: ShiftQuery,
    @AtDesk() { clinicId, staff }: Desk,
  ): Promise<DeskShift[]> {
    return this.shifts.list(clinicId, staff, query);
  }

  /** One shift a weekday, all or none. */
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskShiftList })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewShifts }) body: NewShifts,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskShift[] | StrandedPreview> {
    const how = asked(query, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) => this.shifts.create(tx, body, by));
    return answer(reply, made, 201);
  }

  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskShift, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftChange }) body: ShiftChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskShift | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.shifts.change(tx, { id, version }, body, by),
    );
    return answer(reply, changed);
  }

  /** Ends it: the days before `from` stay on record. */
  @Delete(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiNoContentResponse()
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async remove(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: ShiftRemovalQuery }) query: ShiftRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StrandedPreview | undefined> {
    const removed = await this.changes.change(clinicId, asked(query), (tx) =>
      this.shifts.remove(tx, { id, version }, query.from, by),
    );
    return gone(reply, removed);
  }
}

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/shift-exceptions')
export class ShiftExceptionsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly exceptions: SetupExceptionsService,
  ) {}

  @Access('staff')
  @Get()
  @ApiOkResponse({ standardSchema: DeskShiftExceptionList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: ShiftExceptionQuery }) query: ShiftExceptionQuery,
    @AtDesk() { clinicId, staff }: Desk,
  ): Promise<DeskShiftException[]> {
    return this.exceptions.list(clinicId, staff, query);
  }

  /** The same for every therapist on every date, all or none. */
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskShiftExceptionList })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewShiftExceptions }) body: NewShiftExceptions,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskShiftException[] | StrandedPreview> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) =>
      this.exceptions.create(tx, body, by),
    );
    return answer(reply, made, 201);
  }

  /** Several back at once, all or none; the versions stand in the body. */
  @Post('removals')
  @ApiNoContentResponse()
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async removeMany(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftExceptionRemoval }) body: ShiftExceptionRemoval,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StrandedPreview | undefined> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded });
    const removed = await this.changes.change(clinicId, how, (tx) =>
      this.exceptions.remove(tx, body.exceptions, by),
    );
    return gone(reply, removed);
  }

  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskShiftException, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftExceptionChange }) body: ShiftExceptionChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskShiftException | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.exceptions.change(tx, { id, version }, body, by),
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
      this.exceptions.remove(tx, [{ id, version }], by),
    );
    return gone(reply, removed);
  }
}
