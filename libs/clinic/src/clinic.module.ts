import { Module } from '@nestjs/common';
import { ClinicService } from './clinic.service.ts';
import { ClinicStore } from './clinic.store.ts';

@Module({ providers: [ClinicStore, ClinicService], exports: [ClinicStore, ClinicService] })
export class ClinicModule {}
