import { JobHandlers } from '@limber/jobs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageService } from './message.service.ts';

@Injectable()
export class MessagingJobs implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly messages: MessageService,
  ) {}

  onModuleInit(): void {
    this.handlers.register('message.send', ({ clinicId, id }) =>
      this.messages.deliver(clinicId, id),
    );
  }
}
