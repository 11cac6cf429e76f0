import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { type Clinic, id, type Person } from './clinic.ts';
import { atDesk, bookTrained } from './desk.journeys.ts';
import { keepPicture } from './picture.ts';

const LINK = /href="[^"]*(\/check-in\/[^"#]+)#s=0"/;

/** By the machine now, and by whoever looks at the pictures later. */
async function look(page: Page, name: string): Promise<void> {
  assert.deepEqual(await findings(page, name), []);
  await keepPicture(page, 'outcomes', name);
}

/** The pages behind all check-ins that came, the oldest first. */
export async function checkInsOf(clinic: Clinic, { email }: Person): Promise<string[]> {
  const mails = await clinic.mailsTo(email);
  return mails.flatMap(({ html }) => LINK.exec(html)?.[1] ?? []).reverse();
}

/** One answer and nothing else, then the page with what was answered so far. */
export async function answerAndLook(page: Page, address: string, value: number): Promise<void> {
  await page.goto(`${address}#s=${value}`);
  await page.getByText(`${value} is chosen, and not saved yet.`).waitFor();
  await id(page, 'save-check-in').click();
  await id(page, 'own-answers').click();
  await id(page, 'curve').first().waitFor();
}

/** After one answer nothing is claimed, and what was said before the massage stands beside it. */
export async function tooFewToSay(page: Page): Promise<void> {
  const curve = id(page, 'curve').first();
  await curve.getByText('Too few answers to say anything.').waitFor();
  await curve.getByText('Before the massage: 4 of 10.').waitFor();
  await look(page, 'own answers, too few');
}

/** The own curve against the own baseline, in numbers too; a point of difference is called none. */
export async function ownCurve(page: Page): Promise<void> {
  const curve = id(page, 'curve').first();
  await curve.getByText('Less than two points from before the massage.').waitFor();
  await curve.getByRole('img', { name: 'Your answers: 2.' }).waitFor();
  await look(page, 'own answers');
  await id(page, 'as-table').first().click();
  assert.equal(await curve.getByRole('row').count(), 3);
  await look(page, 'own answers as a table');
}

/** Harm is taken in before any thank-you, and nobody who was hurt is offered another visit. */
export async function harmIsHeard(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#s=4`);
  await id(page, 'harm-bad_bruise').check();
  await id(page, 'save-and-book').waitFor({ state: 'detached' });
  await id(page, 'save-check-in').click();
  await page.getByRole('heading', { level: 1, name: 'We will call you' }).waitFor();
  await page.getByText('Somebody from the clinic will call you back.').waitFor();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Call the clinic/ })
    .waitFor();
  assert.equal(await page.getByText('See times that fit').count(), 0);
  await look(page, 'told of harm');
}

/** Whoever has them next reads on the day's card how they were after the last visit, by hours. */
export async function therapistSeesResponse(
  browser: Browser,
  clinic: Clinic,
  person: Person,
): Promise<void> {
  const { reference, date } = await bookTrained(clinic, { person });
  const address = `/desk/day?date=${date}`;
  const { page, context } = await atDesk(browser, clinic, 'ana', address, { size: 'phone' });
  const visit = page.locator('li', { has: page.locator(`[data-reference="${reference}"]`) });
  // Which two check-ins came depends on the hour of the visit.
  await visit.getByText(/^Soreness last time: 4 at \d\d h, 5 at \d\d h$/).waitFor();
  await look(page, 'day card with the last response');
  await context.close();
}
