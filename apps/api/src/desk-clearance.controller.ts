import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskClearanceService } from '@limber/booking';
import { ClearanceRequest, ClinicParams, WaitingClients, WaitingParams } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

/** Whom to phone: clients who cannot book until somebody has spoken with them. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/clearances')
export class DeskClearanceController {
  constructor(private readonly clearances: DeskClearanceService) {}

  @Get()
  @ApiOkResponse({ standardSchema: WaitingClients })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<WaitingClients> {
    return this.clearances.listWaiting(clinicId);
  }

  @Post(':clientId')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: WaitingClients })
  async record(
    @Param({ schema: WaitingParams }) { clientId }: z.infer<typeof WaitingParams>,
    @Body({ schema: ClearanceRequest }) request: ClearanceRequest,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<WaitingClients> {
    return this.clearances.clearClient(clinicId, clientId, request, { staff, requestId });
  }
}
