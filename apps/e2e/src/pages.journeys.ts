import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { type Size, type Theme, visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { keepPicture } from './picture.ts';
import { answerTraining, fillContact, pickTime, Presses } from './steps.ts';

const PAGES = [
  ...['/', '/book/times?choose=true', '/evidence', '/evidence/warning-signs', '/mailbox'],
  ...['/privacy', '/terms', '/accessibility', '/imprint', '/source', '/nowhere'],
  ...['/check-in/abc', '/manage/ABCD2345?token=x', '/unsubscribe/abc'],
];

/** Nothing may stick out sideways: a phone page that scrolls both ways is broken. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every page, and every step of a booking, in one size and theme: no serious finding, nothing sideways. */
export async function everyPageIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
  theme: Theme,
): Promise<void> {
  const { page, context } = await visit(browser, { size, theme });
  const found: string[] = [];
  const look = async (name: string): Promise<void> => {
    await page.waitForLoadState('networkidle').catch(() => undefined);
    found.push(...(await findings(page, name)));
    const over = await sideways(page);
    if (over > 0) found.push(`${name}: ${over} px too wide`);
    await keepPicture(page, `${size}-${theme}`, name);
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
