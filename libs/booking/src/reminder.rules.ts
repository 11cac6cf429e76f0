import { hourBeforeQuiet, type QuietHours, shiftFromQuiet } from '@limber/evidence';
import { HOUR, MINUTE } from '@limber/kernel';
import type { Message, NewHour, PlannedMessage } from '@limber/messaging';
import { addDays, edgeAt, localDateOf, wallTimeOf } from '@limber/scheduling';
import type { Booking } from './booking.entity.ts';

export type ReminderKind = 'reminder_24h' | 'reminder_2h';

export interface Reminder {
  kind: ReminderKind;
  dueAt: Date;
  notAfter: Date;
}

export interface VisitToRemind {
  startsAt: Date;
  /** Of the location: the day before means the same hour on its clocks. */
  zone: string;
  /** Of who reads: nobody is woken... */
  readerZone: string;
  /** ...in the hours that the clinic keeps quiet. */
  quiet: QuietHours;
}

const kinds = [
  { kind: 'reminder_24h', leadMs: 24 * HOUR, lastMs: 3 * HOUR, gapMs: HOUR },
  { kind: 'reminder_2h', leadMs: 2 * HOUR, lastMs: 30 * MINUTE, gapMs: 15 * MINUTE },
] as const;
type Rule = (typeof kinds)[number];

/**
 * When a visit's reminders go out, told at `now`, when it was booked or moved. One is left out when less than
 * two thirds of its lead is left, and when no hour is left that is neither quiet nor too late.
 */
export const planReminders = (visit: VisitToRemind, now: Date): Reminder[] =>
  kinds.flatMap((rule) => {
    const start = visit.startsAt.getTime();
    if ((start - now.getTime()) * 3 < rule.leadMs * 2) return [];
    const notAfter = start - rule.lastMs;
    const dueAt = awake(dueOf(rule, visit), visit, {
      // One whose hour has passed does not come together with the confirmation.
      earliest: now.getTime() + rule.gapMs,
      latest: notAfter,
    });
    return dueAt === null
      ? []
      : [{ kind: rule.kind, dueAt: new Date(dueAt), notAfter: new Date(notAfter) }];
  });

/** A day is the same hour on the clocks, even when they change between; two hours are two hours. */
function dueOf({ kind, leadMs }: Rule, { startsAt, zone }: VisitToRemind): number {
  const start = startsAt.getTime();
  if (kind === 'reminder_2h') return start - leadMs;
  return edgeAt(addDays(localDateOf(start, zone), -1), wallTimeOf(start, zone), zone);
}

/** Out of the quiet hours: their end, or an hour before they began where that end would be too late. */
function awake(
  due: number,
  { readerZone, quiet }: Pick<VisitToRemind, 'readerZone' | 'quiet'>,
  { earliest, latest }: { earliest: number; latest: number },
): number | null {
  const at = Math.max(due, earliest);
  const end = shiftFromQuiet(readerZone, at, quiet);
  if (end <= latest) return end;
  const before = hourBeforeQuiet(readerZone, at, quiet);
  return before !== null && before >= earliest && before <= latest ? before : null;
}

/** The kinds that only remind: no news of a change, so nobody has "heard" of one by them. */
export const isReminder = (kind: string): boolean => kinds.some((rule) => rule.kind === kind);

/** Who reads a visit's mails, and on which clocks: theirs and the location's. */
export interface VisitReader {
  recipient: string | null;
  readerZone: string;
  zone: string;
  quiet: QuietHours;
}

/** Of the plan a booking was checked against, which has its location. */
export const zoneAt = (
  locations: readonly { id: string; timeZone: string }[],
  locationId: string,
): string => {
  const location = locations.find(({ id }) => id === locationId);
  if (!location) throw new Error('a booking at a location the schedule does not have');
  return location.timeZone;
};

type Standing = Pick<Booking, 'chainId' | 'revision' | 'status' | 'visit' | 'startsAt'>;
type Known = Pick<Message, 'kind' | 'state' | 'notAfter'>;

/**
 * The rows of a visit's reminders as it stands at `now`. A request has none until it is confirmed; what has
 * gone out for this very start, a change of hands before, is not said twice.
 */
export function reminderRows(
  { chainId, revision, status, visit, startsAt }: Standing,
  { recipient, ...reader }: VisitReader,
  now: Date,
  known: readonly Known[] = [],
): PlannedMessage[] {
  if (status !== 'confirmed' || visit !== 'booked' || recipient === null) return [];
  return planReminders({ startsAt, ...reader }, now)
    .filter(({ kind, notAfter }) => !known.some((mail) => isSaid(mail, kind, notAfter)))
    .map((reminder) => rowOf({ chainId, revision, recipient, zone: reader.zone }, reminder));
}

const rowOf = (
  { zone, ...visit }: { chainId: string; revision: number; recipient: string; zone: string },
  reminder: Reminder,
): PlannedMessage => ({ family: 'booking', ...visit, timeZone: zone, ...reminder });

/** Why a reminder that was planned is not sent: whoever reads it now has no hour for it. */
export const NO_HOUR = 'quiet_hours';

export type KnownReminder = Pick<
  Message,
  'id' | 'kind' | 'revision' | 'state' | 'reason' | 'dueAt' | 'notAfter' | 'createdAt'
>;

/** A visit as it stands, told to its reader at `toldAt`, and what was ever planned to remind of it. */
export interface RemindedVisit extends VisitToRemind {
  chainId: string;
  revision: number;
  recipient: string;
  toldAt: Date;
  known: readonly KnownReminder[];
}

/**
 * Its reminders once the reader's clocks or quiet hours have changed: those that wait at their new hours, and those
 * that had none before. What went out, or was called off for another reason, stays; nothing that had no hour is told
 * in one that is over.
 */
export function remindAgain(
  visit: RemindedVisit,
  now: Date,
): { hours: NewHour[]; missing: PlannedMessage[] } {
  const { chainId, revision, recipient, zone, toldAt, known } = visit;
  const hours: NewHour[] = [];
  for (const mail of known.filter((each) => each.revision === revision)) {
    const rule = kinds.find(({ kind }) => kind === mail.kind);
    const again = rule && hourAgain(rule, visit, mail, now);
    if (again !== undefined) hours.push(again);
  }
  const missing = planReminders(visit, toldAt)
    .filter(({ kind, dueAt, notAfter }) => {
      const isPlanned = known.some((mail) => mail.kind === kind && mail.revision === revision);
      return dueAt > now && !isPlanned && !known.some((mail) => isSaid(mail, kind, notAfter));
    })
    .map((reminder) => rowOf({ chainId, revision, recipient, zone }, reminder));
  return { hours, missing };
}

/** Undefined where nothing changes. */
function hourAgain(
  rule: Rule,
  visit: VisitToRemind,
  mail: KnownReminder,
  now: Date,
): NewHour | undefined {
  const waits = mail.state === 'planned';
  if (!waits && !(mail.state === 'cancelled' && mail.reason === NO_HOUR)) return undefined;
  const notAfter = new Date(visit.startsAt.getTime() - rule.lastMs);
  const planned = mail.createdAt.getTime() + rule.gapMs;
  const earliest = waits ? Math.max(planned, now.getTime()) : planned;
  const due = awake(dueOf(rule, visit), visit, { earliest, latest: notAfter.getTime() });
  const dueAt = due === null ? null : new Date(due);
  const { id } = mail;
  const again = { id, dueAt, notAfter, timeZone: visit.zone };
  if (!waits) return dueAt && dueAt > now ? again : undefined;
  // Due already and on its way: as it is.
  const isSame =
    dueAt && (dueAt.getTime() === mail.dueAt.getTime() || (dueAt <= now && mail.dueAt <= now));
  return isSame ? undefined : again;
}

const isSaid = (mail: Known, kind: ReminderKind, notAfter: Date): boolean =>
  mail.kind === kind &&
  mail.state !== 'planned' &&
  mail.state !== 'cancelled' &&
  mail.notAfter?.getTime() === notAfter.getTime();
