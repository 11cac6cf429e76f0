import { Module } from '@nestjs/common';
import { ClinicModule } from '@limber/clinic';
import { ClientsModule } from '@limber/clients';
import { CallBackService } from './call-back.service.ts';
import { CallBackStore } from './call-back.store.ts';
import { CheckInService } from './check-in.service.ts';
import { CheckInStore } from './check-in.store.ts';
import { FollowUpHours } from './follow-up-hours.service.ts';
import { FollowUpMessages } from './follow-up.messages.ts';
import { FollowUpService } from './follow-up.service.ts';
import { FollowUpStore } from './follow-up.store.ts';
import { OutcomeLinks } from './outcome.links.ts';
import { OutcomeService } from './outcome.service.ts';
import { UnsubscribeService } from './unsubscribe.service.ts';

const services = [
  FollowUpService,
  FollowUpHours,
  CheckInService,
  CallBackService,
  OutcomeService,
  UnsubscribeService,
  CheckInStore,
  CallBackStore,
  FollowUpStore,
];

/** Needs the global modules of persistence and messaging. */
@Module({
  imports: [ClinicModule, ClientsModule],
  providers: [FollowUpMessages, OutcomeLinks, ...services],
  exports: services,
})
export class FollowupsModule {}
