import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BookingService, DeskBookingService, DeskClearanceService } from '@limber/booking';
import {
  ClearanceRequest,
  DeskBookingDetail,
  DeskBookingParams,
  DeskCancelRequest,
  DeskHealth,
  DeskVisitRequest,
} from '@limber/contracts';
import type { z } from 'zod';
import { ActsOnBooking, AnswersBooking, ChangesBooking } from './desk.route.ts';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';

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
  @AnswersBooking()
  async read(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    return this.desk.get(clinicId, { reference, ...by });
  }

  @Get('health')
  @ApiOkResponse({ standardSchema: DeskHealth })
  async health(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskHealth> {
    return this.desk.health(clinicId, { reference, ...by });
  }

  @ChangesBooking('cancel')
  async cancel(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskCancelRequest }) { reason, notify }: DeskCancelRequest,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.bookings.cancelByClinic(clinicId, { ...key, reason, notify, revision });
    return this.desk.get(clinicId, key);
  }

  /** Covers all that waits for this client, without saying what. Recording it twice is recording it once. */
  @ActsOnBooking('clearance')
  async clearance(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: ClearanceRequest }) request: ClearanceRequest,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    await this.clearances.clearBooking(clinicId, reference, request, by);
    return this.desk.get(clinicId, { reference, ...by });
  }

  @ActsOnBooking('visit')
  async visit(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskVisitRequest }) step: DeskVisitRequest,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    return this.desk.visit(clinicId, { reference, ...by }, step);
  }
}
