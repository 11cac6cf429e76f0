import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PrivateCalendarService } from '@limber/calendars';
import {
  ClinicParams,
  NewPrivateCalendar,
  PrivateCalendar,
  PrivateCalendarParams,
  PrivateCalendars,
} from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct } from './edge/desk.decorator.ts';

type One = z.infer<typeof PrivateCalendarParams>;

/** Calendars that therapists keep elsewhere, connected by themselves or by the office. */
@ApiTags('desk')
@Access('staff')
@Controller('api/v1/clinics/:clinic/desk/private-calendars')
export class PrivateCalendarController {
  constructor(private readonly calendars: PrivateCalendarService) {}

  @Get()
  @ApiOkResponse({ standardSchema: PrivateCalendars })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<PrivateCalendars> {
    return this.calendars.list(clinicId, by);
  }

  /** Reads the calendar before it answers: an address that does not open is refused. */
  @Post()
  @ApiCreatedResponse({ standardSchema: PrivateCalendar })
  async connect(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Body({ schema: NewPrivateCalendar }) wanted: NewPrivateCalendar,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<PrivateCalendar> {
    return this.calendars.connect(clinicId, wanted, by);
  }

  /** Now instead of within the quarter of an hour; also where it cannot be read, which the answer then says. */
  @Post(':id/read')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: PrivateCalendar })
  async read(
    @Param({ schema: PrivateCalendarParams }) { id }: One,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<PrivateCalendar> {
    return this.calendars.readNow(clinicId, id, by);
  }

  @Post(':id/disconnect')
  @HttpCode(204)
  async disconnect(
    @Param({ schema: PrivateCalendarParams }) { id }: One,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<void> {
    await this.calendars.disconnect(clinicId, id, by);
  }
}
