import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MoveTimesService, RescheduleService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  BookingParams,
  BookingView,
  LinkTokenQuery,
  MoveTimesQuery,
  MoveTimesView,
  RescheduleRequest,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import {
  Idempotency,
  LinkToken,
  RequestId,
  SeenRevision,
} from './edge/request-values.decorator.ts';

type Params = z.infer<typeof BookingParams>;

@ApiTags('booking')
@Controller('api/v1/clinics/:clinic/bookings/:reference')
export class RescheduleController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly reschedules: RescheduleService,
    private readonly times: MoveTimesService,
  ) {}

  @Get('times')
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: MoveTimesView })
  async list(
    @Param({ schema: BookingParams }) { clinic, reference }: Params,
    @Query({ schema: MoveTimesQuery }) { token: _, ...query }: MoveTimesQuery,
    @LinkToken() token: string,
    @RequestId() requestId: string,
  ): Promise<MoveTimesView> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.times.list(clinicId, { reference, token }, query, requestId);
  }

  @Post('reschedule')
  @HttpCode(200)
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The revision as seen, as an ETag' })
  @ApiOkResponse({ standardSchema: BookingView })
  async reschedule(
    @Param({ schema: BookingParams }) { clinic, reference }: Params,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @Body({ schema: RescheduleRequest }) move: RescheduleRequest,
    @LinkToken() token: string,
    @SeenRevision() seen: number | undefined,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<BookingView> {
    const clinicId = await this.clinics.resolve(clinic);
    const revision = move.revision ?? seen;
    return this.reschedules.reschedule(
      clinicId,
      { reference, token },
      { ...move, revision },
      asked,
      requestId,
    );
  }
}
