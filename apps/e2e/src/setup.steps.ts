import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Clinic, id, somebody } from './clinic.ts';

const CLINIC = '/api/v1/clinics/demo';
const DAY = 24 * 3_600_000;

interface Slot {
  startsAt: string;
  therapistIds: string[];
}

/** Clinic-local today and what lies so many days ahead; London's date is UTC's by day. */
export async function dayAhead(clinic: Clinic, days: number): Promise<string> {
  const { body } = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  return new Date(Date.parse(body.now) + days * DAY).toISOString().slice(0, 10);
}

async function calming(clinic: Clinic): Promise<string> {
  const { body } = await clinic.call<{ id: string; sessionType: string }[]>(
    'GET',
    `${CLINIC}/services`,
  );
  return body.find(({ sessionType }) => sessionType === 'relaxation')?.id ?? '';
}

export async function idOf(clinic: Clinic, therapist: string): Promise<string> {
  const { body } = await clinic.call<{ id: string; name: string }[]>('GET', `${CLINIC}/therapists`);
  return body.find(({ name }) => name.startsWith(therapist))?.id ?? '';
}

interface Range {
  from: string;
  to?: string;
  therapistId?: string;
}

/** Free hours of calm, of everybody or of one, by day. */
export async function freeTimes(clinic: Clinic, { from, to = from, therapistId }: Range) {
  const query = new URLSearchParams({
    ...{ serviceId: await calming(clinic), durationMin: '60', from, to },
    ...(therapistId && { therapistId }),
  });
  const { body } = await clinic.call<{ days: { date: string; slots: Slot[] }[] }>(
    'GET',
    `${CLINIC}/availability?${query.toString()}`,
  );
  return body.days;
}

/** The first date from so many days ahead on with at least two free starts. */
export async function openDay(clinic: Clinic, ahead: number, therapistId?: string) {
  const range = { from: await dayAhead(clinic, ahead), to: await dayAhead(clinic, ahead + 9) };
  const days = await freeTimes(clinic, { ...range, ...(therapistId && { therapistId }) });
  const open = days.find(({ slots }) => slots.length > 1);
  assert.ok(open, 'no day with free times so far ahead');
  return open;
}

/** Somebody books an hour of calm at that start. */
export async function bookAt(clinic: Clinic, startsAt: string): Promise<{ name: string }> {
  const wanted = { serviceId: await calming(clinic), durationMin: 60, startsAt };
  const hold = await clinic.call<{ id: string; token: string }>('POST', `${CLINIC}/holds`, wanted);
  const person = somebody();
  const name = `Ada ${startsAt.slice(11, 16).replace(':', '')}`;
  const booked = await clinic.call(
    'POST',
    `${CLINIC}/bookings`,
    {
      ...{ holdId: hold.body.id, client: { ...person, name }, screening: [] },
      consents: { healthData: true, checkIns: false, marketing: false },
    },
    { 'Hold-Token': hold.body.token },
  );
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  return { name };
}

/** What somebody signed in reads, by the page's own session. */
export const readAs = <Answer>(page: Page, path: string): Promise<Answer> =>
  page.evaluate<Answer, string>(
    async (address) => (await (await fetch(address)).json()) as Answer,
    `${CLINIC}/desk/${path}`,
  );

export const panelOf = (page: Page) => id(page, 'setup-panel');

export async function save(page: Page): Promise<void> {
  await id(page, 'save').click();
}

/** The sentence that says it is done. */
export async function saidTo(page: Page, words: RegExp): Promise<void> {
  await id(page, 'said').getByText(words).waitFor();
}

export async function undo(page: Page): Promise<void> {
  await id(page, 'undo').click();
  await saidTo(page, /Taken back/);
}
