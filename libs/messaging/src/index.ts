export { MessagingModule } from './messaging.module.ts';
export { messagingEntities } from './messaging.entity.ts';
export { Message, type MessageState } from './message.entity.ts';
export { type MessageKind } from './message-kind.data.ts';
export { MessageStore, type NewHour, type PlannedMessage } from './message.store.ts';
export { SuppressionStore } from './suppression.store.ts';
export { type LastLook, type MessageSource, MessageSources } from './message-source.ts';
export { urgencyOf } from './due-mail.rules.ts';
export { MailReportService } from './mail-report.service.ts';
export { LONGEST_REPORT } from './mail-report.rules.ts';
export { andThen } from './mail.en.ts';
export { claimsOf } from './mail-claims.ts';
export { MailLinks } from './mail-links.ts';
export { MailWordingService } from './mail-wording.service.ts';
export { type CalendarEntry, calendarFile, type EntryStatus } from './calendar.rules.ts';
export { visitEntry } from './calendar-entry.rules.ts';
export { renderMail } from './render-mail.tsx';
export type {
  BookingConfirmationView,
  CalendarNews,
  DayPlanAmber,
  DayPlanBefore,
  DayPlanChange,
  DayPlanVisit,
  MailClaim,
  MailView,
  MailVisit,
} from './mail-view.ts';
