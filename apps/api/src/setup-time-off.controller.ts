import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
import { SetupTimeOffService } from '@limber/clinic';
import {
  ClinicParams,
  DeskTimeOff,
  DeskTimeOffList,
  NewTimeOff,
  SetupParams,
  SetupQuery,
  StrandedPreview,
  TimeOffDecision,
  TimeOffQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { answer, asked } from './setup.answer.ts';

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
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskTimeOff })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewTimeOff }) body: NewTimeOff,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskTimeOff | StrandedPreview> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) =>
      this.timeOff.create(tx, body, by),
    );
    return answer(reply, made, 201);
  }

  @Access('staff', ['owner', 'front_desk'])
  @Post(':id/decision')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskTimeOff, StrandedPreview]) })
  async decide(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: TimeOffDecision }) body: TimeOffDecision,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskTimeOff | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.timeOff.decide(tx, { id, version }, body.decision, by),
    );
    return answer(reply, changed);
  }

  /** What was approved gives its time back. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskTimeOff, StrandedPreview]) })
  async withdraw(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskTimeOff | StrandedPreview> {
    const changed = await this.changes.change(clinicId, asked(query), (tx) =>
      this.timeOff.withdraw(tx, { id, version }, by),
    );
    return answer(reply, changed);
  }
}
