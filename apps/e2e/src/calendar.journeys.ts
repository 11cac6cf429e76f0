import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { faults } from './axe.ts';
import type { Size } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';

const CLINIC = '/api/v1/clinics/demo';
const DAY = 24 * 3_600_000;
const HALF_HOUR = 30 * 60_000;
/** A quarter of an hour is 32 px of a day. */
const HALF_HOUR_PX = 64;

interface Free {
  date: string;
  startsAt: string;
  therapistId: string;
  serviceId: string;
}

let weeksAhead = 4;

/** A time with Ana weeks ahead, where nobody else books and the half hour after it is free as well. */
async function freeTime(clinic: Clinic): Promise<Free> {
  weeksAhead = weeksAhead >= 7 ? 4 : weeksAhead + 1;
  const clock = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  const now = Date.parse(clock.body.now);
  const services = await clinic.call<{ id: string; sessionType: string }[]>(
    'GET',
    `${CLINIC}/services`,
  );
  const serviceId = services.body.find((s) => s.sessionType === 'recovery_light')?.id ?? '';
  const all = await clinic.call<{ id: string; name: string }[]>('GET', `${CLINIC}/therapists`);
  const therapistId = all.body.find(({ name }) => name.startsWith('Ana'))?.id ?? '';
  const day = (ahead: number): string => new Date(now + ahead * DAY).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    ...{ serviceId, durationMin: '30', therapistId },
    ...{ from: day(weeksAhead * 7), to: day(weeksAhead * 7 + 6) },
  });
  const { body } = await clinic.call<{ days: { date: string; slots: { startsAt: string }[] }[] }>(
    'GET',
    `${CLINIC}/availability?${query.toString()}`,
  );
  for (const { date, slots } of body.days) {
    const starts = new Set(slots.map(({ startsAt }) => Date.parse(startsAt)));
    const found = [...starts].find(
      (at) => starts.has(at + HALF_HOUR) && starts.has(at + 2 * HALF_HOUR),
    );
    if (found) return { date, startsAt: new Date(found).toISOString(), therapistId, serviceId };
  }
  throw new Error('no free time with Ana');
}

async function book(clinic: Clinic): Promise<Free & { reference: string; name: string }> {
  const free = await freeTime(clinic);
  const { date: _, ...wanted } = free;
  const hold = await clinic.call<{ id: string; token: string }>('POST', `${CLINIC}/holds`, {
    ...{ ...wanted, durationMin: 30 },
  });
  const client = somebody();
  const booked = await clinic.call<{ reference: string }>(
    'POST',
    `${CLINIC}/bookings`,
    {
      ...{ holdId: hold.body.id, client, screening: [] },
      consents: { healthData: true, checkIns: false, marketing: false },
    },
    { 'Hold-Token': hold.body.token },
  );
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  return { ...free, reference: booked.body.reference, name: client.name };
}

const card = (page: Page, reference: string): Locator =>
  page.locator(`[data-reference="${reference}"]`);
const london = (instant: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);

/** Where a card begins, by the clinic's own word. */
async function startOf(
  page: Page,
  clinic: Clinic,
  date: string,
  reference: string,
): Promise<string> {
  const answer = await page
    .context()
    .request.get(clinic.at(`${CLINIC}/desk/calendar?from=${date}&to=${date}`));
  const { bookings } = (await answer.json()) as {
    bookings: { reference: string; startsAt: string }[];
  };
  return bookings.find((each) => each.reference === reference)?.startsAt ?? '';
}

async function fillNew(page: Page, name: string, time: string): Promise<void> {
  await id(page, 'making').waitFor();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await id(page, 'start-time').fill(time);
  await page.getByRole('radio', { name: '30 min' }).click();
}

/** From an empty time to a booking without a pointer, then cancelled and taken back. */
export async function booksByKeyboard(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, startsAt, therapistId, serviceId } = await freeTime(clinic);
  const { page, context, complaints } = await atDesk(
    browser,
    clinic,
    'desk',
    `/desk/day?date=${date}`,
  );
  const cursor = id(page, 'slot-cursor');
  await cursor.waitFor({ state: 'attached' });
  await cursor.focus();
  const before = await cursor.getAttribute('aria-label');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(
    (label) => document.activeElement?.getAttribute('aria-label') !== label,
    before,
  );
  await page.keyboard.press('Enter');
  const { name } = somebody();
  await fillNew(page, name, london(Date.parse(startsAt)));
  await page.getByLabel('Therapist', { exact: true }).selectOption({ label: 'Ana Ribeiro' });
  await id(page, 'free').waitFor();
  await id(page, 'book').click();
  await id(page, 'said').getByText('is booked').waitFor();
  await id(page, 'panel').getByText('Form missing').waitFor();
  await id(page, 'cancel').click();
  await page.getByLabel('Booked by mistake').check();
  await id(page, 'cancel-yes').click();
  await id(page, 'cancelled').waitFor();
  await id(page, 'take-back').click();
  await id(page, 'said').getByText('is booked as before').waitFor();
  assert.deepEqual(complaints, []);
  // Once more, and somebody is quicker than the undo in the message: it says so.
  await id(page, 'cancel').click();
  await page.getByLabel('Booked by mistake').check();
  await id(page, 'cancel-yes').click();
  await id(page, 'undo').waitFor();
  const wanted = { serviceId, therapistId, startsAt, durationMin: 30 };
  const quicker = await clinic.call('POST', `${CLINIC}/holds`, wanted);
  assert.equal(quicker.status, 201);
  await id(page, 'undo').click();
  await id(page, 'said').getByText('has just taken that time').waitFor();
  await context.close();
}

/** What a time breaks is said while it is typed; without a reason nothing is booked, with one it is logged. */
export async function overridesWithReason(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, therapistId } = await freeTime(clinic);
  const { page, context } = await atDesk(
    browser,
    clinic,
    'desk',
    `/desk/day?date=${date}&panel=new&with=${therapistId}`,
  );
  const { name } = somebody();
  await fillNew(page, name, `05:${String(weeksAhead * 7).padStart(2, '0')}`);
  await id(page, 'broken').locator('[data-code=SHIFT]').waitFor();
  await id(page, 'book').click();
  await page.getByText('Choose a reason, or another time.').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), name);
  await id(page, 'override-reason').selectOption('regular_arrangement');
  await id(page, 'book').click();
  await id(page, 'panel').getByText('Rules overridden').waitFor();
  await context.close();
}

async function confirmMove(page: Page): Promise<void> {
  const strip = id(page, 'move-strip');
  await strip.getByTestId('free').waitFor();
  await strip.getByTestId('move-yes').click();
  await id(page, 'said').getByText('now comes').waitFor();
}

/** A card is dragged half an hour on; the strip says what changes, and undo puts it back. */
export async function movesByDrag(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, reference, startsAt } = await book(clinic);
  const { page, context } = await atDesk(browser, clinic, 'desk', `/desk/day?date=${date}`);
  const dragged = card(page, reference);
  await dragged.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await dragged.boundingBox();
  assert.ok(box, 'the card is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + HALF_HOUR_PX, { steps: 8 });
  await page.mouse.up();
  await confirmMove(page);
  const later = Date.parse(startsAt) + HALF_HOUR;
  assert.equal(Date.parse(await startOf(page, clinic, date, reference)), later);
  await id(page, 'undo').click();
  await id(page, 'said').getByText('is back where they were').waitFor();
  assert.equal(Date.parse(await startOf(page, clinic, date, reference)), Date.parse(startsAt));
  await context.close();
}

/** The same with the keys alone; Escape leaves everything as it was. */
export async function movesByKeys(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, reference, startsAt } = await book(clinic);
  const { page, context } = await atDesk(browser, clinic, 'desk', `/desk/day?date=${date}`);
  const carried = page.locator('[data-carried]');
  await card(page, reference).focus();
  await page.keyboard.press('m');
  await carried.waitFor();
  await page.keyboard.press('Escape');
  await carried.waitFor({ state: 'detached' });
  await page.keyboard.press('m');
  await carried.waitFor();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await confirmMove(page);
  const later = Date.parse(startsAt) + HALF_HOUR;
  assert.equal(Date.parse(await startOf(page, clinic, date, reference)), later);
  await context.close();
}

/** Blocked time stands in the calendar with its reason, and is taken away again. */
export async function blocksTime(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, therapistId } = await freeTime(clinic);
  const path = `/desk/day?date=${date}&panel=block&with=${therapistId}`;
  const { page, context } = await atDesk(browser, clinic, 'desk', path);
  await page.getByLabel('Start', { exact: true }).fill('21:00');
  await page.getByLabel('Until', { exact: true }).fill('21:30');
  await id(page, 'block-save').click();
  await page.getByText('Enter a reason.').waitFor();
  await page.getByLabel('Reason').fill('Table repair');
  await id(page, 'block-save').click();
  await id(page, 'said').getByText('Blocked').waitFor();
  const block = id(page, 'block').filter({ hasText: 'Table repair' });
  await block.click();
  await id(page, 'unblock').click();
  await id(page, 'said').getByText('can be booked again').waitFor();
  await block.waitFor({ state: 'detached' });
  await context.close();
}

/** Columns by room, a week of the team and of one, and the panel: nothing serious, nothing sideways. */
export async function calendarIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const found: string[] = [];
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/day', { size });
  const all = await clinic.call<{ id: string }[]>('GET', `${CLINIC}/therapists`);
  const of = all.body[0]?.id ?? '';
  const pages = [
    '/desk/day?by=room',
    '/desk/week',
    `/desk/week?of=${of}`,
    '/desk/day?panel=new',
    '/desk/day?panel=block',
  ];
  for (const path of pages) {
    await page.goto(clinic.at(path));
    await page.locator('#day h1').waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    found.push(...(await faults(page, size, path)));
  }
  await context.close();
  assert.deepEqual(found, []);
}
