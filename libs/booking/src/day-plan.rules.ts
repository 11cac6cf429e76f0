import { HOUR, MINUTE } from '@limber/kernel';
import type { DayPlanAmber } from '@limber/messaging';
import { addDays, dayRange, edgeAt, localDateOf } from '@limber/scheduling';
import type { SaidVisit } from './day-plan.entity.ts';
import type { DeskRow } from './desk.store.ts';

export type DayPlanKind = 'day_plan_evening' | 'day_plan_morning';

export interface DayPlanSlot {
  kind: DayPlanKind;
  /** The day that is told. */
  date: string;
  dueAt: Date;
  /** Later it would come in the night, or into a day that runs. */
  notAfter: Date;
}

const EVENING = '18:00';
const MORNING = '07:00';
const MORNING_ENDS = '10:00';

/** Whoever gets an address, a shift or a first visit after the hour hears of it with the next look. */
const LOOK_AT_LEAST_EVERY = HOUR;

/** The two plans that are sent on one date of a zone: of the day itself, and of the next. */
function slotsOf(date: string, zone: string): DayPlanSlot[] {
  const at = (time: string): Date => new Date(edgeAt(date, time, zone));
  return [
    { kind: 'day_plan_morning', date, dueAt: at(MORNING), notAfter: at(MORNING_ENDS) },
    {
      kind: 'day_plan_evening',
      date: addDays(date, 1),
      dueAt: at(EVENING),
      notAfter: new Date(dayRange(date, zone).end),
    },
  ];
}

/** What may be sent at this instant on the clocks of a zone. */
export const slotsAt = (now: Date, zone: string): DayPlanSlot[] =>
  slotsOf(localDateOf(now.getTime(), zone), zone).filter(
    ({ dueAt, notAfter }) => dueAt <= now && now <= notAfter,
  );

/** When there is next something to plan. */
export function nextLookAt(now: Date, zones: readonly string[]): Date {
  const ahead = zones.flatMap((zone) => {
    const today = localDateOf(now.getTime(), zone);
    return [today, addDays(today, 1)].flatMap((date) =>
      slotsOf(date, zone).map(({ dueAt }) => dueAt.getTime()),
    );
  });
  const next = ahead.filter((at) => at > now.getTime());
  return new Date(Math.min(now.getTime() + LOOK_AT_LEAST_EVERY, ...next));
}

interface Dated {
  therapistId: string;
  date: string;
}

/** What both plans of one day hang on. */
export const dayPlanKey = ({ therapistId, date }: Dated): string =>
  `day-plan:${therapistId}:${date}`;

export function readDayPlanKey(key: string | null): Dated | null {
  const [name, therapistId, date] = (key ?? '').split(':');
  return name === 'day-plan' && therapistId && date ? { therapistId, date } : null;
}

export interface WorkedShift {
  therapistId: string;
  locationId: string;
  startsAt: Date;
  endsAt: Date;
}

/** One day of the whole clinic, on the clocks of one zone. */
export interface ClinicDay {
  /** In time order, as they are worked: who is away all the time is not in them. */
  shifts: readonly WorkedShift[];
  rows: readonly DeskRow[];
  zones: ReadonlyMap<string, string>;
}

export interface TherapistDay {
  shifts: WorkedShift[];
  visits: DeskRow[];
  /** Where the day begins; null on a day without shift and visit. */
  locationId: string | null;
}

const isWith = (therapistId: string) => (row: DeskRow) =>
  row.therapistId === therapistId || row.guestTherapistId === therapistId;

/** What of a clinic's day is a therapist's, in time order. */
export function dayOf({ shifts, rows }: ClinicDay, therapistId: string): TherapistDay {
  const own = shifts.filter((shift) => shift.therapistId === therapistId);
  const visits = rows.filter(isWith(therapistId));
  const [first] = [...own, ...visits].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return { shifts: own, visits, locationId: first?.locationId ?? null };
}

/** Of a day with several zones one is told: where it begins. */
export const isToldIn = (
  { locationId }: TherapistDay,
  zones: ReadonlyMap<string, string>,
  zone: string,
  clinicZone: string,
): boolean => (locationId === null ? clinicZone : zones.get(locationId)) === zone;

/** That something waits on the day card of whoever treats: speaking comes first. Of two, each minds their own. */
export function amberOf(
  row: Pick<DeskRow, 'contactFirst' | 'caution' | 'guestCaution' | 'guestTherapistId'>,
  therapistId: string,
): DayPlanAmber | null {
  if (row.contactFirst) return 'contact_first';
  const isGuests = row.guestTherapistId === therapistId;
  return (isGuests ? row.guestCaution : row.caution) ? 'mind' : null;
}

export const saidOf = (visits: readonly DeskRow[], therapistId: string): SaidVisit[] =>
  visits.map((row) => {
    const { reference, startsAt, durationMin, service, room } = row;
    const what = { reference, durationMin, service, room, amber: amberOf(row, therapistId) };
    return { ...what, startsAt: startsAt.toISOString() };
  });

export type Changed =
  | { type: 'new' | 'amber'; reference: string }
  | { type: 'moved' | 'changed'; reference: string; before: SaidVisit }
  | { type: 'gone'; before: SaidVisit };

/** What is not as it was told: what is on today in its order, then what is gone. */
export function changesSince(said: readonly SaidVisit[], now: readonly SaidVisit[]): Changed[] {
  const told = new Map(said.map((visit) => [visit.reference, visit]));
  const here = new Set(now.map(({ reference }) => reference));
  const changed = now.flatMap((visit): Changed[] => {
    const before = told.get(visit.reference);
    const { reference } = visit;
    if (!before) return [{ type: 'new', reference }];
    if (Date.parse(before.startsAt) !== Date.parse(visit.startsAt)) {
      return [{ type: 'moved', reference, before }];
    }
    const isSame =
      before.durationMin === visit.durationMin &&
      before.service === visit.service &&
      before.room === visit.room;
    if (!isSame) return [{ type: 'changed', reference, before }];
    // What is no more needs no word: the day card has it.
    const isNews = visit.amber && before.amber !== undefined && before.amber !== visit.amber;
    return isNews ? [{ type: 'amber', reference }] : [];
  });
  const gone = said
    .filter(({ reference }) => !here.has(reference))
    .map((before): Changed => ({ type: 'gone', before }));
  return [...changed, ...gone];
}

export const endOf = ({ startsAt, durationMin }: Pick<DeskRow, 'startsAt' | 'durationMin'>): Date =>
  new Date(startsAt.getTime() + durationMin * MINUTE);
