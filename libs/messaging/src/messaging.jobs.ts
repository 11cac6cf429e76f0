import { JobHandlers } from '@limber/jobs';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DueMailService } from './due-mail.service.ts';

@Injectable()
export class MessagingJobs implements OnModuleInit, OnModuleDestroy {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly due: DueMailService,
  ) {}

  onModuleInit(): void {
    this.handlers.register('mail.deliver', ({ clinicId, urgency }) =>
      this.due.deliverDue(clinicId, urgency),
    );
  }

  /** Before the worker waits for its jobs to end. */
  onModuleDestroy(): void {
    this.due.stop();
  }
}
