import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import { BookingCalendarService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import { BookingParams, LinkTokenQuery } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { LinkToken } from './edge/request-values.decorator.ts';

/** For "add to calendar": a download, never shown inside a page. */
@ApiTags('booking')
@Controller('api/v1/clinics/:clinic/bookings/:reference/calendar')
export class BookingCalendarController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly calendars: BookingCalendarService,
  ) {}

  @Get()
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiProduces('text/calendar')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="booking.ics"')
  @Header('cache-control', 'no-store')
  async read(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @LinkToken() token: string,
  ): Promise<string> {
    return this.calendars.file(await this.clinics.resolve(clinic), { reference, token });
  }
}
