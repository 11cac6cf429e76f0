import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskMailService } from '@limber/booking';
import {
  ClinicParams,
  DeskMailList,
  DeskMailParams,
  DeskMailQuery,
  DeskMailStopQuery,
  DeskMailStops,
  LiftMailStop,
} from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct } from './edge/desk.decorator.ts';

type Params = z.infer<typeof ClinicParams>;

/** What did not arrive, clinic-wide; of health it says no more than a booking's own log. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/mail')
export class DeskMailController {
  constructor(private readonly mails: DeskMailService) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskMailList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: DeskMailQuery }) query: DeskMailQuery,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskMailList> {
    return this.mails.list(clinicId, query);
  }

  @Get('stops')
  @ApiOkResponse({ standardSchema: DeskMailStops })
  async stops(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: DeskMailStopQuery }) { after }: DeskMailStopQuery,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskMailStops> {
    return this.mails.listStops(clinicId, after);
  }

  @Post('stops/lift')
  @HttpCode(204)
  @ApiNoContentResponse()
  async lift(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: LiftMailStop }) body: LiftMailStop,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<void> {
    await this.mails.lift(clinicId, body, by);
  }

  /** One that failed, tried once more. Pressed twice, the second hears that it is on its way. */
  @Post(':id/send-again')
  @HttpCode(204)
  @ApiNoContentResponse()
  async sendAgain(
    @Param({ schema: DeskMailParams }) { id }: z.infer<typeof DeskMailParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<void> {
    await this.mails.sendAgain(clinicId, id, by);
  }
}
