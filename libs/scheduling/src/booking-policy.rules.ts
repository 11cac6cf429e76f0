import { MINUTE } from '@limber/kernel';
import type { BookingPolicy, WhyNot } from './availability.plan.ts';
import { addDays, edgeOf, localDateOf, wallMinutesOf, zoneDayOf } from './local-time.rules.ts';

/** What the clock allows at one location, for one `now`. */
export interface BookingWindow {
  now: number;
  /** Earliest start after notice, elapsed time. */
  earliest: number;
  today: string;
  lastDate: string;
  todayClosed: boolean;
}

export function bookingWindowOf(now: number, policy: BookingPolicy, zone: string): BookingWindow {
  const today = localDateOf(now, zone);
  const cutoff = policy.sameDayCutoff;
  return {
    now,
    earliest: now + policy.noticeMin * MINUTE,
    today,
    lastDate: addDays(today, policy.horizonDays),
    todayClosed: cutoff !== null && now >= edgeOf(zoneDayOf(today, zone), wallMinutesOf(cutoff)).at,
  };
}

/** False when no start of that local date can pass; lets a listing skip the whole day. */
export const isDateBookable = (date: string, window: BookingWindow): boolean =>
  date >= window.today && date <= window.lastDate && !(window.todayClosed && date === window.today);

/** `at` and `date` are the start, as instant and as local date. */
export function policyBreaches(at: number, date: string, window: BookingWindow): WhyNot[] {
  if (at < window.now) return ['IN_PAST'];
  const breaches: WhyNot[] = [];
  if (date > window.lastDate) breaches.push('HORIZON');
  if (window.todayClosed && date === window.today) breaches.push('SAME_DAY_CUTOFF');
  if (at < window.earliest) breaches.push('NOTICE');
  return breaches;
}
