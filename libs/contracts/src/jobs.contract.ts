import { z } from 'zod';
import { Uuid } from './primitives.contract.ts';

/** A job carries ids only: names, answers and rendered mail stay in the database. */
const Subject = z.strictObject({ clinicId: Uuid, id: Uuid });

export const jobs = {
  'message.send': Subject,
  'red_flag.raised': Subject,
  'request.expire': Subject,
  'waitlist.offer': Subject,
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;
export const jobNames = Object.keys(jobs) as JobName[];
