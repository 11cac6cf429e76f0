import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskCheckService, DeskClientService, DeskCreateService } from '@limber/booking';
import {
  ClinicParams,
  DeskBookingCreated,
  DeskBookingRequest,
  DeskCheck,
  DeskCheckRequest,
  DeskClientList,
  DeskClientQuery,
  WalkInRequest,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { Idempotency, RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof ClinicParams>;

/** Booking for a client who phoned or stands there: front desk and owner. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk')
export class DeskOpsController {
  constructor(
    private readonly checks: DeskCheckService,
    private readonly creates: DeskCreateService,
    private readonly people: DeskClientService,
  ) {}

  @Post('checks')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: DeskCheck })
  async check(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: DeskCheckRequest }) request: DeskCheckRequest,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskCheck> {
    return this.checks.check(clinicId, request);
  }

  @Post('bookings')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: DeskBookingCreated })
  async book(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: DeskBookingRequest }) request: DeskBookingRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskBookingCreated> {
    return this.creates.create(clinicId, request, { staff, requestId }, asked);
  }

  @Post('walk-ins')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: DeskBookingCreated })
  async walkIn(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: WalkInRequest }) request: WalkInRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskBookingCreated> {
    return this.creates.walkIn(clinicId, request, { staff, requestId }, asked);
  }

  @Get('clients')
  @ApiOkResponse({ standardSchema: DeskClientList })
  async clients(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: DeskClientQuery }) { q }: z.infer<typeof DeskClientQuery>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskClientList> {
    return this.people.search(clinicId, q);
  }
}
