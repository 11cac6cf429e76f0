export { CalendarsModule } from './calendars.module.ts';
export { calendarsEntities } from './private-calendar.entity.ts';
export { PrivateCalendarService } from './private-calendar.service.ts';
