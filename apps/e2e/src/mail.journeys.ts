import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';
import { atDesk, bookTrained } from './desk.journeys.ts';
import { keepPicture } from './picture.ts';
import { reportOn } from './returned-mail.ts';
import { saidTo } from './setup.steps.ts';
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

/** A therapist's own: initials only, read by whoever has the address, and gone the moment it is revoked. */
export async function therapistsCalendar(browser: Browser, clinic: Clinic): Promise<void> {
  const { person } = await bookTrained(clinic);
  const { page, context } = await atDesk(browser, clinic, 'ana', '/desk/calendars', {
    size: 'phone',
  });
  await id(page, 'feed-make').click();
  const url = clinic.here(await id(page, 'secret-address').inputValue());
  assert.deepEqual(await findings(page, 'private calendars'), []);
  const feed = await page.request.get(url);
  assert.equal(feed.status(), 200);
  const text = (await feed.text()).replaceAll('\r\n ', '');
  assert.match(text, /^BEGIN:VEVENT/m);
  const [first = '', last = ''] = person.name.split(' ');
  assert.ok(!text.includes(first) && !text.includes(last), 'a calendar names a client');
  await id(page, 'feed-revoke').last().click();
  await id(page, 'feed-revoke-yes').click();
  await id(page, 'feed-revoke-yes').waitFor({ state: 'detached' });
  assert.equal((await page.request.get(url)).status(), 404);
  await context.close();
}

/** Asked for itself, after a training or after a visit. */
export const CHECK_IN_SUBJECT = /how are you doing/i;

/**
 * One click in the mail program, without a page; and the way by the link: opening it stops nothing, pressing does,
 * and what was answered is deleted on request.
 */
export async function stopsCheckIns(page: Page, clinic: Clinic, { email }: Person): Promise<void> {
  const { headers, html } = await clinic.mailSaying(email, CHECK_IN_SUBJECT);
  assert.equal(headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
  const oneClick = /^<(.+)>$/.exec(headers['list-unsubscribe'] ?? '')?.[1] ?? '';
  const clicked = await page.request.post(clinic.here(oneClick), {
    form: { 'List-Unsubscribe': 'One-Click' },
  });
  assert.equal(clicked.status(), 200);
  const link = /href="([^"]*\/unsubscribe\/[^"]+)"/.exec(html)?.[1] ?? '';
  await page.goto(clinic.here(link));
  await page.getByRole('heading', { level: 1, name: 'Stop the check-ins?' }).waitFor();
  await page.getByText('Nothing has changed yet.').waitFor();
  await id(page, 'unsubscribe').click();
  await page.getByRole('heading', { level: 1, name: 'Stopped' }).waitFor();
  assert.deepEqual(await findings(page, 'stopped check-ins'), []);
  // What else that press ends is said before it.
  await page.getByText(/One mail after each visit .* one a week later/).waitFor();
  await id(page, 'stop-all').click();
  await page.getByText('mails about your bookings and safety messages, and nothing else').waitFor();
  await id(page, 'delete-answers').click();
  await page.getByText(/deleted for good/).waitFor();
}

const reminder = (page: Page) => id(page, 'message').filter({ hasText: 'Reminder, two hours' });

/** Asked for a reason, also by the keyboard; without one nothing is lifted. */
async function liftWith(page: Page, reason: string): Promise<void> {
  await page.getByText('Why may mails go there again?').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Say in a word why.').waitFor();
  assert.deepEqual(await findings(page, 'lifting a stop'), []);
  await keepPicture(page, 'stops', reason);
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await saidTo(page, /^Mails go to .+ again\./);
}

/** Mails came back: the booking says so, and once the desk has lifted the stop what it held is planned again. */
export async function stopIsLiftedAtBooking(browser: Browser, clinic: Clinic): Promise<void> {
  const { person, reference, date } = await bookTrained(clinic);
  await reportOn(clinic, person.email, 'returned');
  const at = `/desk/day?date=${date}&booking=${reference}`;
  const { page, context, complaints } = await atDesk(browser, clinic, 'desk', at, {
    size: 'phone',
  });
  const stop = id(page, 'stop-undeliverable');
  await stop.getByText('Mails to this address come back').waitFor();
  await reminder(page).getByText('Called off').waitFor();
  await id(page, 'message').filter({ hasText: 'it came back' }).waitFor();
  await stop.getByTestId('lift').click();
  await liftWith(page, 'She rang, the mailbox works again');
  await stop.waitFor({ state: 'detached' });
  await reminder(page).getByText('Planned').waitFor();
  await page.getByText('Mails go out again: She rang, the mailbox works again').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

/** The same from the list of all that is stopped, of somebody who called a mail spam and thinks better of it. */
export async function stopIsLiftedFromList(browser: Browser, clinic: Clinic): Promise<void> {
  const { person, reference, date } = await bookTrained(clinic);
  await reportOn(clinic, person.email, 'complaint');
  const { page, context, complaints } = await atDesk(browser, clinic, 'desk', '/desk/mail');
  await page.getByRole('button', { name: 'Stopped addresses' }).click();
  const stop = id(page, 'mail-stop').filter({ hasText: person.email });
  await stop.getByText('Called a mail of ours spam').waitFor();
  await stop.getByTestId('lift').click();
  await liftWith(page, 'It was a slip of the thumb');
  await stop.waitFor({ state: 'detached' });
  await page.goto(clinic.at(`/desk/day?date=${date}&booking=${reference}`));
  await reminder(page).getByText('Planned').waitFor();
  assert.equal(await id(page, 'stop-complaint').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
}
