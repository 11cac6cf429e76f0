export { migrateQueue } from './queue-migration.ts';
export { JobsModule } from './jobs.module.ts';
export { JobHandlers, type JobHandler } from './job-handlers.ts';
export { JobHost } from './job-host.ts';
export { JobQueue } from './job-queue.ts';
export { jobReport } from './job-report.ts';
export { createJobHost, type JobsSettings } from './create-job-host.ts';
export { type JobLog, loggable } from './job-log.ts';
