import type { NewPrivateCalendar } from '@limber/contracts';
import { ProblemError } from '../api/problem.ts';
import type { Format } from '../ui/format.ts';
import { connectTexts as texts, privateCalendarTexts as rowTexts } from './private-calendars.en.ts';

const MINUTE = 60_000;

/** Under an hour it is told in minutes, and after that on the clock. */
export function readWords(readAt: string, now: number, format: Format): string {
  const minutes = Math.floor((now - Date.parse(readAt)) / MINUTE);
  return minutes < 60 ? rowTexts.readAgo(minutes) : rowTexts.readAt(format.shortMoment(readAt));
}

/** "at 14:05" today, "on Tue 24 Nov, 14:05" on another day. */
export const whenWords = (at: string, now: number, format: Format): string =>
  format.date(at) === format.date(now)
    ? rowTexts.at(format.time(at))
    : rowTexts.on(format.shortMoment(at));

/** It rests while its therapist does not work here. */
export function nextWords(at: string | null, now: number, format: Format): string {
  if (at === null) return rowTexts.onReturn;
  return Date.parse(at) <= now ? rowTexts.soon : whenWords(at, now, format);
}

export const nothing = { address: '', asksPassword: false, username: '', password: '' };
export type Draft = typeof nothing;
type FieldName = 'address' | 'username' | 'password';
export type Faults = Partial<Record<FieldName, string | undefined>>;

export const missing = ({ address, asksPassword, username, password }: Draft): Faults => ({
  ...(!address.trim() && { address: texts.addressMissing }),
  ...(asksPassword && !username && { username: texts.usernameMissing }),
  ...(asksPassword && !password && { password: texts.passwordMissing }),
});

/** Where the whole refusal is about a field, its sentence says more than the field's own line. */
function wordsAt({ code, problem }: ProblemError, path: string): string | undefined {
  const fault = problem.errors?.find((each) => each.path === path);
  return fault?.code === code ? problem.detail : fault?.message;
}

/** What the clinic said about a field of the form; the rest is said below them. */
export const faultsOf = (error: unknown): Faults =>
  error instanceof ProblemError
    ? {
        address: wordsAt(error, 'address'),
        username: wordsAt(error, 'login.username'),
        password: wordsAt(error, 'login.password'),
      }
    : {};

export const isAny = (faults: Faults): boolean => Object.values(faults).some(Boolean);

/** A password is only sent while it is seen to be asked for: nothing hidden goes to another's server. */
export const bodyOf = (therapistId: string, draft: Draft): NewPrivateCalendar => {
  const { address, asksPassword, username, password } = draft;
  return {
    ...{ therapistId, address: address.trim() },
    ...(asksPassword && { login: { username, password } }),
  };
};
