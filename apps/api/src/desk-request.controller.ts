import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskBookingService, RequestService } from '@limber/booking';
import {
  ClinicParams,
  DeskBookingDetail,
  DeskBookingParams,
  DeskRequests,
} from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk, etagOf, IfMatch } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof DeskBookingParams>;

/** The clinic's word on what was asked for. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk')
export class DeskRequestController {
  constructor(
    private readonly requests: RequestService,
    private readonly desk: DeskBookingService,
  ) {}

  @Get('requests')
  @ApiOkResponse({ standardSchema: DeskRequests })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskRequests> {
    return this.requests.list(clinicId);
  }

  @Post('bookings/:reference/confirm')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the booking as seen' })
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async confirm(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    await this.requests.confirm(clinicId, { reference, revision, staff, requestId });
    const detail = await this.desk.get(clinicId, { reference, staff, requestId });
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }

  @Post('bookings/:reference/decline')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the booking as seen' })
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async decline(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    await this.requests.decline(clinicId, { reference, revision, staff, requestId });
    const detail = await this.desk.get(clinicId, { reference, staff, requestId });
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }
}
