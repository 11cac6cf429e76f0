export { ClinicModule } from './clinic.module.ts';
export { ClinicService, type SoldService } from './clinic.service.ts';
export { ClinicStore, type ShiftRow, type UnavailableRow } from './clinic.store.ts';
export { PlanStore } from './plan.store.ts';
export type { Plan } from './plan.rules.ts';
export { type By, SetupStore } from './setup.store.ts';
export { SetupPlacesService } from './setup-places.service.ts';
export { SetupRoomsService } from './setup-rooms.service.ts';
export { SetupServicesService } from './setup-services.service.ts';
export { SetupPeopleService } from './setup-people.service.ts';
export { SetupShiftsService } from './setup-shifts.service.ts';
export { SetupExceptionsService } from './setup-exceptions.service.ts';
export { SetupTimeOffService } from './setup-time-off.service.ts';
export { ClinicPolicies } from '@limber/contracts';
export { closes, isClosedOn, quietHoursAt } from './clinic.rules.ts';
export { durationNotSold, notFound } from './clinic.errors.ts';
export {
  clinicEntities,
  Clinic,
  Location,
  PublicHoliday,
  Resource,
  Room,
  Service,
  ServiceDuration,
  Shift,
  ShiftBreak,
  TimeOff,
  ShiftException,
  Therapist,
  type OpeningHours,
} from './clinic.entity.ts';
