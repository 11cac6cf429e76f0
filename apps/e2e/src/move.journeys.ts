import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { calendarFileOf, SomebodysCalendar } from './calendar-file.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { bookRelaxing, fillContact, Presses } from './steps.ts';

/** To the times; where the day has none left, by the next free one. */
async function openTimes(page: Page): Promise<void> {
  await id(page, 'move').click();
  const slot = id(page, 'slot').first();
  const next = page.getByRole('button', { name: /^Next free time/ });
  await slot.or(next).first().waitFor();
  if (await next.isVisible()) await next.click();
  await slot.waitFor();
}

/** From the booking to another of its times; answers the start that was picked. */
async function moveTo(page: Page, which: number): Promise<string> {
  await openTimes(page);
  const slots = id(page, 'slot');
  const slot = slots.nth(Math.min(which, (await slots.count()) - 1));
  const start = (await slot.getAttribute('data-start')) ?? '';
  await slot.click();
  await id(page, 'move-yes').click();
  await id(page, 'moved-from').waitFor();
  return start;
}

/** The new time is picked, then pressed; the old one is named, and going back is one press. */
export async function moveOnAPhone(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const person = somebody();
  const link = await bookRelaxing(page, clinic, person);
  await page.goto(link);
  const before = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  assert.match((await id(page, 'move-policy').textContent()) ?? '', /until .*, \d\d:\d\d.*twice/);
  assert.deepEqual(await findings(page, 'manage page'), []);
  await openTimes(page);
  assert.equal(await id(page, 'move-yes').count(), 0, 'a time was chosen for the client');
  assert.equal(await page.locator('[aria-pressed="true"]').count(), 0);
  await id(page, 'slot').last().click();
  assert.match((await id(page, 'move-yes').textContent()) ?? '', /^Move to .*, \d\d:\d\d/);
  assert.deepEqual(await findings(page, 'move page'), []);
  await id(page, 'move-yes').click();
  await id(page, 'moved-from').waitFor();
  assert.notEqual(await page.getByRole('heading', { level: 1 }).textContent(), before);
  assert.match((await id(page, 'move-policy').textContent()) ?? '', /once more/);
  await id(page, 'move-back').click();
  await page.getByText('as often as can be done online').waitFor();
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), before);
  assert.deepEqual(complaints, []);
  await context.close();
}

/**
 * The first mail's link, opened after the move, shows where the visit is now. The files of the three mails, saved
 * and imported, keep one entry in a calendar that is never wrong: booked, moved, gone.
 */
export async function oldLinkIsCurrent(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  const person = somebody();
  const { email } = person;
  await bookRelaxing(page, clinic, person);
  const oldLink = await clinic.linkTo(email, /\/manage\//);
  assert.ok(oldLink, 'no confirmation came');
  const calendar = new SomebodysCalendar();
  calendar.import(calendarFileOf(await clinic.mailSaying(email, /^Booked/)));
  const [booked] = [...calendar.entries.values()];
  await page.goto(oldLink);
  const start = await moveTo(page, 5);
  const moved = await clinic.mailSaying(email, /^Moved to/);
  assert.match(moved.text, /Before, it was on/);
  calendar.import(calendarFileOf(moved));
  const [entry, ...others] = [...calendar.entries.values()];
  assert.equal(others.length, 0, 'the move left a second entry');
  assert.equal(entry?.startsAt, start);
  assert.notEqual(entry.startsAt, booked?.startsAt);
  assert.deepEqual([entry.zone, entry.wall], ['Europe/London', wallOf(start)]);
  assert.match(entry.place, /London/);
  await page.goto(oldLink);
  await id(page, 'moved-from').waitFor();
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  assert.match(title, RegExp(wallOf(start).slice(-5)));
  await id(page, 'cancel').click();
  await id(page, 'cancel-yes').click();
  calendar.import(calendarFileOf(await clinic.mailSaying(email, /^Cancelled/)));
  assert.equal(calendar.entries.size, 0, 'the cancelled visit stands in the calendar still');
  // The pages behind the link say that it is gone; none speaks of a time that is still kept.
  for (const [way, words] of [
    ['move', 'so there is nothing to move.'],
    ['earlier', 'so there is nothing to move earlier.'],
  ] as const) {
    await page.goto(oldLink.replace('?', `/${way}?`));
    await page.getByText(words).waitFor();
    assert.equal(await page.getByText(/stays yours/).count(), 0, way);
    await page.getByRole('link', { name: /^See (the|my) booking$/ }).waitFor();
  }
  const [first] = calendar.imported;
  assert.deepEqual(
    calendar.imported.map(({ method, uid }) => [method, uid]),
    ['REQUEST', 'REQUEST', 'CANCEL'].map((method) => [method, first?.uid]),
  );
  const sequences = calendar.imported.map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    [...new Set(sequences)].sort((a, b) => a - b),
  );
  await context.close();
}

/** An instant as the clinic's clocks show it. */
const wallOf = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    ...{ dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/London' },
  }).format(new Date(at));

/** Whoever saw an older state is told where it went; nothing is moved behind anybody's back. */
export async function secondTabHears(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const link = await bookRelaxing(page, clinic, somebody());
  await page.goto(link);
  const second = await context.newPage();
  await second.goto(link);
  await openTimes(second);
  await moveTo(page, 6);
  await id(second, 'slot').first().click();
  await id(second, 'move-yes').click();
  await second.getByText('In another window it was moved to').waitFor();
  await second.getByRole('link', { name: 'See the booking' }).click();
  await id(second, 'moved-from').waitFor();
  await context.close();
}

/** Two people, two therapists, one room: each answers for themselves, and the visit moves as one. */
export async function bookForTwo(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const person = somebody();
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await id(page, 'slot').first().waitFor();
  await press.onButton('For two, side by side');
  const next = page.getByRole('button', { name: /^Next free time/ });
  await next.or(page.locator('[data-for-two="true"]')).first().waitFor();
  if (await next.isVisible()) await next.click();
  await page.locator('[data-for-two="true"]').first().click();
  await id(page, 'confirm').waitFor();
  assert.match((await id(page, 'confirm').textContent()) ?? '', /£140\.00/);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  await press.on('confirm');
  await page.getByText('Tell us who comes with you.').waitFor();
  await page.getByLabel('Their name').fill('Bo Lind');
  await page.getByText('Please answer for the second person as well.').waitFor();
  assert.deepEqual(await findings(page, 'details for two'), []);
  await id(page, 'guest-none').check();
  await press.on('confirm');
  await id(page, 'manage-link').click();
  await page.getByText(/^Bo Lind with /).waitFor();
  const mail = await clinic.linkTo(person.email, /\/manage\//);
  assert.ok(mail, 'no confirmation came');
  const [confirmation] = await clinic.mailsTo(person.email);
  assert.match(confirmation?.text ?? '', /With: .+ and .+/);
  const start = await moveTo(page, 2);
  assert.notEqual(start, '');
  await page.getByText(/^Bo Lind with /).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}
