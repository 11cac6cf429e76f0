import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskBookingService, DeskMessageService } from '@limber/booking';
import {
  DeskBookingDetail,
  DeskBookingParams,
  DeskMessageParams,
  LiftBookingStop,
} from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct, etagOf } from './edge/desk.decorator.ts';

/** What of one booking did not arrive, and why. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/bookings/:reference')
export class DeskMessageController {
  constructor(
    private readonly desk: DeskBookingService,
    private readonly mails: DeskMessageService,
  ) {}

  /** A mail that failed, tried once more. Pressed twice, the second hears that it is on its way. */
  @Post('messages/:id/send-again')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async sendAgain(
    @Param({ schema: DeskMessageParams }) { reference, id }: z.infer<typeof DeskMessageParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    await this.mails.sendAgain(clinicId, { reference, ...by }, id);
    return this.shown(clinicId, { reference, ...by }, reply);
  }

  /** Mails to this client go out again. */
  @Post('mail-stop/lift')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async liftStop(
    @Param({ schema: DeskBookingParams }) { reference }: z.infer<typeof DeskBookingParams>,
    @Body({ schema: LiftBookingStop }) body: LiftBookingStop,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    await this.mails.liftStop(clinicId, { reference, ...by }, body);
    return this.shown(clinicId, { reference, ...by }, reply);
  }

  private async shown(
    clinicId: string,
    key: DeskAct['by'] & { reference: string },
    reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const detail = await this.desk.get(clinicId, key);
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }
}
