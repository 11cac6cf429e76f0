import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { untilFocused } from './keyboard.ts';
import { type Booked, bookLight, ownDay } from './rearranging.steps.ts';

/** Ana, Priya and Leila work side by side. */
const WEDNESDAY = 3;

const rowOf = (page: Page, { reference }: Booked): Locator =>
  page.locator('li', { has: page.locator(`[data-reference="${reference}"]`) });

const cardOf = (page: Page, { reference }: Booked): Locator =>
  page.locator(`[data-reference="${reference}"]`);

/** Away for one whole day, as the desk hears it on the phone. */
async function reportSick(page: Page, clinic: Clinic, names: string[], date: string) {
  await page.goto(clinic.at('/desk/sick'));
  await id(page, 'sick-report').click();
  // Pressed with nobody chosen, it is said at the names, and the focus is on the first of them.
  await untilFocused(page, '[data-fault] input');
  for (const name of names) await page.getByRole('checkbox', { name }).check();
  await page.getByLabel('Until the end of').fill(date);
  await page.getByLabel('From', { exact: true }).fill(date);
  await id(page, 'sick-report').click();
  await id(page, 'said').getByText('The bookings are listed below').waitFor();
}

const callWith = (page: Page, booked: Booked): Locator =>
  id(page, 'sick-call').filter({ has: page.locator(`[data-reference="${booked.reference}"]`) });

async function openOffer(browser: Browser, clinic: Clinic, { person }: Booked) {
  const link = await clinic.linkTo(person.email, /\/re-offer\//);
  assert.ok(link, 'no offer came by mail');
  const visitor = await visit(browser, { size: 'phone' });
  await visitor.page.goto(link.replace(/#.*$/, ''));
  await visitor.page.getByText('is kept for you until').waitFor();
  return visitor;
}

/** A therapist is ill: one client keeps the time, one takes another, one cancels; the desk sees all three. */
export async function reOfferIsAnswered(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, at } = await ownDay(clinic, WEDNESDAY, ['10:00', '11:00', '14:30']);
  const keeps = await bookLight(clinic, 'Ana', at('10:00'));
  const moves = await bookLight(clinic, 'Ana', at('11:00'));
  const cancels = await bookLight(clinic, 'Ana', at('14:30'));
  const { page, context, complaints } = await atDesk(browser, clinic, 'desk', '/desk/sick');
  await reportSick(page, clinic, ['Ana Ribeiro'], date);
  const call = callWith(page, keeps);
  await call.getByText('3 bookings').waitFor();
  await call.getByTestId('offer-all').click();
  await id(page, 'said').getByText('3 offers are on the way').waitFor();

  const first = await openOffer(browser, clinic, keeps);
  assert.deepEqual(await findings(first.page, 'offer page'), []);
  await id(first.page, 're-offer-accept').click();
  await first.page.getByText('It is settled').first().waitFor();
  await first.context.close();

  const second = await openOffer(browser, clinic, moves);
  await id(second.page, 're-offer-move').click();
  await id(second.page, 'slot').first().waitFor();
  await id(second.page, 'slot').last().click();
  await id(second.page, 'move-yes').click();
  await id(second.page, 'moved-from').waitFor();
  // The clinic changed the plan: this move is not one of the client's two.
  assert.match((await id(second.page, 'move-policy').textContent()) ?? '', /twice more/);
  await second.context.close();

  const third = await openOffer(browser, clinic, cancels);
  await id(third.page, 're-offer-cancel').click();
  await id(third.page, 're-offer-cancel-yes').click();
  await third.page.getByText('The visit is cancelled, without a fee.').waitFor();
  await third.context.close();

  await clinic.mailSaying(cancels.person.email, /cancel/i);
  await page.reload();
  await rowOf(page, cancels).getByText('Cancelled by the client, free').waitFor();
  await rowOf(page, keeps).getByText('Accepted').waitFor();
  await rowOf(page, moves).getByText('Moved by the client').waitFor();
  // What is settled asks for nothing more.
  assert.equal(await callWith(page, keeps).getByText('Nobody equally skilled').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Where a booking stands now, by the clinic's own word. */
async function standing(page: Page, clinic: Clinic, { reference }: Booked) {
  const answer = await page
    .context()
    .request.get(clinic.at(`/api/v1/clinics/demo/desk/bookings/${reference}`));
  return (await answer.json()) as { startsAt: string; therapist: { name: string } };
}

/** What no mail settles: the number stands there, and the booking, whose card says why, is one press away. */
async function isSettledByPhone(page: Page, clinic: Clinic, booked: Booked): Promise<void> {
  const row = rowOf(page, booked);
  await row.getByText('Nobody').waitFor();
  await row.getByRole('link', { name: /^Phone .*\d/ }).waitFor();
  await row.getByRole('button', { name: /^Rearrange/ }).click();
  await id(page, 'panel').getByTestId('move').waitFor();
  const { startsAt } = await standing(page, clinic, booked);
  await page.goto(clinic.at(`/desk/day?date=${startsAt.slice(0, 10)}`));
  await cardOf(page, booked).getByText('Away then').first().waitFor({ state: 'attached' });
  await page.goto(clinic.at('/desk/sick'));
}

/**
 * Monday, eight o'clock: two are ill, five visits hang in the air. What can be offered is offered with one press
 * each, nobody twice; what nobody can take is moved by hand, taken back, and moved to where it stays.
 */
export async function twoAreIll(browser: Browser, clinic: Clinic): Promise<void> {
  const { date, at } = await ownDay(clinic, WEDNESDAY, ['10:00', '13:45', '14:45']);
  // Leila works from half past one: one of two at a quarter to two, and nobody before that.
  const anas = [
    await bookLight(clinic, 'Ana', at('10:00')),
    await bookLight(clinic, 'Ana', at('13:45')),
    await bookLight(clinic, 'Ana', at('14:45')),
  ] as const;
  const priyas = [
    await bookLight(clinic, 'Priya', at('13:45')),
    await bookLight(clinic, 'Priya', at('15:45')),
  ] as const;
  const { page, context, complaints } = await atDesk(browser, clinic, 'desk', '/desk/sick');
  await reportSick(page, clinic, ['Ana Ribeiro', 'Priya Raman'], date);
  await isSettledByPhone(page, clinic, anas[0]);
  let [offers, offered] = [0, 0];
  for (const each of [anas[0], priyas[0]]) {
    const press = callWith(page, each).getByTestId('offer-all');
    offers += Number(((await press.textContent()) ?? '').match(/\d+/)?.[0]);
  }
  assert.equal(offers, 3, 'two at a quarter to two, and one Leila');
  for (const each of [anas[0], priyas[0]]) {
    const press = callWith(page, each).getByTestId('offer-all');
    await press.click();
    await press.waitFor({ state: 'detached' });
  }
  for (const each of [anas[0], priyas[0]]) {
    offered += await callWith(page, each).getByText('Offered', { exact: true }).count();
  }
  assert.equal(offered, 3);

  // Nobody can take ten o'clock: it goes to Leila in the afternoon, back, and there again.
  const move = async (): Promise<void> => {
    await page.goto(clinic.at(`/desk/day?date=${date}&booking=${anas[0].reference}`));
    await id(page, 'move').click();
    const form = page.getByRole('region', { name: 'Move to another time' });
    await form.getByLabel('Start', { exact: true }).fill('18:00');
    await form.getByLabel('Therapist', { exact: true }).selectOption({ label: 'Leila Haddad' });
    await id(page, 'free').waitFor();
    await id(page, 'move-yes').click();
    await id(page, 'undo').waitFor();
  };
  await move();
  assert.equal((await standing(page, clinic, anas[0])).therapist.name, 'Leila Haddad');
  await id(page, 'undo').click();
  await id(page, 'said').getByText('is back where they were').waitFor();
  assert.equal((await standing(page, clinic, anas[0])).startsAt, at('10:00'));
  // The panel stands open as it was, and offers the next move.
  await id(page, 'panel').getByTestId('move').waitFor();
  await move();
  assert.equal((await standing(page, clinic, anas[0])).startsAt, at('18:00'));
  assert.deepEqual(complaints, []);
  await context.close();
}
