import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { untilFocused, of } from './keyboard.ts';
import { asStaff, bookLight, CLINIC, idOf, ownDay } from './rearranging.steps.ts';
import { fillContact, pickTime, Presses } from './steps.ts';

const MONDAY = 1;

/** The same time every week: what stands against a date is shown and settled before anything is saved. */
export async function seriesWithConflict(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, at } = await ownDay(clinic, MONDAY, ['10:00']);
  const weekLater = new Date(Date.parse(at('10:00')) + 7 * 86_400_000).toISOString();
  await bookLight(clinic, 'Ana', weekLater);
  const { page, context, complaints } = await atDesk(
    ...([browser, clinic, 'desk', `/desk/day?date=${date}&panel=new`] as const),
  );
  const { name } = somebody();
  await id(page, 'making').waitFor();
  await page.getByLabel('Service').selectOption({ label: 'Light recovery massage' });
  await page.getByRole('radio', { name: '30 min' }).click();
  // Pressed too early, the first field that is missing says so and has the focus.
  await id(page, 'book').click();
  await page.getByText('Choose the time.').waitFor();
  await untilFocused(page, of('start-time'));
  await id(page, 'start-time').fill('10:00');
  await page.getByLabel('Therapist', { exact: true }).selectOption({ label: 'Ana Ribeiro' });
  await page.getByLabel('How often').selectOption({ label: 'Every week' });
  await page.getByLabel('How many visits').selectOption('2');
  await page.getByText('1 date breaks a rule.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await id(page, 'book').click();
  await page.getByText('Choose at least two dates.').waitFor();
  assert.deepEqual(await findings(page, 'series'), []);
  await page
    .getByRole('button', { name: /^Take .* instead$/ })
    .first()
    .click();
  await id(page, 'book').click();
  await id(page, 'said').getByText(`${name} is booked, 2 visits.`).waitFor();
  await id(page, 'panel').getByText('Part of a series').waitFor();
  await page.getByRole('button', { name: 'Cancel this and the visits after it' }).click();
  await page.getByLabel('Booked by mistake').check();
  await id(page, 'cancel-yes').click();
  await id(page, 'said').getByText('2 visits cancelled.').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

/** From the list of sessions to a time that is asked for; the price in the button says that it is a request. */
async function askFor(browser: Browser, clinic: Clinic, person: Person): Promise<string> {
  const { page, context, complaints } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const serviceId = await idOf(clinic, 'services', 'Event preparation');
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await id(page, 'slot').first().waitFor();
  await page.goto(clinic.at(`/book/times?service=${serviceId}&length=120`));
  await pickTime(page, press);
  await page.getByText('The clinic answers this request itself.').waitFor();
  assert.match((await id(page, 'confirm').textContent()) ?? '', /Ask for this time · £145\.00/);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  await press.on('confirm');
  await page.getByText('Your request is in').waitFor();
  const link = clinic.at((await id(page, 'manage-link').getAttribute('href')) ?? '');
  assert.deepEqual(complaints, []);
  await context.close();
  return link;
}

/** What needs the clinic's yes: asked for by two, one hears yes and one hears no, and each sees it. */
export async function requestIsAnswered(browser: Browser, clinic: Clinic): Promise<void> {
  const [glad, sorry] = [somebody(), { ...somebody(), name: 'Bo Lind' }];
  const gladLink = await askFor(browser, clinic, glad);
  const sorryLink = await askFor(browser, clinic, sorry);
  await clinic.mailSaying(glad.email, /request/i);
  const { page, context } = await atDesk(browser, clinic, 'desk', '/desk/requests');
  assert.deepEqual(await findings(page, 'requests with some waiting'), []);
  await page.getByRole('button', { name: `Confirm the request of ${glad.name}` }).click();
  await id(page, 'said').getByText('is confirmed and told by mail').waitFor();
  await page.getByRole('button', { name: 'Decline the request of Bo Lind' }).click();
  await page.getByRole('button', { name: 'Yes, decline' }).click();
  await id(page, 'said').getByText('The request of Bo Lind is declined').waitFor();
  await context.close();
  await clinic.mailSaying(glad.email, /^Booked/);
  const client = await visit(browser, { size: 'phone' });
  await client.page.goto(sorryLink);
  await client.page.getByText('The clinic could not offer this time.').waitFor();
  await client.page.goto(gladLink);
  await id(client.page, 'move').waitFor();
  assert.equal(await client.page.getByText('Your request is in').count(), 0);
  await client.context.close();
}

interface Check {
  startsAt: string;
  broken: { code: string }[];
  overridable: boolean;
}

const LEAST = { durationMin: 30, screening: null, notify: false };

/** The first of these starts at which Ana's hands are free, whatever other rule it breaks. */
async function soonWithAna(page: Page, clinic: Clinic): Promise<Record<string, unknown>> {
  const clock = await clinic.call<{ now: string }>('GET', '/api/v1/demo/clock');
  const quarter = 15 * 60_000;
  const now = Math.ceil(Date.parse(clock.body.now) / quarter) * quarter;
  const places = await clinic.call<{ locations: { id: string; name: string }[] }>('GET', CLINIC);
  const start = {
    serviceId: await idOf(clinic, 'services', 'Light recovery'),
    therapistId: await idOf(clinic, 'therapists', 'Ana'),
    locationId: places.body.locations.find(({ name }) => name === 'Riverside')?.id ?? '',
    durationMin: 30,
  };
  for (let quarters = 0; quarters < 12; quarters += 1) {
    const startsAt = new Date(now + quarters * quarter).toISOString();
    const { body } = await asStaff<Check>(page, clinic, 'checks', { ...start, startsAt });
    if (!body.overridable) continue;
    const codes = body.broken.map(({ code }) => code);
    return {
      ...{ ...LEAST, ...start, startsAt },
      ...(codes.length > 0 && { override: { codes, reason: 'urgent' } }),
    };
  }
  throw new Error('Ana has somebody all the time');
}

/** Nobody's name but one, and the session begins: whatever the time of day, it says what it breaks first. */
export async function walksIn(browser: Browser, clinic: Clinic): Promise<void> {
  const path = '/desk/day?panel=walk-in';
  const { page, context, complaints } = await atDesk(browser, clinic, 'desk', path);
  await id(page, 'making').waitFor();
  await page.getByLabel('Service').selectOption({ label: 'Light recovery massage' });
  await page.getByRole('radio', { name: '30 min' }).click();
  const who = page.getByLabel('Therapist', { exact: true });
  const can = id(page, 'free').or(id(page, 'override-reason'));
  const cannot = page.getByText(/cannot be booked|Cannot be booked/);
  // Ana is left to those who follow her day on a phone.
  const names = (await who.locator('option').allTextContents()).filter((n) => !/^Ana/.test(n));
  for (const name of names) {
    await who.selectOption({ label: name });
    await page.locator('[role=status][aria-busy]').waitFor({ state: 'detached' });
    await can.or(cannot).first().waitFor();
    if (await can.first().isVisible()) break;
  }
  const name = `Walk-in ${Date.now().toString(36)}`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (await id(page, 'override-reason').isVisible()) {
    await id(page, 'override-reason').selectOption('urgent');
  }
  assert.match((await id(page, 'book').textContent()) ?? '', /^Start now, £/);
  await id(page, 'book').click();
  await id(page, 'panel').getByText('Arrived').first().waitFor();
  await id(page, 'panel').getByText(name).first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Arrived, started, ended: each by the one button under the thumb, with nothing else pressed. */
export async function oneThumb(browser: Browser, clinic: Clinic): Promise<void> {
  const desk = await atDesk(browser, clinic, 'desk', '/desk/day');
  const start = await soonWithAna(desk.page, clinic);
  const { name, email, phone } = somebody();
  const made = await asStaff<{ reference: string }>(desk.page, clinic, 'bookings', {
    ...{ ...start, client: { name, email, phone } },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  await desk.context.close();
  const { page, context, complaints } = await atDesk(browser, clinic, 'ana', '/desk/day', {
    size: 'phone',
  });
  const done: string[] = [];
  // Whoever is at hand comes first; theirs is ended the same way.
  for (let presses = 0; presses < 12 && done.at(-1) !== 'done'; presses += 1) {
    const bar = id(page, 'thumb');
    const press = bar.getByRole('button');
    const whose = (await bar.locator('p span').first().textContent()) ?? '';
    const step = ((await press.getAttribute('data-testid')) ?? '').replace('step-', '');
    const box = await press.boundingBox();
    const { height } = page.viewportSize() ?? { height: 0 };
    assert.ok(box && box.y > height * 0.8, `${step} is out of the thumb's reach`);
    assert.ok(box.height >= 56 && box.width > 180, `${step} is too small for a thumb`);
    if (presses === 0) assert.deepEqual(await findings(page, 'the own day'), []);
    await press.click();
    if (whose === name) done.push(step);
    await page
      .locator(`[data-testid="thumb"] [data-testid="step-${step}"]`)
      .and(page.getByRole('button', { name: RegExp(whose) }))
      .waitFor({ state: 'detached' });
  }
  assert.deepEqual(done, ['arrived', 'in_session', 'done']);
  assert.deepEqual(complaints, []);
  await context.close();
}
