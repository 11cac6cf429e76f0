import type { Staff } from '@limber/contracts';
import { DAY, HOUR, overlaps, type TimeRange } from '@limber/kernel';
import { addDays, instantOf, localDateOf, weekdayOf } from '@limber/scheduling';
import type { BookingStatus } from './booking.entity.ts';

/** How long before and after a visit its therapist may look at the answers. */
const READ_BEFORE_MS = 30 * DAY;
const READ_AFTER_MS = 90 * DAY;

/** Who of the staff acts, and in which request. */
export interface AtTheDesk {
  staff: Staff;
  requestId: string;
}

interface Second {
  guestTherapistId?: string | null;
}

interface Treated {
  therapistId: string;
  status: BookingStatus;
  startsAt: Date;
}

/** Therapists see their own column, front desk and owner all of them. A session for two stands in two. */
export const maySee = (
  staff: Staff,
  { therapistId, guestTherapistId }: Pick<Treated, 'therapistId'> & Second,
): boolean =>
  staff.role !== 'therapist' ||
  staff.therapistId === therapistId ||
  (staff.therapistId !== null && staff.therapistId === guestTherapistId);

/**
 * Whose answers somebody may read: whoever lays hands on, of the person on their own table, around the visit;
 * nobody else, not even the owner.
 */
export function readableHealth(
  staff: Staff,
  { therapistId, guestTherapistId, status, startsAt }: Treated & Second,
  now: Date,
): 'client' | 'guest' | null {
  const ahead = startsAt.getTime() - now.getTime();
  const isAround = ahead <= READ_BEFORE_MS && ahead >= -READ_AFTER_MS;
  if (staff.role !== 'therapist' || status === 'cancelled' || !isAround) return null;
  if (staff.therapistId === therapistId) return 'client';
  return staff.therapistId !== null && staff.therapistId === guestTherapistId ? 'guest' : null;
}

/** The client's, of a session for two too. */
export const mayReadHealth = (staff: Staff, booking: Treated, now: Date): boolean =>
  readableHealth(staff, booking, now) === 'client';

/** One decimal; null when the training ends after the session begins. */
export function hoursBetween(from: Date, to: Date): number | null {
  const hours = (to.getTime() - from.getTime()) / HOUR;
  return hours < 0 ? null : Math.round(hours * 10) / 10;
}

interface ShiftOfWeek {
  weekday: number;
  startsAt: string;
  endsAt: string;
  validFrom: string;
  validTo: string | null;
  except: readonly string[];
  breaks: readonly { startsAt: string; endsAt: string }[];
}

export interface ShiftTimes {
  startsAt: string;
  endsAt: string;
  breaks: { startsAt: string; endsAt: string }[];
}

/** A shift of the weekly plan as instants of one date, or null when it is not worked that day. */
export function shiftOn(shift: ShiftOfWeek, date: string, zone: string): ShiftTimes | null {
  const isWorked =
    shift.weekday === weekdayOf(date) &&
    shift.validFrom <= date &&
    (shift.validTo === null || date <= shift.validTo) &&
    !shift.except.includes(date);
  if (!isWorked) return null;
  const range = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
    startsAt: edgeAt(date, startsAt, zone),
    endsAt: edgeAt(date, endsAt, zone),
  });
  return { ...range(shift), breaks: shift.breaks.map(range) };
}

/** When a shift is worked in a span of time, on whatever dates that has at its place but those it is closed on. */
export function shiftWithin(
  shift: ShiftOfWeek,
  span: TimeRange,
  zone: string,
  isClosed: (date: string) => boolean,
): ShiftTimes[] {
  const worked: ShiftTimes[] = [];
  const last = localDateOf(span.end - 1, zone);
  for (let date = localDateOf(span.start, zone); date <= last; date = addDays(date, 1)) {
    const times = isClosed(date) ? null : shiftOn(shift, date, zone);
    if (!times) continue;
    const { startsAt, endsAt } = times;
    if (overlaps({ start: Date.parse(startsAt), end: Date.parse(endsAt) }, span))
      worked.push(times);
  }
  return worked;
}

/** A wall time the clocks jumped over begins where they landed. */
function edgeAt(date: string, wallTime: string, zone: string): string {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  for (let at = hours * 60 + minutes; at <= 24 * 60; at += 1) {
    const wall = [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0'));
    const instant = instantOf(date, wall.join(':'), zone);
    if (instant !== null) return new Date(instant).toISOString();
  }
  throw new RangeError(`no such time: ${date} ${wallTime}`);
}

/** What a log may say to everybody at the desk; other reasons would tell how a client is doing. */
const TELLING_NOTHING = new Set([
  ...['cancelled', 'no_show', 'moved', 'superseded', 'suppressed', 'unsubscribed'],
  ...['not_wanted', 'nothing_changed', 'nothing_to_tell', 'guardian_only'],
  ...['complaint', 'returned', 'bounce'],
  ...['past_not_after', 'sender_died', 'refused', 'connection_lost', 'gave_up'],
  ...['retries_exhausted', 'next_try_too_late', 'visit_begun', 'restored'],
]);
export const shownReason = (reason: string | null): string | null =>
  reason !== null && TELLING_NOTHING.has(reason) ? reason : null;
