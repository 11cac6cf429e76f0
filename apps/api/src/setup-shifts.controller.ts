import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
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
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Replaces, Removes, RemovesMany } from './setup.route.ts';

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
  @Creates(DeskShiftList)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewShifts }) body: NewShifts,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskShift[]>> {
    const how = asked(query, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.shifts.create(tx, body, by));
  }

  @Replaces(DeskShift)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftChange }) body: ShiftChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskShift>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.shifts.change(tx, { id, version }, body, by),
    );
  }

  /** Ends it: the days before `from` stay on record. */
  @Removes()
  async remove(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: ShiftRemovalQuery }) query: ShiftRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<void>> {
    return this.changes.change(clinicId, asked(query), (tx) =>
      this.shifts.remove(tx, { id, version }, query.from, by),
    );
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
  @Creates(DeskShiftExceptionList)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewShiftExceptions }) body: NewShiftExceptions,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskShiftException[]>> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.exceptions.create(tx, body, by));
  }

  /** Several back at once, all or none; the versions stand in the body. */
  @RemovesMany('removals')
  async removeMany(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftExceptionRemoval }) body: ShiftExceptionRemoval,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<void>> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded });
    return this.changes.change(clinicId, how, (tx) =>
      this.exceptions.remove(tx, body.exceptions, by),
    );
  }

  @Replaces(DeskShiftException)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ShiftExceptionChange }) body: ShiftExceptionChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskShiftException>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.exceptions.change(tx, { id, version }, body, by),
    );
  }

  @Removes()
  async remove(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupRemovalQuery }) query: SetupRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<void>> {
    return this.changes.change(clinicId, asked(query), (tx) =>
      this.exceptions.remove(tx, [{ id, version }], by),
    );
  }
}
