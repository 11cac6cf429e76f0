import { z } from 'zod';
import { ClinicPolicies } from './policies.contract.ts';
import { Version } from './setup.contract.ts';

export const DeskPolicies = z
  .object({ policies: ClinicPolicies, version: Version })
  .meta({ id: 'DeskPolicies' });
export type DeskPolicies = z.infer<typeof DeskPolicies>;

const DAY_MIN = 24 * 60;

type Shape = typeof ClinicPolicies.shape;
type Whole = {
  [Name in keyof Shape]: Shape[Name] extends z.ZodDefault<infer Inner> ? Inner : Shape[Name];
};
const whole = Object.fromEntries(
  Object.entries(ClinicPolicies.shape).map(([name, field]) => [
    name,
    field instanceof z.ZodDefault ? field.unwrap() : field,
  ]),
) as Whole;

/** Every policy is named: one left out by an older page would silently fall back to its default. */
export const PoliciesChange = z
  .strictObject(whole)
  .refine(({ holdMin, holdExtendedMin }) => holdExtendedMin >= holdMin, {
    path: ['holdExtendedMin'],
    message: 'an extended hold is at least as long as a hold',
  })
  // From the last minute of today on there is a day more than the horizon counts.
  .refine(({ noticeMin, horizonDays }) => noticeMin < (horizonDays + 1) * DAY_MIN, {
    path: ['noticeMin'],
    message: 'shorter than the days that can be booked ahead: else nothing could be',
  })
  .meta({ id: 'PoliciesChange' });
export type PoliciesChange = z.infer<typeof PoliciesChange>;
