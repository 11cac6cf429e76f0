export { migrateQueue } from './queue-migration.ts';
export { JobsModule } from './jobs.module.ts';
export { JobHandlers } from './job-handlers.ts';
export { JobHost } from './job-host.ts';
export { JobQueue } from './job-queue.ts';
export { jobReport } from './job-report.ts';
export { createJobHost } from './create-job-host.ts';
export { loggable } from './job-log.ts';
