import { Injectable } from '@nestjs/common';
import { CheckInStore } from '@limber/followups';
import { JobHandlers } from '@limber/jobs';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { BookingStore } from './booking.store.ts';
import { DayPlanService } from './day-plan.service.ts';
import { RequestService } from './request.service.ts';
import { WaitlistWaveService } from './waitlist-wave.service.ts';

@Injectable()
export class BookingJobs {
  constructor(
    handlers: JobHandlers,
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly checkIns: CheckInStore,
    private readonly audit: AuditLogStore,
    requests: RequestService,
    waves: WaitlistWaveService,
    dayPlans: DayPlanService,
  ) {
    handlers.register('red_flag.raised', ({ clinicId, id }) =>
      this.markFutureBookings(clinicId, id),
    );
    handlers.register('request.expire', ({ clinicId, id }) => requests.expire(clinicId, id));
    handlers.register('waitlist.offer', ({ clinicId, id }) => waves.advance(clinicId, id));
    handlers.register('day_plan.look', ({ clinicId }) => dayPlans.look(clinicId));
  }

  /** Running it again changes nothing: only bookings without the mark get it. */
  private async markFutureBookings(clinicId: string, redFlagId: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const found = await this.checkIns.findRedFlag(tx, redFlagId);
      if (!found) return;
      const marked = await this.bookings.askForContactFirst(tx, found.flag.clientId);
      if (marked === 0) return;
      await this.audit.record(tx, {
        actor: 'system',
        action: 'booking.contact_first',
        subject: found.flag.clientId,
        details: { bookings: marked },
        requestId: redFlagId,
      });
    });
  }
}
