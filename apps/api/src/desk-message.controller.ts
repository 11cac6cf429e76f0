import { Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskBookingService, DeskMessageService } from '@limber/booking';
import { DeskBookingDetail, DeskMessageParams } from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct, etagOf } from './edge/desk.decorator.ts';

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/bookings/:reference/messages/:id')
export class DeskMessageController {
  constructor(
    private readonly desk: DeskBookingService,
    private readonly mails: DeskMessageService,
  ) {}

  /** A mail that failed, tried once more. Pressed twice, the second hears that it is on its way. */
  @Post('send-again')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async sendAgain(
    @Param({ schema: DeskMessageParams }) { reference, id }: z.infer<typeof DeskMessageParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.mails.sendAgain(clinicId, key, id);
    const detail = await this.desk.get(clinicId, key);
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }
}
