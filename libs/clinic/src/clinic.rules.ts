import { ClinicPolicies } from '@limber/contracts';
import { type QuietHours, quietHoursOf } from '@limber/evidence';

/** Between which hours nobody is written to for what can wait. */
export const quietHoursAt = ({ policies }: { policies: unknown }): QuietHours =>
  quietHoursOf(ClinicPolicies.parse(policies));

/** The length to sell for a recommended one: the same, else the next shorter sold, else the shortest. */
export function soldLength(recommendedMin: number, sold: number[]): number | null {
  const fitting = sold.filter((minutes) => minutes <= recommendedMin);
  if (fitting.length > 0) return Math.max(...fitting);
  return sold.length > 0 ? Math.min(...sold) : null;
}

/** A public holiday of no location in particular closes all of them. */
export const closes = (holiday: { locationId: string | null }, locationId: string): boolean =>
  holiday.locationId === null || holiday.locationId === locationId;

/** Whether a place has a public holiday on a date. */
export const isClosedOn = (
  holidays: readonly { date: string; locationId: string | null }[],
  locationId: string,
  date: string,
): boolean => holidays.some((each) => each.date === date && closes(each, locationId));
