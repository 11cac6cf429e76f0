import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IntakeService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  BookingParams,
  IntakeRequest,
  IntakeResult,
  IntakeView,
  LinkTokenQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { Idempotency, LinkToken, RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof BookingParams>;
type Link = z.infer<typeof LinkTokenQuery>;

@ApiTags('booking')
@Access('link_token')
@Controller('api/v1/clinics/:clinic/bookings/:reference/intake')
export class IntakeController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly intake: IntakeService,
  ) {}

  @Get()
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: IntakeView })
  async show(
    @Param({ schema: BookingParams }) { clinic, reference }: Params,
    @Query({ schema: LinkTokenQuery }) _: Link,
    @LinkToken() token: string,
  ): Promise<IntakeView> {
    return this.intake.get(await this.clinics.resolve(clinic), { reference, token });
  }

  @Post()
  @HttpCode(200)
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOkResponse({ standardSchema: IntakeResult })
  async answer(
    @Param({ schema: BookingParams }) { clinic, reference }: Params,
    @Query({ schema: LinkTokenQuery }) _: Link,
    @Body({ schema: IntakeRequest }) request: IntakeRequest,
    @LinkToken() token: string,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<IntakeResult> {
    const key = { reference, token };
    return this.intake.answer(await this.clinics.resolve(clinic), key, request, asked, requestId);
  }
}
