import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { faults, findings } from './axe.ts';
import { type Size, visit } from './browser.ts';
import { type Clinic, id, somebody } from './clinic.ts';
import { untilFocused, of, pressAt } from './keyboard.ts';
import { answerTraining, fillContact, pickTime, Presses } from './steps.ts';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });
const STOPPED = 'Please do not have a massage now';

async function toTheTimes(page: Page, clinic: Clinic): Promise<void> {
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await answerTraining(page, press);
  await press.on('none-of-these');
  await id(page, 'slot').first().waitFor();
}

/** Tab and Enter only: from the suggestion to the claim behind it, to its studies, and to the next claim. */
export async function claimByKeyboard(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context, complaints } = await visit(browser);
  await toTheTimes(page, clinic);
  await pressAt(page, of('claim-C1'));
  await heading(page, 'Softens next-days muscle soreness').waitFor();
  assert.match(page.url(), /\/evidence\/C1$/);
  await page.getByText('Moderate certainty').first().waitFor();
  await page.getByText('Not reviewed by a clinician yet; not medical advice.').first().waitFor();
  await page.getByRole('heading', { level: 2, name: 'What is not shown' }).waitFor();
  const unchecked = page.getByRole('listitem').filter({ hasText: 'Jönhagen and colleagues 2004' });
  assert.equal(await unchecked.getByRole('link').count(), 0, 'an unchecked study is linked');
  await unchecked.getByText('Not yet checked by us, so its result is not printed.').waitFor();
  await pressAt(page, 'a[href="/evidence/C2"]');
  await heading(page, 'Restful care, with unclear effect on circulation').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

interface Drawn {
  low: number;
  high: number;
  estimate: number;
  from: number;
  to: number;
  at: number;
}

/** Every effect stands where its numbers say: −3 at the left end, 1 at the right, no difference at three quarters. */
export async function effectsAreToScale(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  await page.goto(clinic.at('/evidence/C1'));
  await page.locator('[data-estimate]').first().waitFor();
  const drawn = await page.locator('[data-estimate]').evaluateAll((bars): Drawn[] =>
    bars.map((bar) => {
      const box = bar.getBoundingClientRect();
      const share = (x: number): number => (x - box.left) / box.width;
      const line = bar.querySelector('[data-part=interval]')?.getBoundingClientRect();
      const mark = bar.querySelector('[data-part=estimate]')?.getBoundingClientRect();
      const { low, high, estimate } = (bar as HTMLElement).dataset;
      return {
        low: Number(low),
        high: Number(high),
        estimate: Number(estimate),
        from: share(line?.left ?? NaN),
        to: share(line?.right ?? NaN),
        at: share(mark ? (mark.left + mark.right) / 2 : NaN),
      };
    }),
  );
  assert.equal(drawn.length, 4);
  for (const { low, high, estimate, from, to, at } of drawn) {
    // The last one is in millimetres: -30 to 10.
    const place = (value: number): number => (low < -3 ? (value + 30) / 40 : (value + 3) / 4);
    for (const [seen, meant] of [
      [from, place(low)],
      [to, place(high)],
      [at, place(estimate)],
    ] as const) {
      assert.ok(Math.abs(seen - meant) < 0.01, `drawn at ${seen}, should be at ${meant}`);
    }
  }
  await context.close();
}

/** The clinic's clock as it will be: a claim nobody has looked at for more than 24 months says so. */
export async function oldReviewIsMarked(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  await page.goto(clinic.at('/evidence/C1'));
  await id(page, 'review-date').waitFor();
  assert.equal(await page.getByText('Review overdue').count(), 0);
  await page.route('**/api/v1/demo/clock', async (route) => {
    const answer = await route.fetch();
    const clock = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: { ...clock, now: '2029-03-01T09:00:00.000Z' } });
  });
  await page.reload();
  await page.getByText('Review overdue').waitFor();
  assert.equal(await id(page, 'review-date').getAttribute('data-overdue'), 'true');
  await context.close();
}

interface Band {
  hours: number;
  low: number;
  high: number;
}

/** Reads the numbers back from the drawn area, by the axis lines of the picture. */
const drawnBand = (page: Page): Promise<Band[]> =>
  page.locator('[data-part=band]').evaluate((path) => {
    const lines = [...(path.closest('svg')?.querySelectorAll('line.stroke-line') ?? [])];
    const number = (line: Element | undefined, name: string): number =>
      Number(line?.getAttribute(name));
    const [zero, , ten] = lines;
    const left = number(zero, 'x1');
    const width = number(zero, 'x2') - left;
    const bottom = number(zero, 'y1');
    const height = bottom - number(ten, 'y1');
    const points = (path.getAttribute('d') ?? '')
      .slice(1, -1)
      .split('L')
      .map((pair) => pair.split(' ').map(Number));
    const half = points.length / 2;
    const soreness = (y: number | undefined): number => (10 * (bottom - (y ?? NaN))) / height;
    return points.slice(0, half).map(([x, y], index) => ({
      hours: (96 * ((x ?? NaN) - left)) / width,
      high: soreness(y),
      low: soreness(points[points.length - 1 - index]?.[1]),
    }));
  });

/** One picture, one table, one file: the same numbers three times. */
export async function chartTableAgrees(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser);
  await toTheTimes(page, clinic);
  await page.locator('[data-part=band]').waitFor();
  const band = await drawnBand(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const stream = await (await saved).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const file = Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n').slice(1);
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const rows = page.locator('tr[data-hours]');
  assert.equal(await rows.count(), 9);
  assert.equal(file.length, 9);
  for (let index = 0; index < 9; index += 1) {
    const row = rows.nth(index);
    const hours = Number(await row.getAttribute('data-hours'));
    const range = (await row.locator('td').first().textContent()) ?? '';
    const [, low, high] = /^([\d.]+) to ([\d.]+)$/.exec(range) ?? [];
    assert.deepEqual(file[index]?.split(',').slice(1, 4), [String(hours), low, high]);
    const point = band.find((each) => Math.abs(each.hours - hours) < 0.1);
    // A tenth of a pixel and the rounding to one decimal.
    assert.ok(Math.abs((point?.low ?? NaN) - Number(low)) < 0.07, `low at ${hours} h`);
    assert.ok(Math.abs((point?.high ?? NaN) - Number(high)) < 0.07, `high at ${hours} h`);
  }
  await context.close();
}

/** The kept time is marked in the picture when the client comes back to look at others. */
export async function chosenTimeIsMarked(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  await toTheTimes(page, clinic);
  assert.equal(await page.locator('[data-part=chosen]').count(), 0);
  await page.getByText('What the mark means:').click();
  await page.getByRole('link', { name: 'Longer or earlier is not proven better' }).waitFor();
  await pickTime(page, new Presses(page));
  await page.getByRole('link', { name: 'Change the time' }).click();
  await page.locator('[data-part=chosen]').waitFor();
  await context.close();
  // A time that is pointed at, or chosen, has another ground, on which its mark is read as well.
  const large = await visit(browser);
  await toTheTimes(large.page, clinic);
  await large.page.locator('[data-testid=slot][data-best=true]').hover();
  assert.deepEqual(await faults(large.page, 'desktop', 'the best time, pointed at'), []);
  await large.context.close();
}

/** What speaks against the suggestion, and what else could be done, stands on the card itself. */
export async function cardTellsBothSides(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  await toTheTimes(page, clinic);
  const card = page.getByRole('region', { name: 'Our suggestion' });
  await card.getByText('What the article says, and where studies disagree').click();
  await card.getByText('13 for it, 5 against or without a difference').waitFor();
  await card.getByText('What if I skip massage?').click();
  for (const way of ['Waiting', 'Light movement', 'Quiet rest', 'Sleep']) {
    await card.getByRole('heading', { name: way, exact: true }).waitFor();
  }
  assert.deepEqual(await findings(page, 'card'), []);
  await context.close();
}

/** Back, addresses, a reload, the other way in: a ticked sign closes them all. */
export async function refuseHasNoWayAround(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  const stopped = () => heading(page, STOPPED).waitFor();
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await id(page, 'flag-emergency').check();
  await press.on('some-of-these');
  await stopped();
  await page.locator('a[href="tel:999"]').waitFor();
  for (const path of ['/book/times', '/book/times?choose=true', '/book/details', '/book/safety']) {
    await page.goto(clinic.at(path));
    await stopped();
  }
  await page.reload();
  await stopped();
  assert.equal(await id(page, 'slot').count(), 0);
  await page.goto(clinic.at('/'));
  await press.on('trained');
  await page.goto(clinic.at('/book/times?choose=true'));
  await stopped();
  await page.getByRole('link', { name: 'I ticked that by mistake' }).click();
  await id(page, 'flag-emergency').waitFor();
  assert.equal(await id(page, 'flag-emergency').isChecked(), true, 'the answer was forgotten');
  assert.equal(await id(page, 'none-of-these').count(), 0);
  await context.close();
}

/** A sign ticked at the last step: no booking is asked for, and no name travels with it. */
export async function lateSignStops(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  await toTheTimes(page, clinic);
  await pickTime(page, new Presses(page));
  await page.getByRole('button', { name: 'Show the list again' }).click();
  await id(page, 'flag-clot').check();
  await page.getByRole('button', { name: 'See what to do' }).click();
  await heading(page, STOPPED).waitFor();
  await page.locator('a[href="tel:111"]').waitFor();
  await page.goBack();
  await heading(page, STOPPED).waitFor();
  assert.deepEqual(
    sent.filter((path) => path.endsWith('/bookings')),
    [],
  );
  await context.close();
}

/** What to do about a sign does not wait for a network. */
export async function signWithoutNetwork(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await id(page, 'flag-muscle').waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await id(page, 'flag-muscle').check();
  await press.on('some-of-these');
  await heading(page, STOPPED).waitFor();
  await page.getByText('CK blood test').first().waitFor();
  await page.locator('a[href="tel:111"]').waitFor();
  await context.close();
}

/** What was suggested stands with the booking, from its record, with the rules and the day that spoke. */
export async function suggestionStaysWithBooking(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await visit(browser, { size: 'phone' });
  await toTheTimes(page, clinic);
  const title = (await page.locator('h1').textContent()) ?? '';
  const work = title.replace(/ on calves$/, '');
  await pickTime(page, new Presses(page));
  await fillContact(page, somebody());
  await id(page, 'still-none').check();
  await id(page, 'confirm').click();
  await id(page, 'manage-link').click();
  await page.getByText('What we suggested, and why').click();
  const suggested = id(page, 'suggested');
  await suggested.getByText(work).waitFor();
  await suggested.getByText(/^Rules \d+\.\d+, \w+day \d+ \w+, \d\d:\d\d$/).waitFor();
  assert.deepEqual(await findings(page, 'manage with its suggestion'), []);
  // Whoever cancels hears first that it is not too late for another time.
  await id(page, 'cancel').click();
  const stillOpen = (await id(page, 'still-open').textContent()) ?? '';
  assert.match(
    stillOpen,
    /still open until .+: (one other time is|\d+ other times are) free in it/,
  );
  assert.deepEqual(await findings(page, 'cancelling while the window is open'), []);
  // A key pressed twice cancels nothing.
  await page.keyboard.press('Enter');
  await id(page, 'cancel-yes').waitFor({ state: 'detached' });
  await untilFocused(page, of('cancel'));
  await suggested.getByRole('link', { name: 'Softens next-days muscle soreness' }).click();
  await heading(page, 'Softens next-days muscle soreness').waitFor();
  await context.close();
}

const PAGES = ['/evidence', '/evidence/C1', '/evidence/C3', '/evidence/C6', '/evidence/X1'];
const ALL = [...PAGES, '/evidence/X3', '/evidence/X10', '/evidence/c2', '/evidence/C99'];

export async function evidenceIsAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const { page, context, complaints } = await visit(browser, { size });
  const found: string[] = [];
  for (const path of ALL) {
    await page.goto(clinic.at(path));
    await page.locator('h1').first().waitFor();
    found.push(...(await faults(page, size, path)));
  }
  assert.deepEqual(found, []);
  assert.deepEqual(complaints, []);
  await context.close();
}
