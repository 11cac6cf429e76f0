import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReOfferService, SickCallService } from '@limber/booking';
import {
  ClinicParams,
  ReOfferParams,
  ReOffersRequest,
  ReOffersResult,
  ReOfferView,
  SickCallList,
  SickCallParams,
  SickCallRequest,
  SickCallView,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { Idempotency, RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof ClinicParams>;

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk')
export class SickCallController {
  constructor(
    private readonly calls: SickCallService,
    private readonly offers: ReOfferService,
  ) {}

  @Post('sick-calls')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: SickCallView })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: SickCallRequest }) request: SickCallRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<SickCallView> {
    return this.calls.create(clinicId, request, { staff, requestId }, asked);
  }

  @Get('sick-calls')
  @ApiOkResponse({ standardSchema: SickCallList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<SickCallView[]> {
    return this.calls.list(clinicId);
  }

  @Get('sick-calls/:id')
  @ApiOkResponse({ standardSchema: SickCallView })
  async read(
    @Param({ schema: SickCallParams }) { id }: z.infer<typeof SickCallParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<SickCallView> {
    return this.calls.get(clinicId, id);
  }

  @Post('re-offers')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: ReOffersResult })
  async offer(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: ReOffersRequest }) request: ReOffersRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<ReOffersResult> {
    return this.offers.offer(clinicId, request, { staff, requestId }, asked);
  }

  /** Taken back twice it is taken back once. */
  @Post('re-offers/:id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ReOfferView })
  async withdraw(
    @Param({ schema: ReOfferParams }) { id }: z.infer<typeof ReOfferParams>,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<ReOfferView> {
    return this.offers.withdraw(clinicId, id, { staff, requestId });
  }
}
