import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Clinic, type Person, somebody } from './clinic.ts';

export const CLINIC = '/api/v1/clinics/demo';
const DAY = 24 * 3_600_000;

/** Each journey has days of its own, so that none meets another's bookings. */
const used = new Set<string>();

export interface OwnDay {
  date: string;
  /** Of a wall time in London. */
  at: (time: string) => string;
}

const londonOf = (date: string, time: string): string => {
  const utc = new Date(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(utc);
  const isSummer = shown !== time;
  return new Date(utc.getTime() - (isSummer ? DAY / 24 : 0)).toISOString();
};

/** Monday is 1. A day weeks ahead, beyond what the demo has booked, on which Ana is free at these times. */
export async function ownDay(clinic: Clinic, weekday: number, times: string[]): Promise<OwnDay> {
  const clock = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  const now = new Date(clock.body.now);
  for (let weeks = 4; weeks < 8; weeks += 1) {
    const ahead = ((weekday - now.getUTCDay() + 7) % 7) + 7 * weeks;
    const date = new Date(now.getTime() + ahead * DAY).toISOString().slice(0, 10);
    const at = (time: string): string => londonOf(date, time);
    const isFree = await freeWithAna(clinic, date);
    if (used.has(date) || !times.every((time) => isFree(at(time)))) continue;
    used.add(date);
    return { date, at };
  }
  throw new Error('no day of its own for this journey');
}

async function freeWithAna(clinic: Clinic, date: string): Promise<(startsAt: string) => boolean> {
  const query = new URLSearchParams({
    serviceId: await idOf(clinic, 'services', 'Light recovery'),
    therapistId: await idOf(clinic, 'therapists', 'Ana'),
    ...{ durationMin: '30', from: date, to: date },
  });
  const { body } = await clinic.call<{ days: { slots: { startsAt: string }[] }[] }>(
    'GET',
    `${CLINIC}/availability?${query.toString()}`,
  );
  const starts = new Set(body.days.flatMap(({ slots }) => slots.map((slot) => slot.startsAt)));
  return (startsAt) => starts.has(startsAt);
}

/** An id by the name it begins with. */
export async function idOf(
  clinic: Clinic,
  what: 'services' | 'therapists',
  name: string,
): Promise<string> {
  const { body } = await clinic.call<{ id: string; name: string }[]>('GET', `${CLINIC}/${what}`);
  const found = body.find((each) => each.name.startsWith(name));
  assert.ok(found, `the demo has no ${name}`);
  return found.id;
}

export interface Booked {
  person: Person;
  reference: string;
  manageUrl: string;
}

/** Half an hour of light recovery, booked the way clients book. */
export async function bookLight(clinic: Clinic, with_: string, startsAt: string): Promise<Booked> {
  const hold = await clinic.call<{ id: string; token: string }>('POST', `${CLINIC}/holds`, {
    serviceId: await idOf(clinic, 'services', 'Light recovery'),
    ...{ durationMin: 30, startsAt, therapistId: await idOf(clinic, 'therapists', with_) },
  });
  assert.equal(hold.status, 201, JSON.stringify(hold.body));
  const person = somebody();
  const booked = await clinic.call<{ reference: string; manageUrl: string }>(
    'POST',
    `${CLINIC}/bookings`,
    {
      ...{ holdId: hold.body.id, client: person, screening: [] },
      consents: { healthData: true, checkIns: false, marketing: false },
    },
    { 'Hold-Token': hold.body.token },
  );
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  return { person, ...booked.body };
}

/** As whoever is signed in on the page. */
export async function asStaff<Answer>(
  page: Page,
  clinic: Clinic,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Answer }> {
  const answer = await page
    .context()
    .request.post(clinic.at(`${CLINIC}/desk/${path}`), { data: body });
  return { status: answer.status(), body: (await answer.json()) as Answer };
}
