import { Module } from '@nestjs/common';
import { ClinicService } from './clinic.service.ts';
import { ClinicStore } from './clinic.store.ts';
import { PlanStore } from './plan.store.ts';

const providers = [ClinicStore, PlanStore, ClinicService];

@Module({ providers, exports: providers })
export class ClinicModule {}
