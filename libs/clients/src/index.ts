export { ClientsModule } from './clients.module.ts';
export type { AskedOfClinician } from './clearance.store.ts';
export { DeskArrivalService, type DeskAdmitted } from './desk-arrival.service.ts';
export { ClientService, type Admitted, type Arrival } from './client.service.ts';
export { bookingBlocked, consentRequired, phoneInvalid } from './client.errors.ts';
export { toE164 } from './phone.rules.ts';
export { bookedAs, firstNameOf, isForGuardianOnly, mailAddressOf } from './client.rules.ts';
export { ClientStore } from './client.store.ts';
export { EvidenceService } from './evidence.service.ts';
export {
  clearedAt,
  clearedUntil,
  codesOnFile,
  emptyFile,
  type HealthFile,
  HealthFileService,
  UNDER_18,
} from './health-file.service.ts';
export {
  type HealthReader,
  HealthRecordService,
  type HealthSubject,
} from './health-record.service.ts';
export { RecommendationService, safetyMessages } from './recommendation.service.ts';
export { speak, type Spoken, spokenView } from './spoken.rules.ts';
export {
  Client,
  clientsEntities,
  Consent,
  type ConsentKind,
  ScreeningAnswer,
  TrainingEvent,
} from './client.entity.ts';
