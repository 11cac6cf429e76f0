export { ClientsModule } from './clients.module.ts';
export { ClientService, type Admitted, type Arrival } from './client.service.ts';
export { firstNameOf } from './client.rules.ts';
export { ClientStore } from './client.store.ts';
export { type HealthReader, HealthRecordService } from './health-record.service.ts';
export { RecommendationService, safetyMessages } from './recommendation.service.ts';
export { RecommendationStore, type Spoken } from './recommendation.store.ts';
export {
  Clearance,
  Client,
  clientsEntities,
  Consent,
  type ConsentKind,
  Recommendation,
  ScreeningAnswer,
  TrainingEvent,
} from './client.entity.ts';
