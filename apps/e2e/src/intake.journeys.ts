import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { bookRelaxing } from './steps.ts';

/** Nothing is chosen beforehand, every group must be answered, and a clinician's answer cancels nothing. */
export async function intakeAfterBooking(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  await page.goto(await bookRelaxing(page, clinic, somebody()));
  await id(page, 'intake-link').click();
  await id(page, 'send-intake').waitFor();
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
  assert.deepEqual(await findings(page, 'the health questions'), []);

  await id(page, 'send-intake').click();
  await page.getByText('Some groups are not answered yet').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'group-heart_blood');
  assert.deepEqual(await findings(page, 'health questions that lack answers'), []);

  for (const none of await page.getByRole('checkbox', { name: 'None of these' }).all()) {
    await none.check();
  }
  await id(page, 'intake-bruise').check();
  assert.equal(await id(page, 'none-skin_places').isChecked(), false);
  await id(page, 'intake-consent').check();
  await id(page, 'send-intake').click();
  await page.getByText('Choose at least one place.').waitFor();
  await page.getByRole('button', { name: 'Calves' }).click();
  await id(page, 'send-intake').click();
  await page.getByText('Thank you, your therapist knows').waitFor();
  assert.deepEqual(await findings(page, 'the thanks'), []);

  await page.getByRole('link', { name: 'Back to your booking' }).click();
  await page.getByText('Health questions answered on').waitFor();
  await id(page, 'intake-link').click();
  await id(page, 'intake-again').click();
  for (const none of await page.getByRole('checkbox', { name: 'None of these' }).all()) {
    await none.check();
  }
  await id(page, 'intake-heart_disease').check();
  await id(page, 'intake-consent').check();
  await id(page, 'send-intake').click();
  await page.getByText('We would like to speak with you first').waitFor();
  await id(page, 'intake-thanks')
    .getByRole('link', { name: /^Call the clinic/ })
    .waitFor();
  await page.getByRole('link', { name: 'Back to your booking' }).click();
  assert.equal(await id(page, 'booking-state').innerText(), 'Your booking');
  assert.deepEqual(complaints, []);
  await context.close();
}
