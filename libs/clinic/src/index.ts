export { ClinicModule } from './clinic.module.ts';
export { ClinicService, type SoldService } from './clinic.service.ts';
export { ClinicStore, type ShiftRow, type UnavailableRow } from './clinic.store.ts';
export { PlanStore, type Plan } from './plan.store.ts';
export { ClinicPolicies } from '@limber/contracts';
export { closes } from './clinic.rules.ts';
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
  Therapist,
  Unavailability,
  type OpeningHours,
} from './clinic.entity.ts';
