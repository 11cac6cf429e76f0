import { z } from 'zod';
import { Uuid } from './primitives.contract.ts';

/** How soon it matters: `now` somebody waits for it, `soon` it was promised for this hour, `bulk` it can wait. */
export const urgencies = ['now', 'soon', 'bulk'] as const;
export const Urgency = z.enum(urgencies);
export type Urgency = z.infer<typeof Urgency>;

/** A job carries ids only: names, answers and rendered mail stay in the database. */
const Subject = z.strictObject({ clinicId: Uuid, id: Uuid });

export const jobs = {
  /** Sends what is due of one clinic and urgency, whichever messages those are by then. */
  'mail.deliver': z.strictObject({ clinicId: Uuid, urgency: Urgency }),
  'red_flag.raised': Subject,
  'request.expire': Subject,
  'waitlist.offer': Subject,
  /** Plans the staff's day plans of one clinic; the id is the look's. */
  'day_plan.look': Subject,
  /** Reads a therapist's own calendar for when they are busy. */
  'calendar.read': Subject,
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;
export const jobNames = Object.keys(jobs) as JobName[];

/** What an outbox row may tell: jobs about one thing. */
export type OutboxTopic = Exclude<JobName, 'mail.deliver'>;

/** What a queue holds; across all clinics, so numbers only. */
export const QueueCounts = z.strictObject({
  urgency: Urgency,
  waiting: z.int().min(0),
  active: z.int().min(0),
  delayed: z.int().min(0),
  failed: z.int().min(0),
  /** Since when the oldest of those waiting waits; null: none waits. Real time, not the demo clock. */
  oldestAt: z.iso.datetime().nullable(),
});
export type QueueCounts = z.infer<typeof QueueCounts>;

/** Whether the work behind the scenes gets done. All times are real time, not the demo clock. */
export const DeskJobs = z
  .object({
    worker: z
      .enum(['alive', 'silent', 'never'])
      .meta({ description: 'From the last sweep that any worker made' }),
    sweptAt: z.iso.datetime().nullable(),
    tidiedAt: z.iso.datetime().nullable(),
    checkedAt: z.iso.datetime(),
    backend: z.enum(['postgresql', 'redis']),
    queues: z
      .array(
        QueueCounts.extend({
          isBehind: z.boolean().meta({ description: 'The oldest waits longer than it may' }),
        }),
      )
      .nullable()
      .meta({ description: 'Null: the queue does not answer' }),
  })
  .meta({ id: 'DeskJobs' });
export type DeskJobs = z.infer<typeof DeskJobs>;
