import { Injectable } from '@nestjs/common';
import { JobHandlers } from '@limber/jobs';
import { PrivateCalendarService } from './private-calendar.service.ts';

@Injectable()
export class CalendarsJobs {
  constructor(handlers: JobHandlers, calendars: PrivateCalendarService) {
    handlers.register('calendar.read', ({ clinicId, id }) => calendars.refresh(clinicId, id));
  }
}
