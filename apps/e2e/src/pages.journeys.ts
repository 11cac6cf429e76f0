import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { faults } from './axe.ts';
import { type Size, visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { answerTraining, fillContact, pickTime, Presses } from './steps.ts';

const PAGES = [
  ...['/', '/book/times?choose=true', '/evidence', '/evidence/warning-signs', '/mailbox'],
  ...['/privacy', '/terms', '/accessibility', '/imprint', '/source', '/nowhere'],
  ...['/check-in/abc', '/manage/ABCD2345?token=x', '/unsubscribe/abc'],
];

/** Every page, and every step of a booking, in one size: no serious finding in either theme, nothing sideways. */
export async function everyPageIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const { page, context } = await visit(browser, { size });
  const found: string[] = [];
  const look = async (name: string): Promise<void> => {
    await page.waitForLoadState('networkidle').catch(() => undefined);
    found.push(...(await faults(page, size, name)));
  };
  for (const path of PAGES) {
    await page.goto(clinic.at(path));
    await page.locator('h1').first().waitFor();
    await look(path);
  }
  await walkBooking(page, clinic, look);
  assert.deepEqual(found, []);
  await context.close();
}

async function walkBooking(
  page: Page,
  clinic: Clinic,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await answerTraining(page, press);
  await look('red flags');
  await page.goBack();
  await look('body');
  await page.goForward();
  await press.on('none-of-these');
  await id(page, 'slot').first().waitFor();
  await look('suggestion and times');
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await look('table');
  await pickTime(page, press, 2);
  await look('details');
  await id(page, 'confirm').click();
  await look('details with mistakes');
  await fillContact(page, somebody());
  await id(page, 'still-none').check();
  await press.on('confirm');
  await id(page, 'manage-link').waitFor();
  await look('done');
  await id(page, 'manage-link').click();
  await id(page, 'cancel').click();
  await look('manage');
}
