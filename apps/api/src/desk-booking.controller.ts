import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BookingService, DeskBookingService, DeskClearanceService } from '@limber/booking';
import {
  ClearanceRequest,
  DeskBookingDetail,
  DeskBookingParams,
  DeskCancelRequest,
  DeskHealth,
  DeskVisitRequest,
} from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk, etagOf, IfMatch } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof DeskBookingParams>;

/** Whose booking it is decides the service: a therapist's eyes end at their own column. */
@ApiTags('desk')
@Access('staff')
@Controller('api/v1/clinics/:clinic/desk/bookings/:reference')
export class DeskBookingController {
  constructor(
    private readonly desk: DeskBookingService,
    private readonly bookings: BookingService,
    private readonly clearances: DeskClearanceService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async read(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const detail = await this.desk.get(clinicId, { reference, staff, requestId });
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }

  @Get('health')
  @ApiOkResponse({ standardSchema: DeskHealth })
  async health(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskHealth> {
    return this.desk.health(clinicId, { reference, staff, requestId });
  }

  @Post('cancel')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the booking as seen' })
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async cancel(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskCancelRequest }) { reason, notify }: DeskCancelRequest,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.bookings.cancelByClinic(clinicId, { ...key, reason, notify, revision });
    const detail = await this.desk.get(clinicId, key);
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }

  /** Covers all that waits for this client, without saying what. Recording it twice is recording it once. */
  @Post('clearance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async clearance(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: ClearanceRequest }) request: ClearanceRequest,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskBookingDetail> {
    await this.clearances.clearBooking(clinicId, reference, request, { staff, requestId });
    return this.desk.get(clinicId, { reference, staff, requestId });
  }

  @Post('visit')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async visit(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskVisitRequest }) step: DeskVisitRequest,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskBookingDetail> {
    return this.desk.visit(clinicId, { reference, staff, requestId }, step);
  }
}
