import { Module } from '@nestjs/common';
import { ClinicService } from './clinic.service.ts';
import { ClinicStore } from './clinic.store.ts';
import { PlanStore } from './plan.store.ts';
import { SetupExceptionsService } from './setup-exceptions.service.ts';
import { SetupPeopleService } from './setup-people.service.ts';
import { SetupPlacesService } from './setup-places.service.ts';
import { SetupRoomsService } from './setup-rooms.service.ts';
import { Roster } from './setup-roster.service.ts';
import { SetupServicesService } from './setup-services.service.ts';
import { SetupShiftsService } from './setup-shifts.service.ts';
import { SetupTimeOffService } from './setup-time-off.service.ts';
import { SetupLog } from './setup.log.ts';
import { SetupStore } from './setup.store.ts';

const services = [
  ...[ClinicStore, PlanStore, SetupStore, ClinicService],
  ...[SetupPlacesService, SetupRoomsService, SetupServicesService, SetupPeopleService],
  ...[SetupShiftsService, SetupExceptionsService, SetupTimeOffService],
];

@Module({ providers: [Roster, SetupLog, ...services], exports: services })
export class ClinicModule {}
