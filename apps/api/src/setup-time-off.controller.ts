import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
import { SetupTimeOffService } from '@limber/clinic';
import {
  ClinicParams,
  DeskTimeOff,
  DeskTimeOffList,
  NewTimeOff,
  SetupParams,
  SetupQuery,
  TimeOffDecision,
  TimeOffQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Decides } from './setup.route.ts';

type Params = z.infer<typeof ClinicParams>;
type One = z.infer<typeof SetupParams>;

@ApiTags('desk set-up')
@Access('staff')
@Controller('api/v1/clinics/:clinic/desk/time-off')
export class TimeOffController {
  constructor(
    private readonly changes: StrandedService,
    private readonly timeOff: SetupTimeOffService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskTimeOffList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: TimeOffQuery }) query: TimeOffQuery,
    @AtDesk() { clinicId, staff }: Desk,
  ): Promise<DeskTimeOff[]> {
    return this.timeOff.list(clinicId, staff, query);
  }

  /** A therapist asks; what front desk or owner enter is approved at once. */
  @Creates(DeskTimeOff)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewTimeOff }) body: NewTimeOff,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskTimeOff>> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.timeOff.create(tx, body, by));
  }

  @Access('staff', ['owner', 'front_desk'])
  @Decides(':id/decision', DeskTimeOff)
  async decide(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: TimeOffDecision }) body: TimeOffDecision,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskTimeOff>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.timeOff.decide(tx, { id, version }, body.decision, by),
    );
  }

  /** What was approved gives its time back. */
  @Decides(':id/withdrawal', DeskTimeOff)
  async withdraw(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskTimeOff>> {
    return this.changes.change(clinicId, asked(query), (tx) =>
      this.timeOff.withdraw(tx, { id, version }, by),
    );
  }
}
