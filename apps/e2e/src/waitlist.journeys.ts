import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { findings } from './axe.ts';
import { visit } from './browser.ts';
import { type Clinic, id, type Person, somebody } from './clinic.ts';
import { untilFocused, of, pressAt } from './keyboard.ts';
import { bookLight, ownDay } from './rearranging.steps.ts';
import { fillContact } from './steps.ts';

interface Booked {
  reference: string;
  token: string;
  view: {
    serviceId: string;
    durationMin: number;
    startsAt: string;
    endsAt: string;
    timeZone: string;
    therapist: { id: string };
  };
}

const api = '/api/v1/clinics/demo';

const WEDNESDAY = 3;

/** Somebody has the time that others will wait for; weeks ahead, so that no hour of today is too short a notice. */
async function fullTime(clinic: Clinic): Promise<Booked> {
  const { at } = await ownDay(clinic, WEDNESDAY, ['10:00']);
  const { reference, manageUrl } = await bookLight(clinic, 'Ana', at('10:00'));
  const token = new URL(manageUrl).searchParams.get('token') ?? '';
  const { body } = await clinic.call<Booked['view']>(
    'GET',
    `${api}/bookings/${reference}`,
    undefined,
    {
      'Link-Token': token,
    },
  );
  return { reference, token, view: body };
}

const wall = (at: string, timeZone: string): { date: string; time: string } => ({
  date: new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at)),
  time: new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(new Date(at)),
});

/** A parent waits for somebody under 18, and is told what that changes. */
async function fillForYoung(page: Page, { name, email, phone }: Person): Promise<void> {
  await id(page, 'for-young').check();
  await page.getByText(/at most 45 minutes, with moderate pressure/).waitFor();
  await page.getByLabel('Your name').fill('Pat Reed');
  await page.getByLabel('Their name').fill(name);
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByLabel('Your phone').fill(phone);
}

/** Through the page: the day, hours of its own, and who is waiting. */
async function joinOnPage(
  page: Page,
  clinic: Clinic,
  { view }: Booked,
  person: Person,
  isYoung = false,
): Promise<void> {
  const { serviceId, durationMin, startsAt, endsAt, timeZone } = view;
  const [from, to] = [wall(startsAt, timeZone), wall(endsAt, timeZone)];
  const search = `service=${serviceId}&length=${durationMin}&date=${from.date}`;
  await page.goto(clinic.at(`/book/times?${search}`));
  await id(page, 'join-waitlist').first().click();
  await page.getByRole('radio', { name: 'Own hours' }).click();
  await page.getByLabel('Not before').fill(from.time);
  await page.getByLabel('Finished by').fill(to.time);
  if (isYoung) await fillForYoung(page, person);
  else await fillContact(page, person);
  assert.deepEqual(await findings(page, 'joining'), []);
  await id(page, 'join').click();
  await page.getByText('You are on the list', { exact: true }).waitFor();
  assert.deepEqual(await findings(page, 'place on the list'), []);
}

async function openOffer(page: Page, clinic: Clinic, { email }: Person): Promise<void> {
  const link = await clinic.linkTo(email, /\/waitlist-offer\//);
  assert.ok(link, 'no offer came');
  await page.goto(link);
  await id(page, 'countdown').waitFor();
}

/** Two wait, one of them for their child, and one time comes free: the quicker has it, the other reads that it is gone and stays on the list. */
export async function firstToAccept(browser: Browser, clinic: Clinic): Promise<void> {
  await clinic.byDay();
  const quick = await visit(browser, { size: 'phone' });
  const slow = await visit(browser, { theme: 'dark' });
  const booked = await fullTime(clinic);
  const [one, two] = [somebody(), somebody()];
  await joinOnPage(quick.page, clinic, booked, one, true);
  await joinOnPage(slow.page, clinic, booked, two);
  const cancelled = await clinic.call(
    'POST',
    `${api}/bookings/${booked.reference}/cancel`,
    { acceptFee: true },
    { 'Link-Token': booked.token },
  );
  assert.equal(cancelled.status, 200);
  await openOffer(quick.page, clinic, one);
  await openOffer(slow.page, clinic, two);
  assert.deepEqual(await findings(quick.page, 'offer'), []);
  await id(quick.page, 'accept').click();
  await quick.page.getByText('Please answer the health question first.').waitFor();
  await quick.page.getByText('None of these is true for them today').waitFor();
  await id(quick.page, 'still-none').check();
  await id(quick.page, 'accept').click();
  await quick.page.getByText('It is yours').first().waitFor();
  await id(slow.page, 'still-none').check();
  await id(slow.page, 'accept').click();
  await slow.page.getByText('Just taken').first().waitFor();
  await slow.page.getByText('You stay on the list.').waitFor();
  assert.deepEqual(await findings(slow.page, 'a lost offer'), []);
  await slow.page.getByRole('link', { name: 'See my place on the list' }).click();
  await slow.page.getByText('somebody was quicker').waitFor();
  // A key pressed twice takes nobody off the list; the way back leads to where one was.
  await pressAt(slow.page, of('leave'));
  await id(slow.page, 'leave-yes').waitFor();
  await slow.page.keyboard.press('Enter');
  await id(slow.page, 'leave-yes').waitFor({ state: 'detached' });
  await untilFocused(slow.page, of('leave'));
  await id(slow.page, 'leave').click();
  await id(slow.page, 'leave-yes').click();
  await slow.page.getByText('You left the waitlist').waitFor();
  assert.deepEqual([...quick.complaints, ...slow.complaints], []);
  await quick.context.close();
  await slow.context.close();
}

/** The desk sees who waits, offers a time by hand, and takes somebody off the list. */
export async function deskOffersByHand(browser: Browser, clinic: Clinic): Promise<void> {
  await clinic.byDay();
  const { page, context, complaints } = await visit(browser);
  const booked = await fullTime(clinic);
  const person = { ...somebody(), name: `Wanda Waits ${Date.now().toString(36)}` };
  await joinOnPage(page, clinic, booked, person);
  await page.goto(clinic.at('/desk/sign-in'));
  await page.getByLabel('E-mail').fill('desk@limber.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('front-desk-demo');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/desk\/day/);
  await page.getByRole('link', { name: 'Waitlist' }).click();
  const row = id(page, 'waitlist-entry').filter({ hasText: person.name });
  await row.waitFor();
  assert.deepEqual(await findings(page, 'waitlist at the desk'), []);
  await row.getByTestId('offer-time').click();
  await row.getByTestId('offer-it').click();
  await row.getByText(/^Being offered/).waitFor();
  assert.ok(await clinic.linkTo(person.email, /\/waitlist-offer\//), 'no offer came');
  await page.getByRole('radio', { name: 'Offers so far' }).click();
  await id(page, 'wave').filter({ hasText: person.name }).waitFor();
  await page.getByRole('radio', { name: 'Waiting' }).click();
  await row.getByTestId('remove').click();
  await row.getByTestId('remove-yes').click();
  await row.waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
}
