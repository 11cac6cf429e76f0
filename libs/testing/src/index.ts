export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { insertClinic } from './clinic.builder.ts';
export { eventually } from './eventually.ts';
export {
  insertWorkingClinic,
  type WorkingClinic,
  type WorkingClinicOptions,
} from './working-clinic.builder.ts';
export { bundleProgram } from './bundle.ts';
export {
  type ApiProcess,
  type ServiceProcess,
  startApiProcess,
  startWorkerProcess,
} from './api-process.ts';
export { loseQueue } from './lose-queue.ts';
export { countDeadlocks, scheduleBreaches } from './schedule-invariants.ts';
export { complaint, returned } from './mail-report.builder.ts';
