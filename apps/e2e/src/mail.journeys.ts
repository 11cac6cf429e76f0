import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { bookRelaxing } from './steps.ts';

/** The reminder's button opens the question with the focus on it; only the press says anything. */
export async function saysIAmComing(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const person = somebody();
  const link = await bookRelaxing(page, clinic, person);
  await page.goto(`${link}#coming`);
  await id(page, 'attend').waitFor();
  assert.equal(await page.evaluate('document.activeElement.dataset.testid'), 'attend');
  assert.deepEqual(await findings(page, 'the question whether one comes'), []);
  await page.reload();
  await id(page, 'attend').waitFor();
  await page.keyboard.press('Enter');
  await id(page, 'attending').waitFor();
  await page.goto(link);
  await id(page, 'attending').waitFor();
  assert.equal(await id(page, 'attend').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Made, read as a calendar program would, and stopped: then it opens no more. */
export async function keepsOwnCalendar(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  const link = await bookRelaxing(page, clinic, somebody());
  await page.goto(link);
  const file = await page.request.get(
    clinic.at((await id(page, 'add-to-calendar').getAttribute('href')) ?? ''),
  );
  const uid = /^UID:(.+)$/m.exec(await file.text())?.[1];
  assert.ok(uid, 'the file has no entry');
  await page.locator('summary', { hasText: 'in your calendar' }).click();
  await id(page, 'own-calendar-make').click();
  const url = clinic.here(await id(page, 'secret-address').inputValue());
  const feed = await page.request.get(url);
  assert.equal(feed.status(), 200);
  assert.ok((await feed.text()).includes(`UID:${uid}`), 'mail, file and feed disagree');
  assert.deepEqual(await findings(page, 'manage page with a calendar address'), []);
  await id(page, 'own-calendar-stop').click();
  await id(page, 'own-calendar-stop').waitFor({ state: 'detached' });
  assert.equal((await page.request.get(url)).status(), 404);
  await context.close();
}
