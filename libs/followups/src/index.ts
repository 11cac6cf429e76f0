export { FollowupsModule } from './followups.module.ts';
export { FollowUpService, type SessionToFollow } from './follow-up.service.ts';
export { CheckInService } from './check-in.service.ts';
export { CallBackService } from './call-back.service.ts';
export { CallBackStore } from './call-back.store.ts';
export { harmQuestions } from './check-in.en.ts';
export { CheckInStore } from './check-in.store.ts';
export { UnsubscribeService } from './unsubscribe.service.ts';
export {
  AdverseEvent,
  CallBack,
  CheckIn,
  FollowUp,
  followupsEntities,
  RedFlag,
} from './follow-up.entity.ts';
export { OutcomeService } from './outcome.service.ts';
