import { Module } from '@nestjs/common';
import { ClinicModule } from '@limber/clinic';
import { ClearanceStore } from './clearance.store.ts';
import { ClientService } from './client.service.ts';
import { ClientStore } from './client.store.ts';
import { EvidenceService } from './evidence.service.ts';
import { HealthFileService } from './health-file.service.ts';
import { DeskArrivalService } from './desk-arrival.service.ts';
import { HealthRecordService } from './health-record.service.ts';
import { IntakeStore } from './intake.store.ts';
import { RecommendationService } from './recommendation.service.ts';
import { RecommendationStore } from './recommendation.store.ts';

const shared = [
  ClientStore,
  ClientService,
  ClearanceStore,
  IntakeStore,
  HealthFileService,
  DeskArrivalService,
  HealthRecordService,
  RecommendationStore,
  RecommendationService,
  EvidenceService,
];

@Module({ imports: [ClinicModule], providers: shared, exports: shared })
export class ClientsModule {}
