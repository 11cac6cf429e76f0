import { BookingModule } from '@limber/booking';
import { ClinicModule } from '@limber/clinic';
import { type DynamicModule, Module } from '@nestjs/common';
import { CalendarReader, type CalendarsSettings } from './calendar-reader.ts';
import { CalendarsJobs } from './calendars.jobs.ts';
import { PrivateCalendarService } from './private-calendar.service.ts';
import { PrivateCalendarStore } from './private-calendar.store.ts';

/** Needs the global modules of persistence, jobs and messaging. */
@Module({})
export class CalendarsModule {
  static forRoot(settings: CalendarsSettings): DynamicModule {
    return {
      module: CalendarsModule,
      imports: [ClinicModule, BookingModule],
      providers: [
        PrivateCalendarStore,
        { provide: CalendarReader, useValue: new CalendarReader(settings) },
        PrivateCalendarService,
        CalendarsJobs,
      ],
      exports: [PrivateCalendarService],
    };
  }
}
