import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BookAgainService, BookingService, ConfirmBooking } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  BookAgainView,
  BookingCreated,
  BookingParams,
  BookingRequest,
  BookingView,
  CancelRequest,
  ClinicParams,
  LinkTokenQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { HoldToken, Idempotency, LinkToken, RequestId } from './edge/request-values.decorator.ts';

@ApiTags('booking')
@Controller('api/v1/clinics/:clinic/bookings')
export class BookingController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly confirmBooking: ConfirmBooking,
    private readonly bookings: BookingService,
    private readonly bookAgain: BookAgainService,
  ) {}

  @Post()
  @Access('hold_token')
  @ApiHeader({ name: 'Hold-Token', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: BookingCreated })
  async book(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
    @Body({ schema: BookingRequest }) request: BookingRequest,
    @HoldToken() holdToken: string,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<BookingCreated> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.confirmBooking.confirm(clinicId, holdToken, request, asked, requestId);
  }

  @Get(':reference')
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: BookingView })
  async read(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @LinkToken() token: string,
  ): Promise<BookingView> {
    return this.bookings.get(await this.clinics.resolve(clinic), { reference, token });
  }

  @Get(':reference/again')
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: BookAgainView })
  async again(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @LinkToken() token: string,
  ): Promise<BookAgainView> {
    return this.bookAgain.get(await this.clinics.resolve(clinic), { reference, token });
  }

  @Post(':reference/cancel')
  @HttpCode(200)
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: BookingView })
  async cancel(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @Body({ schema: CancelRequest }) { acceptFee }: z.infer<typeof CancelRequest>,
    @LinkToken() token: string,
    @RequestId() requestId: string,
  ): Promise<BookingView> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.bookings.cancel(clinicId, { reference, token }, acceptFee ?? false, requestId);
  }
}
