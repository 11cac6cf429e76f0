import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { focused, of, pressAt, tabTo } from './keyboard.ts';
import { answerTraining, fillContact, pickTime, Presses } from './steps.ts';

const FIRST_VIEW_LIMIT = 150_000;

/** New client, phone in hand, after a long run: ten presses and three fields. */
export async function trainedOnAPhone(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const person = somebody();
  await page.goto(clinic.at('/'));
  await answerTraining(page, press);
  await press.on('none-of-these');
  await page.getByRole('heading', { level: 1, name: /minutes of .* on calves/ }).waitFor();
  await page.getByText('certainty').first().waitFor();
  const best = page.locator('[data-testid=slot][data-best=true]');
  await best.first().waitFor();
  assert.equal(await best.count(), 1);
  assert.ok(!/soreness|calves|rpe/.test(page.url()), 'a health answer stands in the address');
  await pickTime(page, press, 1);
  assert.match((await id(page, 'hold-until').textContent()) ?? '', /Kept for you until \d\d:\d\d/);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  press.count += 1;
  assert.match((await id(page, 'confirm').textContent()) ?? '', /^Confirm · £\d+\.\d\d$/);
  await press.on('confirm');
  await id(page, 'manage-link').waitFor();
  assert.equal(press.count, 10);
  assert.ok(await clinic.linkTo(person.email, /\/manage\//), 'no confirmation came');
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Five presses and three fields for an hour of calm. */
export async function relaxOnADesktop(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await pickTime(page, press);
  await page.getByRole('region', { name: 'Your booking' }).waitFor();
  await fillContact(page, somebody());
  await id(page, 'still-none').check();
  press.count += 1;
  await press.on('confirm');
  await id(page, 'manage-link').waitFor();
  assert.equal(press.count, 5);
  await context.close();
}

const focusedDay = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-date') ?? '');

/** Presses a key in the strip of days and waits until the focus has gone with the choice. */
async function goToDay(page: Page, key: string): Promise<string> {
  const before = await focusedDay(page);
  await page.keyboard.press(key);
  await page.waitForFunction((old) => {
    const now = document.activeElement?.getAttribute('data-date');
    return now !== undefined && now !== null && now !== old;
  }, before);
  return focusedDay(page);
}

/** Tab, arrows, Enter and Space only, from the first page to the confirmation. */
export async function keyboardOnly(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  const { name, email, phone } = somebody();
  await page.goto(clinic.at('/'));
  await pressAt(page, of('relax'));
  await pressAt(page, of('none-of-these'));
  await page.locator('[role=radio][data-date]').first().waitFor();
  await tabTo(page, '[role=radio][data-date]');
  await page.keyboard.press('Home');
  const first = await focusedDay(page);
  assert.ok((await goToDay(page, 'ArrowRight')) > first, 'the arrow does not go to the next day');
  const last = await goToDay(page, 'End');
  assert.ok((await goToDay(page, 'PageUp')) < last, 'PageUp does not go back a week');
  for (let days = 0; days < 7 && (await focused(page, '[data-count="0"]')); days += 1) {
    await goToDay(page, 'ArrowLeft');
  }
  await pressAt(page, of('slot'));
  await page.locator('[name=name]').waitFor();
  for (const [field, text] of Object.entries({ name, email, phone })) {
    await tabTo(page, `[name=${field}]`);
    await page.keyboard.type(text);
  }
  await tabTo(page, of('still-none'));
  await page.keyboard.press('Space');
  await pressAt(page, of('confirm'));
  await id(page, 'manage-link').waitFor();
  await context.close();
}

/** A red flag: what to do and whom to call, and no way to the times. */
export async function redFlagStops(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await id(page, 'flag-muscle').check();
  // Whoever is not sure which of the line's signs it is, is stopped all the same.
  await press.on('some-of-these');
  await page.getByRole('heading', { level: 1, name: 'Please do not have a massage now' }).waitFor();
  await page.goBack();
  await id(page, 'flag-dark_urine').check();
  await press.on('some-of-these');
  await page.getByRole('heading', { level: 1, name: 'Please do not have a massage now' }).waitFor();
  await page.getByText('CK blood test').first().waitFor();
  await page.locator('a[href="tel:111"]').waitFor();
  assert.equal(await id(page, 'slot').count(), 0);
  await context.close();
}

interface Kept {
  id: string;
  token: string;
  serviceId: string;
  durationMin: number;
  startsAt: string;
  therapistId: string;
}

/** Somebody books the very time that this page keeps. */
async function stealTime(page: Page, clinic: Clinic): Promise<void> {
  const draft = await page.evaluate(() => sessionStorage.getItem('limber.draft.1') ?? '{}');
  const { hold } = JSON.parse(draft) as { hold: Kept };
  const { id: holdId, token, ...kept } = hold;
  const holds = '/api/v1/clinics/demo/holds';
  await clinic.call('DELETE', `${holds}/${holdId}`, undefined, { 'Hold-Token': token });
  const { serviceId, durationMin, startsAt, therapistId } = kept;
  const wanted = { serviceId, durationMin, startsAt, therapistId };
  const other = await clinic.call<Kept>('POST', holds, wanted);
  assert.equal(other.status, 201);
}

/** 409 at the last press: three other times, and not a letter lost. */
export async function lostTimeKeepsTheForm(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const person = somebody();
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await pickTime(page, press, 2);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  await stealTime(page, clinic);
  await press.on('confirm');
  await id(page, 'alternative').first().waitFor();
  assert.ok((await id(page, 'alternative').count()) >= 1);
  assert.equal(await page.getByLabel('E-mail').inputValue(), person.email);
  await press.on('alternative');
  await id(page, 'alternative').first().waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Name').inputValue(), person.name);
  assert.equal(await id(page, 'still-none').isChecked(), true);
  await press.on('confirm');
  await id(page, 'manage-link').waitFor();
  await context.close();
}

/** No network at the last press: said plainly, everything kept, and booked once when it is back. */
export async function offlineKeepsTheForm(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const person = somebody();
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await pickTime(page, press, 5);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  await context.setOffline(true);
  await press.on('confirm');
  await page.getByText('No connection to the clinic').waitFor();
  assert.equal(await page.getByLabel('Phone').inputValue(), person.phone);
  await context.setOffline(false);
  await press.onButton('Try again');
  await id(page, 'manage-link').waitFor();
  await context.close();
}

/** Going back keeps what was answered; going on again asks nothing twice. */
export async function backKeepsAnswers(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  await page.goto(clinic.at('/'));
  await answerTraining(page, new Presses(page));
  await page.goBack();
  await page.getByRole('button', { name: 'Calves', pressed: true }).waitFor();
  await page.goBack();
  assert.equal(await id(page, 'rpe-7').getAttribute('aria-pressed'), 'true');
  await page.reload();
  await id(page, 'rpe-7').waitFor();
  assert.equal(await id(page, 'rpe-7').getAttribute('aria-pressed'), 'true');
  await context.close();
}

/** All script of the client's first view, gzipped as a server would. Returns the bytes. */
export async function firstViewWeight(browser: Browser, clinic: Clinic): Promise<number> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(clinic.at('/'), { waitUntil: 'networkidle' });
  await id(page, 'trained').waitFor();
  const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  assert.ok(weight > 0 && weight < FIRST_VIEW_LIMIT, `the first view weighs ${weight} bytes`);
  await context.close();
  return weight;
}
