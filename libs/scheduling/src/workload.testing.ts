import { DAY, MINUTE } from '@limber/kernel';
import type { AvailabilityInput, Occupied, ShiftPlan, TherapistPlan } from './availability.plan.ts';
import { instantOf } from './local-time.rules.ts';

/** The benchmark clinic: N therapists with a room each, about 60 % booked, Monday to Saturday. */
export const WORKLOAD_START = '2026-11-30';
const ZONE = 'Europe/Berlin';
const GENERATED_DAYS = 60;
const BUFFER_MIN = 15;
const HALVES = [
  { from: 9 * 60, to: 13 * 60 },
  { from: 14 * 60, to: 19 * 60 },
];

export interface Workload {
  input: AvailabilityInput;
  bookings: number;
}

/** A published 32-bit generator, so that every implementation of this workload meets the same clinic. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Calendar {
  sessions: { from: number; to: number }[];
  absences: { from: number; to: number }[];
}

/** Minutes since the first midnight; no clock change falls into the 60 days. */
function calendarOf(therapistIndex: number): Calendar {
  const random = mulberry32(42_000 + therapistIndex);
  const calendar: Calendar = { sessions: [], absences: [] };
  for (let day = 0; day < GENERATED_DAYS; day++) {
    if (day % 7 === 6) continue;
    const midnight = day * 1440;
    const isAway = random() < 1 / 24;
    const isAwayAtTwo = random() < 1 / 12;
    if (isAway) calendar.absences.push({ from: midnight, to: midnight + 1440 });
    else if (isAwayAtTwo) calendar.absences.push({ from: midnight + 840, to: midnight + 960 });
    for (const half of HALVES) {
      let minute = half.from;
      while (minute < half.to) {
        const [isWanted, size] = [random() < 0.36, random()];
        const session = size < 0.2 ? 30 : size < 0.8 ? 60 : 90;
        const isAbsent = isAway || (isAwayAtTwo && minute >= 840 && minute < 960);
        if (isWanted && minute + session + BUFFER_MIN <= half.to && !isAbsent) {
          calendar.sessions.push({ from: midnight + minute, to: midnight + minute + session });
          minute += session + BUFFER_MIN;
        } else minute += 15;
      }
    }
  }
  return calendar;
}

const shiftsFor = (roomId: string): ShiftPlan[] =>
  ([1, 2, 3, 4, 5, 6] as const).map((weekday) => ({
    locationId: 'berlin',
    roomId,
    weekday,
    startsAt: '09:00',
    endsAt: '19:00',
    validFrom: '2026-01-01',
    validTo: null,
    except: [],
    breaks: [{ startsAt: '13:00', endsAt: '14:00' }],
  }));

export function workload(therapistCount: number, days: number): Workload {
  const zero = instantOf(WORKLOAD_START, '00:00', ZONE) ?? NaN;
  const end = zero + days * DAY;
  const team = Array.from({ length: therapistCount }, (_, t): TherapistPlan => {
    const { sessions, absences } = calendarOf(t);
    const spans = (minutes: { from: number; to: number }[]) =>
      minutes
        .map(({ from, to }) => ({ start: zero + from * MINUTE, end: zero + to * MINUTE }))
        .filter(({ start }) => start < end);
    // Written out: objects made by spreading are many times slower to read.
    const occupied = spans(sessions).map(({ start, end }): Occupied => ({
      start,
      end,
      beforeMin: 0,
      afterMin: BUFFER_MIN,
    }));
    return {
      id: `t${String(t).padStart(2, '0')}`,
      sessionTypes: ['sports'],
      shifts: shiftsFor(`r${t}`),
      unavailable: spans(absences),
      occupied,
      effortCapPerDayTenths: null,
      effortCapPerWeekTenths: null,
    };
  });
  return {
    bookings: team.reduce((sum, therapist) => sum + therapist.occupied.length, 0),
    input: {
      now: zero,
      locations: [
        {
          id: 'berlin',
          timeZone: ZONE,
          openingHours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
            weekday,
            opens: '08:00',
            closes: '20:00',
          })),
          closedDates: [],
          resetInsideShift: true,
        },
      ],
      therapists: team,
      rooms: team.map(({ occupied }, t) => ({
        id: `r${t}`,
        locationId: 'berlin',
        features: [],
        unavailable: [],
        occupied,
      })),
      service: {
        sessionType: 'sports',
        durationMin: 60,
        prepMin: 0,
        restMin: BUFFER_MIN,
        roomPrepMin: 0,
        roomResetMin: BUFFER_MIN,
        roomFeatures: [],
        effortTenthsPerMin: 13,
      },
      policy: {
        noticeMin: 0,
        horizonDays: 60,
        gridStepMin: 15,
        shortestSellableMin: 30,
        orphanGapRule: false,
        sameDayCutoff: null,
        deepTissueInARow: null,
        deepTissueRestMin: 30,
      },
    },
  };
}
