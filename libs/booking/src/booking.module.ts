import { Module } from '@nestjs/common';
import { ClinicModule } from '@limber/clinic';
import { ClientsModule } from '@limber/clients';
import { FollowupsModule } from '@limber/followups';
import { AssignmentService } from './assignment.service.ts';
import { AttendanceService } from './attendance.service.ts';
import { AvailabilityService } from './availability.service.ts';
import { BlockService } from './block.service.ts';
import { BlockStore } from './block.store.ts';
import { BookAgainService } from './book-again.service.ts';
import { BookingCalendar } from './booking-calendar.ts';
import { BookingCalendarService } from './booking-calendar.service.ts';
import { BookingLinks } from './booking.links.ts';
import { BookingMessages } from './booking.messages.ts';
import { BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { BusyStore } from './busy.store.ts';
import { CalendarFeedService } from './calendar-feed.service.ts';
import { CalendarFeedStore } from './calendar-feed.store.ts';
import { CheckInBookingService } from './check-in-booking.service.ts';
import { ConfirmBooking } from './confirm-booking.ts';
import { DayPlanMessages } from './day-plan.messages.ts';
import { DayPlanService } from './day-plan.service.ts';
import { DayPlanStore } from './day-plan.store.ts';
import { DeskBookingService } from './desk-booking.service.ts';
import { DeskCalendarService } from './desk-calendar.service.ts';
import { DeskCalendarStore } from './desk-calendar.store.ts';
import { DeskClearanceService } from './desk-clearance.service.ts';
import { DeskCheckService } from './desk-check.service.ts';
import { DeskClientService } from './desk-client.service.ts';
import { DeskClientStore } from './desk-client.store.ts';
import { DeskCreateService } from './desk-create.service.ts';
import { DeskDayService } from './desk-day.service.ts';
import { DeskGuardianService } from './desk-guardian.service.ts';
import { DeskHealthService } from './desk-health.service.ts';
import { DeskMailService } from './desk-mail.service.ts';
import { DeskMailStore } from './desk-mail.store.ts';
import { DeskMessageService } from './desk-message.service.ts';
import { DeskMoveService } from './desk-move.service.ts';
import { DeskStore } from './desk.store.ts';
import { FairShares } from './fair-shares.service.ts';
import { FairShareStore } from './fair-share.store.ts';
import { DeskUndoService } from './desk-undo.service.ts';
import { GuestStore } from './guest.store.ts';
import { HoldService } from './hold.service.ts';
import { HoldStore } from './hold.store.ts';
import { IntakeService } from './intake.service.ts';
import { MoveTimesService } from './move-times.service.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { ReaderHoursService } from './reader-hours.service.ts';
import { ReminderStore } from './reminder.store.ts';
import { OutcomeReportService } from './outcome-report.service.ts';
import { RequestService } from './request.service.ts';
import { RescheduleService } from './reschedule.service.ts';
import { ReOfferAnswerService } from './re-offer-answer.service.ts';
import { ReOfferMessages } from './re-offer.messages.ts';
import { ReOfferService } from './re-offer.service.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { ReplacementService } from './replacement.service.ts';
import { SickCallService } from './sick-call.service.ts';
import { SickCallStore } from './sick-call.store.ts';
import { SeriesMessages } from './series.messages.ts';
import { SeriesService } from './series.service.ts';
import { SeriesStore } from './series.store.ts';
import { ScheduleService } from './schedule.service.ts';
import { ScreeningService } from './screening.service.ts';
import { StartQueue } from './start-queue.service.ts';
import { StrandedService } from './stranded.service.ts';
import { StrandedStore } from './stranded.store.ts';
import { WaitlistCandidates } from './waitlist-candidates.service.ts';
import { WaitlistDeskService } from './waitlist-desk.service.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { WaitlistHours } from './waitlist-hours.service.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { WaitlistMessages } from './waitlist.messages.ts';
import { WaitlistOfferService } from './waitlist-offer.service.ts';
import { WaitlistOfferViews } from './waitlist-offer.view.ts';
import { WaitlistService } from './waitlist.service.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistViews } from './waitlist.view.ts';
import { WaitlistWaveService } from './waitlist-wave.service.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';

const services = [
  StrandedService,
  AvailabilityService,
  HoldService,
  ConfirmBooking,
  CheckInBookingService,
  BookingService,
  BookAgainService,
  OutcomeReportService,
  BookingCalendarService,
  CalendarFeedService,
  AttendanceService,
  RescheduleService,
  RequestService,
  MoveTimesService,
  BookingStore,
  DeskDayService,
  DeskCalendarService,
  DeskBookingService,
  DeskClearanceService,
  IntakeService,
  DeskCheckService,
  DeskCreateService,
  DeskMoveService,
  DeskUndoService,
  DeskMessageService,
  DeskMailService,
  DeskGuardianService,
  DeskClientService,
  BlockService,
  DayPlanService,
  SeriesService,
  SickCallService,
  ReOfferService,
  ReOfferAnswerService,
  WaitlistService,
  WaitlistOfferService,
  WaitlistWaveService,
  WaitlistDeskService,
];

/** Needs the global modules of persistence and messaging. */
@Module({
  imports: [ClinicModule, ClientsModule, FollowupsModule],
  providers: [
    BookingLinks,
    BookingCalendar,
    CalendarFeedStore,
    BookingMessages,
    HoldStore,
    GuestStore,
    StrandedStore,
    ReminderStore,
    ReaderHoursService,
    WaitlistHours,
    OccupancyStore,
    BusyStore,
    FairShareStore,
    FairShares,
    ScheduleService,
    AssignmentService,
    StartQueue,
    ScreeningService,
    DeskStore,
    DeskCalendarStore,
    DeskMailStore,
    DeskClientStore,
    BlockStore,
    DayPlanStore,
    DayPlanMessages,
    SeriesStore,
    SeriesMessages,
    SickCallStore,
    ReOfferStore,
    ReOfferMessages,
    ReplacementService,
    DeskHealthService,
    WaitlistCandidates,
    WaitlistGapStore,
    WaitlistLinks,
    WaitlistMessages,
    WaitlistOfferViews,
    WaitlistStore,
    WaitlistViews,
    WaitlistWaveStore,
    ...services,
  ],
  exports: services,
})
export class BookingModule {}
