import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AttendanceService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import { AttendanceRequest, BookingParams, BookingView, LinkTokenQuery } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { LinkToken, RequestId } from './edge/request-values.decorator.ts';

/** Behind the button of the reminder. Opening the mail's link changes nothing; this does. */
@ApiTags('booking')
@Controller('api/v1/clinics/:clinic/bookings/:reference/attendance')
export class AttendanceController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly attendance: AttendanceService,
  ) {}

  @Post()
  @HttpCode(200)
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiOkResponse({ standardSchema: BookingView })
  async confirm(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @Body({ schema: AttendanceRequest }) request: AttendanceRequest,
    @LinkToken() token: string,
    @RequestId() requestId: string,
  ): Promise<BookingView> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.attendance.confirm(clinicId, { reference, token }, request, requestId);
  }
}
