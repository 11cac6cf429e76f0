import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { findings } from './axe.ts';
import { type Clinic, id } from './clinic.ts';
import { atDesk, bookTrained } from './desk.journeys.ts';

const LINK = /\/check-in\/[^#]+#s=5$/;

/** A warning sign pauses booking; the desk hears that, not what it was, and opens it again after a call. */
export async function deskRecordsClearance(browser: Browser, clinic: Clinic): Promise<void> {
  const { person, reference, date } = await bookTrained(clinic, true);
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
