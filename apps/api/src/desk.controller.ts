import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeskCalendarService, DeskDayService } from '@limber/booking';
import {
  ClinicParams,
  DeskCalendar,
  DeskCalendarQuery,
  DeskDay,
  DeskDayQuery,
  DeskMe,
} from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

@ApiTags('desk')
@Access('staff')
@Controller('api/v1/clinics/:clinic/desk')
export class DeskController {
  constructor(
    private readonly days: DeskDayService,
    private readonly calendars: DeskCalendarService,
  ) {}

  @Get('me')
  @ApiOkResponse({ standardSchema: DeskMe })
  async me(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId, staff }: Desk,
  ): Promise<DeskMe> {
    return this.days.me(clinicId, staff);
  }

  @Get('day')
  @ApiOkResponse({ standardSchema: DeskDay })
  async day(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Query({ schema: DeskDayQuery }) query: DeskDayQuery,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskDay> {
    return this.days.day(clinicId, staff, query, requestId);
  }

  @Get('calendar')
  @ApiOkResponse({ standardSchema: DeskCalendar })
  async calendar(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Query({ schema: DeskCalendarQuery }) query: DeskCalendarQuery,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<DeskCalendar> {
    return this.calendars.read(clinicId, staff, query, requestId);
  }
}
