import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { SomebodysCalendar } from './calendar-file.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';
import { CHECK_IN_SUBJECT, stopsCheckIns } from './mail.journeys.ts';
import { keepPicture } from './picture.ts';
import {
  answerAndLook,
  checkInsOf,
  harmIsHeard,
  ownCurve,
  therapistSeesResponse,
  tooFewToSay,
} from './outcome.journeys.ts';
import { answerTraining, bookRelaxing, fillContact, pickTime, Presses } from './steps.ts';

const DAYS = 5;

/**
 * The clock moves on until a check-in has come, `from` days later at the earliest; the link carries the
 * number in its fragment.
 */
async function checkInLink(
  clinic: Clinic,
  { email }: Person,
  value: number,
  { from = 1, subject = /./ } = {},
): Promise<string> {
  const pattern = new RegExp(`/check-in/[^#]+#s=${value}$`);
  for (let day = 0; day < DAYS; day += 1) {
    await clinic.advance('PT24H');
    if (day + 1 < from) continue;
    // The clock waited until the mails of that day were out.
    const link = await clinic.linkTo(email, pattern, 2_000, subject);
    if (link) return link;
  }
  throw new Error('no check-in came');
}

/** A run, a visit booked after it, and a yes to check-ins. */
async function bookWithCheckIns(page: Page, clinic: Clinic): Promise<Person> {
  await clinic.byDay();
  const press = new Presses(page);
  const person = somebody();
  await page.goto(clinic.at('/'));
  await answerTraining(page, press);
  await press.on('none-of-these');
  await pickTime(page, press, 4);
  await fillContact(page, person);
  await id(page, 'check-ins').check();
  await id(page, 'still-none').check();
  await press.on('confirm');
  await page.getByText('Check-in, day').first().waitFor();
  return person;
}

/** One tap in the mail, one press on the page; opening alone stores nothing. One more click ends them. */
export async function checkInByTap(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const person = await bookWithCheckIns(page, clinic);
  // A question that is merged into the mail after the visit stops with that mail, not as a check-in.
  const link = await checkInLink(clinic, person, 2, { subject: CHECK_IN_SUBJECT });
  await page.goto(link);
  await page.getByText('2 is chosen, and not saved yet.').waitFor();
  await page.reload();
  await page.getByText('2 is chosen, and not saved yet.').waitFor();
  assert.equal(await page.getByText('You have answered').count(), 0, 'opening stored an answer');
  await press.on('save-check-in');
  await page.getByRole('heading', { level: 1, name: 'Saved' }).waitFor();
  await page.getByText('You can correct your answer until').waitFor();
  await page.goto(clinic.at('/evidence'));
  await page.goto(link);
  await page.getByText('You have answered').waitFor();
  await id(page, 'flag-dark_urine').check();
  await press.on('save-check-in');
  await page.getByRole('heading', { level: 1, name: 'Please read this first' }).waitFor();
  await page.getByText('CK blood test').waitFor();
  assert.deepEqual(await findings(page, 'safety page'), []);
  assert.equal(await page.getByText('See times that fit').count(), 0);
  await stopsCheckIns(page, clinic, person);
  await context.close();
}

/**
 * Tap the number in the mail, press the button: answer, "none of these" and the next visit. Their own answers stand
 * against each other, whoever treats them next reads them, and harm that is told later is heard.
 */
export async function rebookByTap(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const person = await bookWithCheckIns(page, clinic);
  const press = new Presses(page);
  // The visit itself is over by then: nobody with one ahead is offered another.
  const link = await checkInLink(clinic, person, 5, { from: 3 });
  const earlier = (await checkInsOf(clinic, person)).at(-2) ?? assert.fail('only one came');
  await answerAndLook(page, clinic.at(earlier), 4);
  await tooFewToSay(page);
  await page.goto(link);
  press.count += 1;
  const button = id(page, 'save-and-book');
  await button.waitFor();
  assert.deepEqual(await findings(page, 'check-in with an offer'), []);
  assert.match(
    (await button.textContent()) ?? '',
    /^Save and book .* with .* min · £.*none of these/,
  );
  await id(page, 'flag-dark_urine').check();
  await button.waitFor({ state: 'detached' });
  await id(page, 'flag-dark_urine').uncheck();
  await button.waitFor();
  await press.on('save-and-book');
  await page.getByText('Answer saved, visit booked').waitFor();
  assert.equal(press.count, 2);
  assert.deepEqual(await findings(page, 'answered and booked'), []);
  await page.getByText('You can correct your answer until').waitFor();
  const manage = (await id(page, 'manage-link').getAttribute('href')) ?? '';
  await id(page, 'own-answers').click();
  await ownCurve(page);
  await page.goto(clinic.at(manage));
  await id(page, 'booking-state').waitFor();
  assert.equal(await id(page, 'booking-state').textContent(), 'Your booking');
  await therapistSeesResponse(browser, clinic, person);
  await harmIsHeard(page, clinic.at(earlier));
  await context.close();
}

/** The cost stands on the button before it is pressed; the old link stays good. */
export async function manageAndCancel(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const link = await bookRelaxing(page, clinic, somebody());
  await page.goto(link);
  assert.match((await id(page, 'cancel').textContent()) ?? '', /^Cancel (for free|· £)/);
  await id(page, 'cancel').click();
  await id(page, 'cancel-yes').click();
  await page.getByRole('heading', { level: 1, name: 'Cancelled' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Cancelled' }).waitFor();
  await page.getByRole('link', { name: 'Choose another time' }).waitFor();
  await page.goto(link.replace(/token=.*/, 'token=nobody'));
  await page.getByText('This link does not open a booking').waitFor();
  await context.close();
}

/** Two taps from the old booking to a time that is kept; nothing is typed again, and no answer travels along. */
export async function bookAgain(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const person = somebody();
  const link = await bookRelaxing(page, clinic, person);
  // Another day, another tab: only the link knows who this is.
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(link);
  await id(page, 'cancel').click();
  await id(page, 'cancel-yes').click();
  const press = new Presses(page);
  await press.on('book-again');
  await id(page, 'slot').first().waitFor();
  const { pathname, searchParams } = new URL(page.url());
  assert.equal(pathname, '/book/times');
  assert.deepEqual([...searchParams.keys()].sort(), ['again', 'length', 'location', 'service']);
  await page.getByText(/again if free/).waitFor();
  assert.deepEqual(await findings(page, 'times of booking again'), []);
  await pickTime(page, press);
  assert.equal(press.count, 2);
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), person.name);
  assert.equal(await page.getByLabel('E-mail').inputValue(), person.email);
  assert.equal(await page.getByLabel('Phone').inputValue(), '+447700900123');
  assert.equal(await id(page, 'still-none').isChecked(), false, 'an answer was filled in');
  // An hour is more than anybody under 18 is given: said before the last press.
  await id(page, 'for-young').check();
  await page.getByText('This session is longer or firmer').waitFor();
  assert.deepEqual(await findings(page, 'details for somebody under 18'), []);
  await keepPicture(page, 'outcomes', 'details for somebody under 18');
  await id(page, 'for-young').uncheck();
  await id(page, 'still-none').check();
  await press.on('confirm');
  await id(page, 'manage-link').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

/** The mailbox shows the mail as it looks, and its button opens the app itself. */
export async function mailOpensTheApp(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser);
  const person = somebody();
  await bookRelaxing(page, clinic, person);
  assert.ok(await clinic.linkTo(person.email, /\/manage\//));
  await page.goto(clinic.at('/mailbox'));
  await id(page, 'mail').filter({ hasText: person.email }).first().click();
  const mail = page.frameLocator('iframe');
  await mail.getByText('Your visit is booked').waitFor();
  const saving = page.waitForEvent('download');
  await id(page, 'attachment').click();
  const calendar = new SomebodysCalendar();
  calendar.import(await readFile(await (await saving).path()));
  assert.equal(calendar.entries.size, 1, 'the saved file is no visit');
  await mail.getByRole('link', { name: 'See or change your booking' }).click();
  await page.waitForURL(/\/manage\/[A-Z0-9]+\?token=/);
  assert.deepEqual(complaints, []);
  await context.close();
}
