import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { faults, findings } from './axe.ts';
import type { Size } from './browser.ts';
import { type Clinic, id } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { ownDay } from './rearranging.steps.ts';
import {
  bookAt,
  dayAhead,
  freeTimes,
  idOf,
  openDay,
  panelOf,
  readAs,
  save,
  saidTo,
  undo,
} from './setup.steps.ts';

const TUESDAY = 2;

/** Ana works on Mondays from 08:00 to 15:30; a second shift over it is refused where it was typed. */
export async function overlappingShift(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', '/desk/setup/shifts');
  await page.getByRole('button', { name: 'Add a shift of Ana Ribeiro on Monday' }).click();
  const panel = panelOf(page);
  const starts = panel.getByLabel('Starts', { exact: true });
  await starts.fill('14:00');
  await panel.getByLabel('Ends', { exact: true }).fill('18:30');
  await panel.getByRole('button', { name: 'Take out break 1' }).click();
  await save(page);
  await id(page, 'form-error')
    .getByText(/Ana Ribeiro already works on Monday/)
    .first()
    .waitFor();
  assert.equal(await starts.getAttribute('aria-invalid'), 'true');
  assert.equal(await starts.inputValue(), '14:00');
  assert.ok(await starts.evaluate((field) => field === document.activeElement));
  assert.deepEqual(await findings(page, 'a refused shift'), []);
  await starts.fill('16:00');
  await save(page);
  await saidTo(page, /A shift of Ana Ribeiro is added/);
  const added = page.getByRole('button', { name: /Ana Ribeiro, Monday.*16:00 – 18:30/ });
  const week = page.getByRole('button', { name: 'The week after' });
  await week.click();
  await added.waitFor();
  await undo(page);
  await added.waitFor({ state: 'detached' });
  await context.close();
}

/** Two bookings on a day that becomes a holiday: listed before, kept listed after, the day closed. */
export async function holidayStrands(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, slots } = await openDay(clinic, 40);
  const [first, last] = [slots[0], slots.at(-1)];
  const names = [
    (await bookAt(clinic, first?.startsAt ?? '')).name,
    (await bookAt(clinic, last?.startsAt ?? '')).name,
  ];
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/setup/holidays');
  await id(page, 'add').click();
  const panel = panelOf(page);
  await panel.getByLabel('Date').fill(date);
  await panel.getByLabel('Name').fill('A day by the sea');
  await save(page);
  const list = id(page, 'stranded');
  for (const name of names) await list.getByText(name).waitFor();
  assert.equal(await list.getByRole('listitem').count(), 2);
  assert.equal(await list.getByText('Nobody works there then').count(), 2);
  assert.deepEqual(await findings(page, 'stranded bookings'), []);
  await id(page, 'keep').click();
  assert.equal(await panel.getByLabel('Name').inputValue(), 'A day by the sea');
  const before = await freeTimes(clinic, { from: date });
  assert.ok(
    before.some((day) => day.slots.length > 0),
    'nothing was saved yet',
  );

  await save(page);
  await id(page, 'agree').click();
  await saidTo(page, /A day by the sea.*is saved/);
  const closed = await freeTimes(clinic, { from: date });
  assert.deepEqual(
    closed.flatMap(({ slots: free }) => free),
    [],
  );
  await page.goto(clinic.at('/desk/setup'));
  for (const name of names) await id(page, 'without-place').getByText(name).waitFor();

  await page.goto(clinic.at('/desk/setup/holidays'));
  await page.getByRole('button', { name: 'Edit A day by the sea' }).click();
  await id(page, 'remove').click();
  await saidTo(page, /is removed/);
  const open = await freeTimes(clinic, { from: date });
  assert.ok(
    open.some((day) => day.slots.length > 0),
    'the day is open again',
  );
  await context.close();
}

const pressDate = async (page: Page, date: string): Promise<void> => {
  const day = panelOf(page).locator(`[data-date="${date}"]`);
  for (let month = 0; month < 4 && (await day.count()) === 0; month += 1) {
    await panelOf(page).getByRole('button', { name: 'Month after' }).click();
  }
  await day.click();
};

async function offOn(page: Page, people: string[], dates: string[]): Promise<void> {
  await id(page, 'add').click();
  for (const name of people) await panelOf(page).getByRole('button', { name }).click();
  for (const date of dates) await pressDate(page, date);
  await save(page);
}

type Exceptions = { therapist: { name: string }; date: string }[];

/** Two people on two days, one of which is decided already: nothing is saved, and that day is pointed at. */
export async function batchIsAllOrNothing(browser: Browser, clinic: Clinic): Promise<void> {
  const [free, taken] = [await dayAhead(clinic, 50), await dayAhead(clinic, 51)];
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/setup/exceptions');
  await page.waitForLoadState('networkidle');
  const standing = (await readAs<Exceptions>(page, `shift-exceptions?from=${free}`)).length;
  await offOn(page, ['Tom Okafor'], [taken]);
  await saidTo(page, /One exception is saved/);
  await offOn(page, ['Priya Raman', 'Tom Okafor'], [free, taken]);
  const faulty = id(page, 'faulty-date');
  await faulty
    .getByText(/already has an exception|Tom Okafor/)
    .first()
    .waitFor();
  assert.equal(await faulty.count(), 1);
  const now = await readAs<Exceptions>(page, `shift-exceptions?from=${free}`);
  assert.equal(now.length, standing + 1, 'all or none');
  await faulty.getByRole('button').click();
  await save(page);
  await saidTo(page, /2 exceptions are saved/);
  await undo(page);
  const left = await readAs<Exceptions>(page, `shift-exceptions?from=${free}`);
  assert.equal(left.length, standing + 1);
  await context.close();
}

async function priceOnTheClientsPage(browser: Browser, clinic: Clinic): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(clinic.at('/'));
  await id(page, 'relax').click();
  await id(page, 'none-of-these').click();
  await id(page, 'slot').first().waitFor();
  const words = await page.locator('body').innerText();
  await context.close();
  return words;
}

export async function priceReachesClients(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', '/desk/setup/services');
  await page.getByRole('button', { name: 'Edit Relaxation massage' }).click();
  const price = panelOf(page).getByLabel('Length 2, price');
  assert.equal(await price.inputValue(), '70.00');
  await price.fill('71.5');
  await save(page);
  await saidTo(page, /Relaxation massage is saved/);
  await id(page, 'service').getByText('£71.50').waitFor();
  assert.match(await priceOnTheClientsPage(browser, clinic), /£71\.50/);
  await undo(page);
  await id(page, 'service').getByText('£71.50').waitFor({ state: 'detached' });
  assert.match(await priceOnTheClientsPage(browser, clinic), /£70\.00/);
  await context.close();
}

/** Asked on a phone, approved at the desk; then that day of the therapist is sold no more. */
export async function timeOffIsDecided(browser: Browser, clinic: Clinic): Promise<void> {
  const therapistId = await idOf(clinic, 'Ana');
  const { date } = await ownDay(clinic, TUESDAY, ['10:00']);
  const ana = await atDesk(browser, clinic, 'ana', '/desk/setup/time-off', { size: 'phone' });
  await id(ana.page, 'add').click();
  const panel = panelOf(ana.page);
  await panel.getByLabel('First day').fill(date);
  await panel.getByLabel('Last day').fill(date);
  await panel.getByLabel('Note').fill('A race on the coast');
  await save(ana.page);
  await saidTo(ana.page, /Your request is sent/);
  const asked = await freeTimes(clinic, { from: date, therapistId });
  assert.ok(
    asked.some(({ slots }) => slots.length > 0),
    'asked is not approved',
  );

  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/setup/time-off');
  const row = id(page, 'time-off').filter({ hasText: 'A race on the coast' });
  await row.getByTestId('approve').click();
  await saidTo(page, /time off of Ana Ribeiro is approved/);
  const away = await freeTimes(clinic, { from: date, therapistId });
  assert.deepEqual(
    away.flatMap(({ slots }) => slots),
    [],
  );
  await ana.page.reload();
  const own = id(ana.page, 'time-off').filter({ hasText: 'A race on the coast' });
  await own.getByText('Approved').waitFor();
  await row.getByTestId('withdraw').click();
  await saidTo(page, /is withdrawn/);
  await ana.context.close();
  await context.close();
}

const firstStart = async (clinic: Clinic): Promise<number> => {
  const days = await freeTimes(clinic, {
    from: await dayAhead(clinic, 0),
    to: await dayAhead(clinic, 8),
  });
  return Date.parse(days.flatMap(({ slots }) => slots)[0]?.startsAt ?? '');
};

export async function noticeMovesFirstTime(browser: Browser, clinic: Clinic): Promise<void> {
  const before = await firstStart(clinic);
  const { page, context } = await atDesk(browser, clinic, 'owner', '/desk/setup/policies');
  await page.getByLabel('Notice').fill('4320');
  await page.getByText('A time that starts in less than 3 days is not offered.').waitFor();
  await id(page, 'policy-preview')
    .getByText(/Book from 4320 minutes/)
    .waitFor();
  await save(page);
  await saidTo(page, /The policies are saved/);
  const { body } = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  assert.ok((await firstStart(clinic)) >= Date.parse(body.now) + 3 * 24 * 3_600_000);
  await undo(page);
  await page.getByText('A time that starts in less than 1 hour is not offered.').waitFor();
  assert.equal(await page.getByLabel('Notice').inputValue(), '60');
  assert.ok((await firstStart(clinic)) <= before + 24 * 3_600_000);
  await context.close();
}

/** Two people change one room: the second keeps what was typed, hears what changed, and saves on top of it. */
export async function newerVersionKeepsDraft(browser: Browser, clinic: Clinic): Promise<void> {
  const one = await atDesk(browser, clinic, 'owner', '/desk/setup/rooms');
  const other = await atDesk(browser, clinic, 'owner', '/desk/setup/rooms');
  for (const { page } of [one, other]) {
    await page.getByRole('button', { name: 'Edit Rowan' }).click();
    await panelOf(page).waitFor();
  }
  await panelOf(one.page).getByRole('button', { name: 'Sink' }).click();
  await save(one.page);
  await saidTo(one.page, /Rowan is saved/);

  await panelOf(other.page).getByLabel('Clients at once').fill('2');
  await save(other.page);
  await id(other.page, 'meanwhile')
    .getByText(/Features: was/)
    .waitFor();
  assert.equal(await panelOf(other.page).getByLabel('Clients at once').inputValue(), '2');
  const sink = panelOf(other.page).getByRole('button', { name: 'Sink' });
  assert.equal(await sink.getAttribute('aria-pressed'), 'true');
  await save(other.page);
  await saidTo(other.page, /Rowan is saved/);
  await undo(other.page);

  await one.page.getByRole('button', { name: 'Edit Rowan' }).click();
  await panelOf(one.page).getByRole('button', { name: 'Sink' }).click();
  await one.page.keyboard.press('Escape');
  await id(one.page, 'discard').waitFor();
  await one.page.getByRole('button', { name: 'Keep editing' }).click();
  assert.equal(await panelOf(one.page).count(), 1);
  await one.context.close();
  await other.context.close();
}

/** Prices are the owner's: the front desk may read them and is told why nothing can be changed. */
export async function deskLooksOwnerChanges(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/setup/services');
  await page.getByRole('button', { name: 'Look at Sports massage' }).click();
  await panelOf(page).getByText('The owner changes this.').waitFor();
  assert.ok(await panelOf(page).getByLabel('Name').isDisabled());
  assert.equal(await id(page, 'save').count(), 0);
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'detached' });
  await context.close();

  const ana = await atDesk(browser, clinic, 'ana', '/desk/setup/shifts', { size: 'phone' });
  await id(ana.page, 'shift').first().waitFor();
  assert.equal(await id(ana.page, 'add').count(), 0);
  assert.doesNotMatch(await ana.page.locator('main').innerText(), /Marek|Priya|Leila/);
  await ana.context.close();
}

const pages = [
  ...['', '/locations', '/rooms', '/services', '/people', '/shifts', '/exceptions'],
  ...['/time-off', '/holidays', '/policies'],
];
const opened: Partial<Record<string, string>> = {
  '/locations': 'Edit Riverside',
  '/services': 'Edit Sports massage',
  '/people': 'Edit Ana Ribeiro',
  '/exceptions': 'Add exceptions',
  '/time-off': 'Enter time off',
};

export async function setUpIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const look = { size };
  const { page, context, complaints } = await atDesk(browser, clinic, 'owner', '/desk/setup', look);
  const found: string[] = [];
  for (const path of pages) {
    await page.goto(clinic.at(`/desk/setup${path}`));
    await page.locator('#day h1').waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await faults(page, size, `set-up${path}`)));
    const open = opened[path];
    if (!open) continue;
    await page.getByRole('button', { name: open, exact: true }).click();
    await panelOf(page).waitFor();
    found.push(...(await faults(page, size, `set-up${path}, ${open}`)));
    await page.keyboard.press('Escape');
  }
  assert.deepEqual(found, []);
  assert.deepEqual(complaints, []);
  await context.close();
}
