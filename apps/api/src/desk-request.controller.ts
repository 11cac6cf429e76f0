import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskBookingService, RequestService } from '@limber/booking';
import {
  ClinicParams,
  DeskBookingDetail,
  DeskBookingParams,
  DeskRequests,
} from '@limber/contracts';
import type { z } from 'zod';
import { ChangesBooking } from './desk.route.ts';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';

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

  @ChangesBooking('bookings/:reference/confirm')
  async confirm(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    await this.requests.confirm(clinicId, { reference, revision, ...by });
    return this.desk.get(clinicId, { reference, ...by });
  }

  @ChangesBooking('bookings/:reference/decline')
  async decline(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    await this.requests.decline(clinicId, { reference, revision, ...by });
    return this.desk.get(clinicId, { reference, ...by });
  }
}
