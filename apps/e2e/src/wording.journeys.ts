import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { faults, findings } from './axe.ts';
import { type Size, visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { saidTo } from './setup.steps.ts';
import { bookRelaxing } from './steps.ts';

const LIST = '/desk/setup/wording';
const opening = (page: Page) => page.getByLabel('Opening', { exact: true });
const closing = (page: Page) => page.getByLabel('Closing', { exact: true });
const mailIn = (page: Page) => page.frameLocator('[data-testid=preview-page]').locator('body');

async function save(page: Page): Promise<void> {
  if ((await id(page, 'applies-to').count()) > 0) await id(page, 'applies-upcoming').check();
  await id(page, 'save').click();
}

/** The first mail to the address, once it has come. */
async function mailTo(clinic: Clinic, address: string): Promise<{ html: string; text: string }> {
  const end = performance.now() + 15_000;
  while (performance.now() < end) {
    const [mail] = await clinic.mailsTo(address);
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('no mail came');
}

/** What the owner writes is in the preview as it is typed, and in the next client's mail; then it is taken back. */
export async function ownerWordsAMail(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', LIST);
  await id(page, 'wording-booking_confirmation').click();
  await opening(page).fill('The green door is ours, .');
  await opening(page).press('End');
  await opening(page).press('ArrowLeft');
  await id(page, 'insert-opening-clientName').click();
  assert.equal(await opening(page).inputValue(), 'The green door is ours, {{clientName}}.');
  await mailIn(page).getByText('The green door is ours, Jo.').waitFor();
  await page.getByRole('radio', { name: 'As plain text' }).click();
  await id(page, 'preview-text').getByText('The green door is ours, Jo.').waitFor();

  await closing(page).fill('Our massage heals muscles faster.');
  await page.getByText(/says more about massage than anybody has shown/).waitFor();
  assert.equal(await closing(page).getAttribute('aria-invalid'), 'true');
  assert.ok(await id(page, 'save').isDisabled());
  assert.deepEqual(await findings(page, 'a refused wording'), []);
  await closing(page).fill('');
  await page.getByText('Not saved yet.').waitFor();
  await save(page);
  await saidTo(page, /Confirmation: saved/);

  const client = await visit(browser);
  const person = somebody();
  await bookRelaxing(client.page, clinic, person);
  const mail = await mailTo(clinic, person.email);
  const said = `The green door is ours, ${person.name.split(' ')[0] ?? ''}.`;
  assert.ok(mail.text.includes(said), 'not in the plain text');
  assert.ok(mail.html.includes(said), 'not in the page');
  await client.context.close();

  await page.locator('summary', { hasText: 'History' }).click();
  await id(page, 'wording-version').getByText('The green door is ours').first().waitFor();
  await id(page, 'restore-opening').click();
  await page.getByText('Not saved yet.').waitFor();
  await save(page);
  await saidTo(page, /Confirmation: saved/);
  await context.close();
}

/**
 * Planned mails are counted before anything is saved, and one has to say whether they change. A booking made
 * meanwhile is told of; of two owners the second keeps what was typed, on top of what the first saved.
 */
export async function plannedMailsAreCounted(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', `${LIST}/aftercare`);
  // Words nobody said before, also when the same product is walked twice.
  const stamp = Date.now().toString(36);
  await opening(page).fill(`It was good to have you here. ${stamp}`);
  const count = id(page, 'applies-to');
  await count.getByText(/^Already planned for (one|\d+) booking/).waitFor();
  await id(page, 'save').click();
  await page.getByText('Choose whether the planned mails change too.').waitFor();
  await id(page, 'applies-new').check();
  const client = await visit(browser);
  await bookRelaxing(client.page, clinic, somebody());
  await client.context.close();
  await id(page, 'save').click();
  await id(page, 'form-error').getByText('which is not the number you saw').waitFor();
  assert.deepEqual(await findings(page, 'a number that changed'), []);
  await id(page, 'save').click();
  await saidTo(page, /Aftercare: saved, for new mails only/);
  await count.getByText(/earlier wording/).waitFor();

  const other = await atDesk(browser, clinic, 'owner', `${LIST}/aftercare`);
  await opening(other.page).fill(`We liked having you here. ${stamp}`);
  await id(other.page, 'applies-upcoming').check();
  await closing(page).fill('See you.');
  await id(page, 'applies-upcoming').check();
  await id(other.page, 'save').click();
  await saidTo(other.page, /saved, for/);
  await id(page, 'save').click();
  await id(page, 'meanwhile')
    .getByText(/changed this mail/)
    .waitFor();
  assert.equal(await closing(page).inputValue(), 'See you.');
  assert.equal(await opening(page).inputValue(), `We liked having you here. ${stamp}`);

  await page.getByRole('link', { name: 'All mails' }).click();
  await id(page, 'discard').waitFor();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  assert.equal(await closing(page).inputValue(), 'See you.');
  await page.getByRole('link', { name: 'All mails' }).click();
  await id(page, 'discard').click();
  await id(page, 'wording-aftercare').getByText('Own words').waitFor();
  await other.context.close();
  await context.close();
}

/** List and form, with a change under way and the history open. */
export async function wordingIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const { page, context, complaints } = await atDesk(browser, clinic, 'owner', LIST, { size });
  await id(page, 'wording-reminder_24h').waitFor();
  const found = await faults(page, size, 'the list of wordings');
  await id(page, 'wording-reminder_24h').click();
  await id(page, 'preview-page').waitFor();
  await opening(page).fill('We look forward to seeing you, {{clientName}}.');
  await page.locator('summary', { hasText: 'History' }).click();
  await mailIn(page).getByText('We look forward to seeing you, Jo.').waitFor();
  found.push(...(await faults(page, size, 'a wording')));
  assert.deepEqual(found, []);
  assert.deepEqual(complaints, []);
  await context.close();
}
