import type { WaitlistChange, WaitlistWindow } from '@limber/contracts';
import { addDays } from '../ui/format.ts';

export const MAX_WINDOWS = 5;

/** Parts of the day one can tap; anything else is set by the hour. */
export const dayParts = {
  any: ['00:00', '24:00'],
  morning: ['08:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '21:00'],
} as const;
export type DayPart = keyof typeof dayParts;
export const partNames = Object.keys(dayParts) as DayPart[];

/** Minutes between the mail and the start. */
export const notices = [60, 120, 240, 720, 1440, 2880] as const;

export interface Wish {
  windows: WaitlistWindow[];
  therapistId: string | null;
  noticeMin: number;
  /** Empty: until the last day of the windows. */
  expiresOn: string;
}

const [ANY_FROM, ANY_TO] = dayParts.any;

export const windowOn = (from: string, to = from): WaitlistWindow => ({
  ...{ from, to, startTime: ANY_FROM, endTime: ANY_TO },
});

/** The day that was looked at, or the coming week. */
export const firstWish = (today: string, date: string | undefined): Wish => ({
  windows: [date && date >= today ? windowOn(date) : windowOn(today, addDays(today, 6))],
  ...{ therapistId: null, noticeMin: 120, expiresOn: '' },
});

/** Any time before a visit that is booked. */
export const earlierWish = (today: string, visitDate: string): Wish => ({
  ...firstWish(today, undefined),
  windows: [windowOn(today, visitDate)],
});

/** The day after the last window, where there is one. */
export function nextWindow(windows: readonly WaitlistWindow[], today: string): WaitlistWindow {
  const last = windows.reduce((latest, { to }) => (to > latest ? to : latest), '');
  return windowOn(last >= today ? addDays(last, 1) : today);
}

/** Which part of the day a window is; null: hours of its own. */
export const partOf = ({ startTime, endTime }: WaitlistWindow): DayPart | null =>
  partNames.find((name) => dayParts[name][0] === startTime && dayParts[name][1] === endTime) ??
  null;

export const withPart = (window: WaitlistWindow, part: DayPart): WaitlistWindow => {
  const [startTime, endTime] = dayParts[part];
  return { ...window, startTime, endTime };
};

/** A first day after the last one takes it along: nobody means an empty window. */
export const withFrom = (window: WaitlistWindow, from: string): WaitlistWindow => ({
  ...window,
  from,
  to: window.to < from ? from : window.to,
});

export const wishBody = ({ windows, therapistId, noticeMin, expiresOn }: Wish): WaitlistChange => ({
  ...{ windows, therapistId, noticeMin },
  ...(expiresOn && { expiresOn }),
});

/** Minutes and seconds that are left: "4:05"; never below nothing. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
