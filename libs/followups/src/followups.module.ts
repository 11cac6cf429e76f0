import { Module } from '@nestjs/common';
import { ClinicModule } from '@limber/clinic';
import { ClientsModule } from '@limber/clients';
import { CheckInService } from './check-in.service.ts';
import { CheckInStore } from './check-in.store.ts';
import { FollowUpMessages } from './follow-up.messages.ts';
import { FollowUpService } from './follow-up.service.ts';
import { FollowUpStore } from './follow-up.store.ts';
import { UnsubscribeService } from './unsubscribe.service.ts';

const services = [FollowUpService, CheckInService, UnsubscribeService, CheckInStore];

/** Needs the global modules of persistence and messaging. */
@Module({
  imports: [ClinicModule, ClientsModule],
  providers: [FollowUpStore, FollowUpMessages, ...services],
  exports: services,
})
export class FollowupsModule {}
