import { JobHandlers } from '@limber/jobs';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { DueMailService } from './due-mail.service.ts';

@Injectable()
export class MessagingJobs implements OnModuleInit, OnModuleDestroy, BeforeApplicationShutdown {
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

  /** Before the database and the mail server are let go of. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.due.ended();
  }
}
