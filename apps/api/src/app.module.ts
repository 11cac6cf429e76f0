import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { accountsEntities, AccountsModule, type PasswordCost } from '@limber/accounts';
import { bookingEntities, BookingModule } from '@limber/booking';
import { calendarsEntities, CalendarsModule } from '@limber/calendars';
import { clientsEntities, ClientsModule } from '@limber/clients';
import { clinicEntities, ClinicModule } from '@limber/clinic';
import type { Config } from '@limber/config';
import { followupsEntities, FollowupsModule } from '@limber/followups';
import { JobQueue, JobsModule } from '@limber/jobs';
import { messagingEntities, MessagingModule } from '@limber/messaging';
import { AuditEntry, IdempotencyKey, OutboxRow, PersistenceModule } from '@limber/persistence';
import type { Logger } from 'pino';
import { AccountController } from './account.controller.ts';
import { AttendanceController } from './attendance.controller.ts';
import { AvailabilityController } from './availability.controller.ts';
import { BlockController } from './block.controller.ts';
import { BookingCalendarController } from './booking-calendar.controller.ts';
import { BookingController } from './booking.controller.ts';
import {
  CalendarFileController,
  DeskCalendarFeedController,
  OwnCalendarFeedController,
} from './calendar-feed.controller.ts';
import { CheckInController } from './check-in.controller.ts';
import { ClinicController } from './clinic.controller.ts';
import { DemoClock } from './demo-clock.ts';
import { DemoController } from './demo.controller.ts';
import { DeskBookingController } from './desk-booking.controller.ts';
import { DeskCallBackController } from './desk-call-back.controller.ts';
import { DeskChangeController } from './desk-change.controller.ts';
import { DeskClearanceController } from './desk-clearance.controller.ts';
import { DeskGuardianController } from './desk-guardian.controller.ts';
import { DeskJobsController } from './desk-jobs.controller.ts';
import { DeskMailController } from './desk-mail.controller.ts';
import { DeskMessageController } from './desk-message.controller.ts';
import { DeskOpsController } from './desk-ops.controller.ts';
import { DeskRequestController } from './desk-request.controller.ts';
import { DeskWaitlistController } from './desk-waitlist.controller.ts';
import { DeskController } from './desk.controller.ts';
import { AccessGuard } from './edge/access.guard.ts';
import { CONFIG } from './edge/config.token.ts';
import { SchemaPipe } from './edge/schema.pipe.ts';
import { EvidenceController } from './evidence.controller.ts';
import { HealthController } from './health.controller.ts';
import { HoldController } from './hold.controller.ts';
import { IntakeController } from './intake.controller.ts';
import { MailReportController } from './mail-report.controller.ts';
import { MailWordingController } from './mail-wording.controller.ts';
import { OutcomeController, OutcomeReportController } from './outcome.controller.ts';
import { PrivateCalendarController } from './private-calendar.controller.ts';
import { TherapistsController } from './setup-people.controller.ts';
import { HolidaysController, LocationsController } from './setup-places.controller.ts';
import { RoomsController } from './setup-rooms.controller.ts';
import { PoliciesController, ServicesController } from './setup-services.controller.ts';
import { ShiftExceptionsController, ShiftsController } from './setup-shifts.controller.ts';
import { StrandedController } from './setup-stranded.controller.ts';
import { TimeOffController } from './setup-time-off.controller.ts';
import { ReOfferController } from './re-offer.controller.ts';
import { SickCallController } from './sick-call.controller.ts';
import { SeriesController } from './series.controller.ts';
import { SystemController } from './system.controller.ts';
import { RecommendationController } from './recommendation.controller.ts';
import { RescheduleController } from './reschedule.controller.ts';
import { WaitlistController, WaitlistOfferController } from './waitlist.controller.ts';

const setupControllers = [
  StrandedController,
  ...[LocationsController, HolidaysController, RoomsController],
  ...[ServicesController, PoliciesController, TherapistsController],
  ...[ShiftsController, ShiftExceptionsController, TimeOffController],
];

const waitlistControllers = [
  ...[WaitlistController, WaitlistOfferController, DeskWaitlistController],
];

const calendarControllers = [
  ...[CalendarFileController, OwnCalendarFeedController, DeskCalendarFeedController],
  PrivateCalendarController,
];

const followUpControllers = [
  ...[CheckInController, DeskCallBackController],
  ...[OutcomeController, OutcomeReportController],
];

const entities = [
  ...[OutboxRow, IdempotencyKey, AuditEntry],
  ...clinicEntities,
  ...clientsEntities,
  ...messagingEntities,
  ...followupsEntities,
  ...bookingEntities,
  ...calendarsEntities,
  ...accountsEntities,
];

export interface AppOptions {
  /** Cheaper hashing, for tests: what staff pay is the default. */
  passwordCost?: PasswordCost;
  /** The built web app; without it the api serves no pages. */
  pagesDirectory?: string;
}

/** In the demo nobody is signed out while they look around. */
const DEMO_IDLE_MINUTES = 12 * 60;

/** What every feature stands on. */
const foundations = (config: Config, log: Logger, options: AppOptions): DynamicModule[] => [
  PersistenceModule.forRoot({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL,
    name: 'api',
    entities,
    keyring: config.FIELD_KEYRING,
    linkSecret: config.LINK_SECRET,
    refusesNested: config.NODE_ENV !== 'production',
  }),
  JobsModule.forHandlersOnly(),
  MessagingModule.forRoot({
    smtpUrl: config.SMTP_URL,
    mailDomain: config.MAIL_DOMAIN,
    publicUrl: config.PUBLIC_URL,
  }),
  AccountsModule.forRoot({
    databaseUrl: config.DATABASE_URL,
    publicUrl: config.PUBLIC_URL,
    linkSecret: config.LINK_SECRET,
    idleMinutes: config.DEMO_MODE ? DEMO_IDLE_MINUTES : config.STAFF_IDLE_MIN,
    passwordCost: options.passwordCost,
    log,
  }),
];

/** Only adds and counts: jobs run in the worker. */
const jobQueue = (config: Config, log: Logger) => ({
  provide: JobQueue,
  useFactory: () => JobQueue.alone(config.QUEUE_URL || config.DATABASE_URL, log),
});

@Module({})
export class AppModule {
  static forRoot(config: Config, log: Logger, options: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...foundations(config, log, options),
        ...[ClinicModule, ClientsModule, FollowupsModule, BookingModule],
        CalendarsModule.forRoot({
          trustedHosts: config.CALENDAR_TRUSTED_HOSTS,
          mailDomain: config.MAIL_DOMAIN,
        }),
      ],
      controllers: [
        SystemController,
        HealthController,
        ClinicController,
        EvidenceController,
        RecommendationController,
        AvailabilityController,
        HoldController,
        BookingController,
        ...[AttendanceController, BookingCalendarController],
        ...calendarControllers,
        IntakeController,
        RescheduleController,
        ...followUpControllers,
        ...[DemoController, AccountController],
        ...[DeskController, DeskBookingController],
        ...setupControllers,
        DeskRequestController,
        DeskClearanceController,
        DeskOpsController,
        ...[DeskChangeController, DeskMessageController, DeskMailController],
        MailWordingController,
        ...[DeskJobsController, DeskGuardianController],
        BlockController,
        SeriesController,
        SickCallController,
        ReOfferController,
        ...waitlistControllers,
        MailReportController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        DemoClock,
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_GUARD, useClass: AccessGuard },
        jobQueue(config, log),
      ],
    };
  }
}
