import { Module } from '@nestjs/common';
import { ClinicModule } from '@limber/clinic';
import { ClientService } from './client.service.ts';
import { ClientStore } from './client.store.ts';
import { HealthRecordService } from './health-record.service.ts';
import { RecommendationService } from './recommendation.service.ts';
import { RecommendationStore } from './recommendation.store.ts';

const shared = [
  ClientStore,
  ClientService,
  HealthRecordService,
  RecommendationStore,
  RecommendationService,
];

@Module({ imports: [ClinicModule], providers: shared, exports: shared })
export class ClientsModule {}
