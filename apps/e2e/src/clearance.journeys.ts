import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { findings } from './axe.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';
import { atDesk, bookTrained } from './desk.journeys.ts';

const LINK = /\/check-in\/[^#]+#s=5$/;

/** A warning sign pauses booking; the desk hears that, not what it was, and opens it again after a call. */
export async function deskRecordsClearance(browser: Browser, clinic: Clinic): Promise<void> {
  const { person, reference, date } = await bookTrained(clinic, { checkIns: true });
  let link: string | null = null;
  for (let day = 0; day < 3 && !link; day += 1) {
    await clinic.advance('PT24H');
    link = await clinic.linkTo(person.email, LINK, 6_000);
  }
  const token = new URL(link ?? assert.fail('no check-in came')).pathname.split('/').at(-1);
  const path = `/api/v1/clinics/demo/check-ins/${token}`;
  const answer = { soreness: 5, redFlags: ['dvt_signs'] };
  const answered = await clinic.call<{ bookingBlocked: boolean }>('POST', path, answer);
  assert.equal(answered.body.bookingBlocked, true);

  const address = `/desk/day?date=${date}&booking=${reference}`;
  const { page, context } = await atDesk(browser, clinic, 'desk', address, { size: 'phone' });
  const panel = id(page, 'panel');
  await panel.getByText('Online booking is paused for this client').waitFor();
  assert.doesNotMatch(await panel.innerText(), /swollen|clot|leg|soreness/i);
  assert.deepEqual(await findings(page, 'a paused client'), []);
  await id(page, 'clearance').click();
  await page.getByLabel('Whose yes is it?').fill('Dr Okafor');
  assert.deepEqual(await findings(page, 'recording clearance'), []);
  await id(page, 'clearance-save').click();
  await page.getByText('Clearance is recorded').first().waitFor();
  await id(page, 'clearance-save').waitFor({ state: 'detached' });
  assert.match(await id(page, 'clearances').innerText(), /Dr Okafor.*recorded by/);
  await context.close();
}

const CLINIC = '/api/v1/clinics/demo';

/** A relaxing hour at the first free time of the next days, asked for with a heart condition. */
async function tryToBook(clinic: Clinic, client: Person): Promise<number> {
  type Service = { id: string; sessionType: string; durations: { minutes: number }[] };
  const services = await clinic.call<Service[]>('GET', `${CLINIC}/services`);
  const service = services.body.find(({ sessionType }) => sessionType === 'relaxation');
  const durationMin = service?.durations[0]?.minutes ?? 0;
  const wanted = { serviceId: service?.id ?? '', durationMin };
  const clock = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  const day = (ahead: number): string =>
    new Date(Date.parse(clock.body.now) + ahead * 86_400_000).toISOString().slice(0, 10);
  const times = new URLSearchParams({
    ...{ serviceId: wanted.serviceId, durationMin: String(durationMin) },
    ...{ from: day(1), to: day(7) },
  });
  const free = await clinic.call<{ days: { slots: { startsAt: string }[] }[] }>(
    'GET',
    `${CLINIC}/availability?${times.toString()}`,
  );
  const startsAt = free.body.days.flatMap(({ slots }) => slots)[0]?.startsAt;
  const held = await clinic.call<{ id: string; token: string }>('POST', `${CLINIC}/holds`, {
    ...wanted,
    startsAt,
  });
  const booked = await clinic.call(
    'POST',
    `${CLINIC}/bookings`,
    {
      ...{ holdId: held.body.id, client, screening: ['heart_disease'] },
      consents: { healthData: true, checkIns: false, marketing: false },
    },
    { 'Hold-Token': held.body.token },
  );
  return booked.status;
}

/** Who was refused for want of a clinician's yes is on the desk's list, and books once it is recorded. */
export async function refusedIsPhoned(browser: Browser, clinic: Clinic): Promise<void> {
  const person = somebody();
  assert.equal(await tryToBook(clinic, person), 422);
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/day');
  await page.getByRole('link', { name: 'To phone' }).click();
  await page.getByRole('heading', { level: 1, name: 'To phone' }).waitFor();
  // Others of the same name may wait from other journeys; the longest wait stands first.
  const row = id(page, 'waiting').filter({ hasText: person.name }).last();
  await row.waitFor();
  assert.doesNotMatch(await row.innerText(), /heart|condition/i);
  assert.deepEqual(await findings(page, 'whom to phone'), []);
  const before = await id(page, 'waiting').count();
  await row.getByTestId('clearance').click();
  await page.getByLabel('Whose yes is it?').fill('Dr Okafor');
  assert.deepEqual(await findings(page, 'recording clearance for somebody'), []);
  await id(page, 'clearance-save').click();
  await page.getByText('Clearance is recorded').first().waitFor();
  await id(page, 'clearance-save').waitFor({ state: 'detached' });
  assert.equal(await id(page, 'waiting').count(), before - 1);
  await context.close();
  assert.equal(await tryToBook(clinic, person), 201);
}
