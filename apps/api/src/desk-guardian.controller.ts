import { Body, Controller, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskBookingService, DeskGuardianService } from '@limber/booking';
import { DeskBookingDetail, DeskBookingParams, DeskGuardian } from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct, etagOf } from './edge/desk.decorator.ts';

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/bookings/:reference/guardian')
export class DeskGuardianController {
  constructor(
    private readonly desk: DeskBookingService,
    private readonly guardians: DeskGuardianService,
  ) {}

  /** Of the client, so for all their bookings. */
  @Put()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async set(
    @Param({ schema: DeskBookingParams }) { reference }: z.infer<typeof DeskBookingParams>,
    @Body({ schema: DeskGuardian }) body: DeskGuardian,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.guardians.set(clinicId, key, body);
    const detail = await this.desk.get(clinicId, key);
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }
}
