export { MessagingModule, type MessagingSettings } from './messaging.module.ts';
export { messagingEntities } from './messaging.entity.ts';
export { Message, type MessageFamily, type MessageState } from './message.entity.ts';
export {
  kindRules,
  type KindRule,
  type MessageKind,
  messageKinds,
  type SuppressionScope,
} from './message-kind.data.ts';
export { type CancelFilter, MessageStore, type PlannedMessage } from './message.store.ts';
export { SuppressionStore } from './suppression.store.ts';
export { type LastLook, type MessageSource, MessageSources } from './message-source.ts';
export { urgencyOf } from './due-mail.rules.ts';
export { MailReportService, type TakenReport } from './mail-report.service.ts';
export { LONGEST_REPORT } from './mail-report.rules.ts';
export { MessageService } from './message.service.ts';
export { DeliveryStore } from './delivery.store.ts';
export { MailTransport } from './mail-transport.ts';
export { andThen } from './mail.en.ts';
export { claimsOf } from './mail-claims.ts';
export { MailLinks } from './mail-links.ts';
export { MailWordingService } from './mail-wording.service.ts';
export { type CalendarEntry, calendarFile } from './calendar.rules.ts';
export { visitEntry, type VisitForCalendar } from './calendar-entry.rules.ts';
export { type RenderedMail, renderMail } from './render-mail.tsx';
export type {
  AftercareView,
  BookingCancelledView,
  BookingConfirmationView,
  BookingDeclinedView,
  BookingRequestedView,
  CalendarNews,
  CheckInAsk,
  CheckInMailView,
  CheckInQuestion,
  ClinicAlertView,
  DayPlanBefore,
  DayPlanChange,
  DayPlanView,
  DayPlanVisit,
  MailClaim,
  MailClinic,
  MailView,
  MailVisit,
  NudgeView,
  ReminderView,
  ReOfferMailView,
  SafetyMailView,
  SeriesMailView,
} from './mail-view.ts';
