import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { faults } from './axe.ts';
import { type Size, type Theme, visit, type Visitor } from './browser.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';

/** As printed at the start of the demo; nothing of them is in the app. */
const people = {
  ana: ['ana@limber.example', 'ana-likes-tides'],
  desk: ['desk@limber.example', 'front-desk-demo'],
  owner: ['owner@limber.example', 'owner-of-limber'],
} as const;
type Who = keyof typeof people;

async function signIn(page: Page, who: Who, password: string = people[who][1]): Promise<void> {
  await page.getByLabel('E-mail').fill(people[who][0]);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function atDesk(
  browser: Browser,
  clinic: Clinic,
  who: Who,
  path: string,
  look: { size?: Size; theme?: Theme } = {},
): Promise<Visitor> {
  const visitor = await visit(browser, look);
  await visitor.page.goto(clinic.at(path));
  await visitor.page.getByRole('heading', { level: 1, name: 'Sign in to the desk' }).waitFor();
  await signIn(visitor.page, who);
  await visitor.page.waitForURL(/\/desk\/(?!sign-in)/);
  await visitor.page.locator('#day h1').waitFor();
  return visitor;
}

const CLINIC = '/api/v1/clinics/demo';
const HOUR = 3_600_000;
const WORDS_OF_HEALTH = /RPE|soreness|long run|pressure|Health answers|blood pressure/i;

interface Booked {
  person: Person;
  reference: string;
  date: string;
}

async function freeTime(clinic: Clinic, serviceId: string, therapistId: string, now: number) {
  const day = (ahead: number): string =>
    new Date(now + ahead * 24 * HOUR).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    ...{ serviceId, durationMin: '30', therapistId },
    ...{ from: day(1), to: day(10) },
  });
  const { body } = await clinic.call<{ days: { date: string; slots: { startsAt: string }[] }[] }>(
    'GET',
    `${CLINIC}/availability?${query.toString()}`,
  );
  const open = body.days.find(({ slots }) => slots.length > 0);
  assert.ok(open, 'no free time with the therapist');
  return { date: open.date, startsAt: open.slots.at(-1)?.startsAt ?? '' };
}

/** Somebody with controlled blood pressure books with Ana after a long run. */
export async function bookTrained(
  clinic: Clinic,
  { checkIns = false, person = somebody() }: { checkIns?: boolean; person?: Person } = {},
): Promise<Booked> {
  const clock = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  const now = Date.parse(clock.body.now);
  const services = await clinic.call<{ id: string; sessionType: string }[]>(
    'GET',
    `${CLINIC}/services`,
  );
  const serviceId = services.body.find((s) => s.sessionType === 'recovery_light')?.id ?? '';
  const all = await clinic.call<{ id: string; name: string }[]>('GET', `${CLINIC}/therapists`);
  const therapistId = all.body.find(({ name }) => name.startsWith('Ana'))?.id ?? '';
  const { date, startsAt } = await freeTime(clinic, serviceId, therapistId, now);
  const endedAt = new Date(now - 4 * HOUR).toISOString();
  const training = { type: 'long_endurance', endedAt, rpe: 8, durationMin: 95 };
  const more = { areas: ['calves'], soreness: 4 };
  const screening = ['bp_controlled'];
  const spoken = await clinic.call<{ id: string }>('POST', `${CLINIC}/recommendations`, {
    ...{ training, ...more, goal: 'ease_soreness', screening },
  });
  const wanted = { serviceId, durationMin: 30, startsAt, therapistId };
  const hold = await clinic.call<{ id: string; token: string }>('POST', `${CLINIC}/holds`, wanted);
  const booked = await clinic.call<{ reference: string }>(
    'POST',
    `${CLINIC}/bookings`,
    {
      ...{ holdId: hold.body.id, client: person, training: { ...training, ...more }, screening },
      ...{ recommendationId: spoken.body.id, note: 'Please go easy on the left side.' },
      consents: { healthData: true, checkIns, marketing: false },
    },
    { 'Hold-Token': hold.body.token },
  );
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  return { person, reference: booked.body.reference, date };
}

const card = (page: Page, reference: string) => page.locator(`[data-reference="${reference}"]`);

/** One sentence, the same for a wrong password and for nobody; what was typed stays. */
export async function wrongPassword(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  await page.goto(clinic.at('/desk/sign-in'));
  await signIn(page, 'ana', 'not the password');
  const said = await id(page, 'sign-in-error').textContent();
  assert.equal(await page.getByLabel('E-mail').inputValue(), people.ana[0]);
  await page.getByLabel('E-mail').fill('nobody@limber.example');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForLoadState('networkidle');
  assert.equal(await id(page, 'sign-in-error').textContent(), said);
  assert.match(page.url(), /sign-in/);
  await context.close();
}

/** Phone in one hand: the day says what to know, the answers open by a press that is recorded. */
export async function therapistReadsHealth(browser: Browser, clinic: Clinic): Promise<void> {
  const { reference, date } = await bookTrained(clinic);
  const address = `/desk/day?date=${date}`;
  const { page, context, complaints } = await atDesk(browser, clinic, 'ana', address, {
    size: 'phone',
  });
  assert.ok(page.url().endsWith(address), 'signing in does not lead where one wanted to go');
  const visitCard = page.locator('li', { has: card(page, reference) });
  await visitCard.getByText(/\d+ h after a long run or ride, RPE 8/).waitFor();
  await visitCard.getByText(/At most moderate pressure/).waitFor();
  await card(page, reference).click();
  await page.getByText('Opening this is recorded').waitFor();
  assert.equal(await page.getByText('Please go easy on the left side.').count(), 0);
  await id(page, 'open-health').click();
  await page.getByText('Please go easy on the left side.').waitFor();
  await id(page, 'health-answers').getByText('Answered yes').waitFor();
  await id(page, 'health-answers').getByText('certainty').first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Schedule, contact and form status, and not a word about anybody's health. */
export async function deskSeesNoHealth(browser: Browser, clinic: Clinic): Promise<void> {
  const { reference, date } = await bookTrained(clinic);
  const { page, context } = await atDesk(browser, clinic, 'desk', `/desk/day?date=${date}`);
  await card(page, reference).click();
  await id(page, 'panel').getByText('Form answered').waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), WORDS_OF_HEALTH);
  const health = await context.request.get(
    clinic.at(`${CLINIC}/desk/bookings/${reference}/health`),
  );
  assert.equal(health.status(), 404);
  await context.close();
}

/** The reason is asked, the client is told, and the log says so. */
export async function clinicCancels(browser: Browser, clinic: Clinic): Promise<void> {
  const { person, reference, date } = await bookTrained(clinic);
  const { page, context } = await atDesk(browser, clinic, 'desk', `/desk/day?date=${date}`);
  await card(page, reference).click();
  await id(page, 'cancel').click();
  await page.getByText(`A cancellation mail goes to ${person.email}`).waitFor();
  await id(page, 'cancel-yes').click();
  await page.getByText('Choose a reason first').waitFor();
  await page.getByLabel('Therapist away').check();
  await page.getByRole('radio', { name: 'Now', exact: true }).check();
  await id(page, 'cancel-yes').click();
  await id(page, 'cancelled').waitFor();
  await id(page, 'message').filter({ hasText: 'Cancellation' }).waitFor();
  await page.keyboard.press('Escape');
  await card(page, reference).waitFor({ state: 'detached' });
  const end = performance.now() + 15_000;
  const subjects = async (): Promise<string> =>
    (await clinic.mailsTo(person.email)).map(({ subject }) => subject).join('\n');
  while (!/cancel/i.test(await subjects())) {
    assert.ok(performance.now() < end, 'no mail told the client');
    await page.waitForTimeout(300);
  }
  await context.close();
}

/** Arrows change the day; Enter opens the panel, Escape closes it and gives the focus back. */
export async function panelByKeyboard(browser: Browser, clinic: Clinic): Promise<void> {
  const { reference, date } = await bookTrained(clinic);
  const { page, context } = await atDesk(browser, clinic, 'ana', `/desk/day?date=${date}`);
  await card(page, reference).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`booking=${reference}`));
  await id(page, 'open-health').waitFor();
  for (let pressed = 0; pressed < 25; pressed += 1) await page.keyboard.press('Tab');
  const isInside = (): Promise<boolean> =>
    page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  assert.ok(await isInside(), 'the focus leaves the open panel');
  await page.keyboard.press('Escape');
  await id(page, 'panel').waitFor({ state: 'detached' });
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-reference'));
  assert.equal(focused, reference);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL((url) => url.searchParams.get('date') !== date);
  await context.close();
}

const appears = (what: Locator): Promise<boolean> =>
  what.waitFor({ timeout: 4_000 }).then(
    () => true,
    () => false,
  );

/** A step the clinic refuses is taken back on the screen, and both are said. */
export async function stepIsTakenBack(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/day');
  const arrived = id(page, 'step-arrived').first();
  // On a Sunday nobody comes: the clock moves on to a day with somebody to await.
  for (let day = 0; day < 3 && !(await appears(arrived)); day += 1) {
    await clinic.advance('PT24H');
    await page.goto(clinic.at('/desk/day'));
  }
  await page.route('**/visit', (route) => route.abort());
  const visit = page.locator('li', { has: arrived }).first();
  await arrived.click();
  await id(page, 'said').getByText('stands as before').waitFor();
  await visit.getByText('Booked').waitFor();
  await page.unroute('**/visit');
  await arrived.click();
  await id(page, 'said').getByText('is marked as arrived').waitFor();
  await context.close();
}

/** A session that has ended says so, and leads back to the same day and booking. */
export async function sessionEnds(browser: Browser, clinic: Clinic): Promise<void> {
  const { reference, date } = await bookTrained(clinic);
  const { page, context } = await atDesk(browser, clinic, 'ana', `/desk/day?date=${date}`);
  await card(page, reference).waitFor();
  await context.clearCookies();
  await card(page, reference).click();
  await page.getByText('Your session has ended').waitFor();
  await signIn(page, 'ana');
  await page.waitForURL(new RegExp(`date=${date}&booking=${reference}`));
  await id(page, 'open-health').waitFor();
  await context.close();
}

/** Fields that reach beyond the page's own margin, though nothing scrolls sideways. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const title = document.querySelector('#day h1');
    const margin = title?.getBoundingClientRect().left ?? 0;
    return [...document.querySelectorAll('main input, main select, main button')]
      .filter((each) => !each.closest('[role=region]'))
      .filter((each) => each.getBoundingClientRect().right > window.innerWidth - margin + 1)
      .map((each) => `${each.getAttribute('aria-label') ?? each.tagName} sticks out`);
  });

/** What waits for the desk: requests and sick calls, nothing serious, nothing sideways. */
export async function officeIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const found: string[] = [];
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/day', { size });
  for (const path of ['/desk/requests', '/desk/sick', '/desk/waiting']) {
    await page.goto(clinic.at(path));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await faults(page, size, path)));
  }
  await context.close();
  assert.deepEqual(found, []);
}

/** The owner is told that the worker runs; what did not arrive can be looked through by kind. */
export async function ownerLooksBehind(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', '/desk/day', { size });
  await page.goto(clinic.at('/desk/jobs'));
  await page.getByRole('heading', { name: 'The worker is running' }).waitFor();
  assert.equal(await id(page, 'queue').count(), 3);
  const found = await faults(page, size, '/desk/jobs');
  await page.goto(clinic.at('/desk/mail'));
  for (const kind of ['Unclear', 'Being retried', 'Too late', 'Stopped addresses']) {
    const chip = page.getByRole('button', { name: kind });
    await chip.click();
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    await page.getByRole('main').getByRole('status').waitFor();
    found.push(...(await faults(page, size, `/desk/mail ${kind}`)));
  }
  found.push(...(await reportFaults(page, clinic, size)));
  await context.close();
  assert.deepEqual(found, []);
}

/** Counts and spread of everybody's answers: by session with quartiles, by therapist in the order of names only. */
async function reportFaults(page: Page, clinic: Clinic, size: Size): Promise<string[]> {
  await page.goto(clinic.at('/desk/reports'));
  await page.getByLabel('Period').selectOption({ label: 'The last 365 days' });
  const sessions = page.getByRole('region', { name: 'Soreness by session' });
  await sessions.getByRole('row').nth(3).waitFor();
  const rates = (await id(page, 'rate').allTextContents()).map((each) =>
    /(\d+) of (\d+)/.exec(each),
  );
  assert.equal(rates.filter((rate) => Number(rate?.[2]) >= Number(rate?.[1])).length, 3);
  assert.match(await page.getByRole('main').innerText(), /only from 30 answers on/);
  const named = page.getByRole('region', { name: 'By therapist' }).getByRole('rowheader');
  const names = await named.allTextContents();
  assert.deepEqual(names, [...names].sort());
  return faults(page, size, '/desk/reports');
}

/** Both roles, the day and the open panel: nothing serious, nothing sideways. */
export async function deskIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const found: string[] = [];
  for (const who of ['ana', 'desk'] as const) {
    const { page, context } = await atDesk(browser, clinic, who, '/desk/day', { size });
    await page.waitForLoadState('networkidle');
    found.push(...(await faults(page, size, `${who}, day`)));
    // Beside the rail there is room; a phone has only its margins.
    if (size === 'phone') {
      found.push(...(await sticksOut(page)).map((what) => `${who}, day: ${what}`));
    }
    await page.keyboard.press('ArrowRight');
    const first = id(page, 'card').first();
    if (await appears(first)) {
      await first.click();
      await id(page, 'message').first().waitFor();
      found.push(...(await faults(page, size, `${who}, panel`)));
    }
    await context.close();
  }
  assert.deepEqual(found, []);
}
