import type { TimeRange } from '@limber/kernel';
import type { Weekday } from './local-time.rules.ts';

/** Instants are epoch milliseconds, dates 'YYYY-MM-DD', wall times 'HH:MM' ('24:00' ends a day). */
export interface OpeningHours {
  weekday: Weekday;
  opens: string;
  closes: string;
}

export interface LocationPlan {
  id: string;
  timeZone: string;
  openingHours: readonly OpeningHours[];
  /** Local dates on which nobody works here, whatever the shifts say: public holidays. */
  closedDates: readonly string[];
  /** Prep and rest must fit into the shift too, not only the hands-on time. */
  resetInsideShift: boolean;
}

/** Every week on `weekday` between the two dates; a one-off shift begins and ends on the same date. */
export interface ShiftPlan {
  locationId: string;
  roomId: string | null;
  weekday: Weekday;
  startsAt: string;
  endsAt: string;
  validFrom: string;
  /** Inclusive. */
  validTo: string | null;
  /** Local dates on which it does not run. */
  except: readonly string[];
  breaks: readonly { startsAt: string; endsAt: string }[];
}

/**
 * Hands-on time already taken. `beforeMin` and `afterMin` are prep and rest for a therapist, roomPrep and
 * roomReset for a room.
 */
export interface Occupied extends TimeRange {
  beforeMin: number;
  afterMin: number;
  effortTenths?: number;
  /** What kind of session it is; null for a block. */
  sessionType?: string | null;
  /** The room of a therapist's session, where it is known: so that people move as little as possible. */
  roomId?: string | null;
}

export interface TherapistPlan {
  id: string;
  sessionTypes: readonly string[];
  shifts: readonly ShiftPlan[];
  unavailable: readonly TimeRange[];
  /** At all locations. */
  occupied: readonly Occupied[];
  effortCapPerDayTenths: number | null;
  /**
   * Per ISO week (Monday to Sunday) in the zone of the location of the start that is asked about. Then
   * `occupied` must reach over the whole weeks of the dates asked about.
   */
  effortCapPerWeekTenths: number | null;
}

export interface RoomPlan {
  id: string;
  locationId: string;
  features: readonly string[];
  unavailable: readonly TimeRange[];
  occupied: readonly Occupied[];
}

export interface ServicePlan {
  sessionType: string;
  durationMin: number;
  prepMin: number;
  restMin: number;
  roomPrepMin: number;
  roomResetMin: number;
  roomFeatures: readonly string[];
  effortTenthsPerMin: number;
}

export type GridStep = 5 | 10 | 15 | 20 | 30 | 60 | 'session' | 'shortest';

export interface BookingPolicy {
  noticeMin: number;
  /** The last bookable local date is today plus this many days. */
  horizonDays: number;
  gridStepMin: GridStep;
  shortestSellableMin: number;
  orphanGapRule: boolean;
  /** Local 'HH:MM' from which today can no longer be booked. */
  sameDayCutoff: string | null;
  /** So many deep-tissue sessions may follow one another; null = any number. */
  deepTissueInARow: number | null;
  /** The free minutes that end a row. After a full row nothing at all starts before they are over. */
  deepTissueRestMin: number;
}

export interface AvailabilityInput {
  now: number;
  locations: readonly LocationPlan[];
  therapists: readonly TherapistPlan[];
  rooms: readonly RoomPlan[];
  service: ServicePlan;
  policy: BookingPolicy;
}

export interface ResourceFilter {
  therapistId?: string | undefined;
  locationId?: string | undefined;
}

export interface FreeSlot {
  startsAt: number;
  /** End of the hands-on time. */
  endsAt: number;
  locationId: string;
  /** In string order. */
  therapistIds: string[];
}

export interface FreeDay {
  date: string;
  slots: FreeSlot[];
}

export interface Assignment {
  therapistId: string;
  roomId: string;
  locationId: string;
}

/** Why a start is refused, in the order of the checks: a later code means it got further. */
export const whyNotCodes = [
  'NO_SUCH_LOCATION',
  'NO_SUCH_THERAPIST',
  'NOT_QUALIFIED',
  'IN_PAST',
  'HORIZON',
  'SAME_DAY_CUTOFF',
  'NOTICE',
  'SHIFT',
  'BUSY',
  'REST',
  'OFF_GRID',
  'ORPHAN_GAP',
  'CAP',
  'NO_ROOM',
] as const;
export type WhyNot = (typeof whyNotCodes)[number];
