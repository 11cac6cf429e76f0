import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { faults, findings } from './axe.ts';
import type { Size } from './browser.ts';
import { type Clinic, id } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { freeTimes, idOf, openDay, saidTo } from './setup.steps.ts';

const HOUR = 3_600_000;
const SECRET = 'private-7a9c8f0e2b4d6a8c';
const SUMMARY = 'Dentist, the left molar';

const compact = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

/** A calendar file with an hour at each of these starts. */
const fileOf = (starts: string[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Elsewhere//EN'],
    ...starts.flatMap((start) => [
      ...['BEGIN:VEVENT', `UID:${start}@elsewhere.example`, 'DTSTAMP:20260101T000000Z'],
      `DTSTART:${compact(Date.parse(start))}`,
      `DTEND:${compact(Date.parse(start) + HOUR)}`,
      ...[`SUMMARY:${SUMMARY}`, 'END:VEVENT'],
    ]),
    ...['END:VCALENDAR', ''],
  ].join('\r\n');

/** Whoever keeps the therapist's calendar: what is in it, and whether it answers at all. */
class Elsewhere {
  starts: string[] = [];
  isDown = false;
  private readonly server = createServer((_, response) => {
    response.writeHead(this.isDown ? 500 : 200, { 'content-type': 'text/calendar' });
    response.end(this.isDown ? '' : fileOf(this.starts));
  }).listen(0, '127.0.0.1');

  static async open(...starts: string[]): Promise<Elsewhere> {
    const elsewhere = new Elsewhere();
    elsewhere.starts = starts;
    await once(elsewhere.server, 'listening');
    return elsewhere;
  }

  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${SECRET}/basic.ics`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function connect(page: Page, address: string): Promise<void> {
  await id(page, 'calendar-address').fill(address);
  await id(page, 'calendar-connect').click();
}

const calendar = (page: Page) => id(page, 'private-calendar');
const readAgain = (page: Page) => id(page, 'calendar-read').click();

async function disconnect(page: Page): Promise<void> {
  await id(page, 'calendar-disconnect').click();
  await id(page, 'calendar-disconnect-yes').click();
  await saidTo(page, /is disconnected/);
  await calendar(page).waitFor({ state: 'detached' });
  await page.locator('#connected-calendars:focus').waitFor();
}

/** A time of Ana's that clients are offered, and whether they still are. */
async function anasTime(clinic: Clinic) {
  const therapistId = await idOf(clinic, 'Ana');
  const { date, slots } = await openDay(clinic, 2, therapistId);
  const start = slots[0]?.startsAt ?? '';
  const isOffered = async (): Promise<boolean> => {
    const days = await freeTimes(clinic, { from: date, therapistId });
    return days.some((day) => day.slots.some(({ startsAt }) => startsAt === start));
  };
  return { start, isOffered };
}

/** Busy there is busy here, also while nobody answers there; what comes free there is sold here. */
export async function connectsOwnCalendar(browser: Browser, clinic: Clinic): Promise<void> {
  const { start, isOffered } = await anasTime(clinic);
  const elsewhere = await Elsewhere.open(start);
  const { page, context, complaints } = await atDesk(browser, clinic, 'ana', '/desk/calendars', {
    size: 'phone',
  });
  assert.equal(await isOffered(), true);

  await connect(page, elsewhere.address);
  await saidTo(page, /127\.0\.0\.1:\d+ is connected\. 1 busy time to come/);
  await calendar(page).getByText('Read just now').waitFor();
  await page.locator('[data-testid=private-calendar]:focus').waitFor();
  assert.equal(await id(page, 'calendar-address').inputValue(), '');
  const shown = await page.content();
  assert.ok(!shown.includes(SECRET) && !shown.includes(SUMMARY), 'more is shown than when');
  assert.equal(await isOffered(), false);

  elsewhere.isDown = true;
  await readAgain(page);
  const trouble = id(page, 'calendar-trouble');
  await trouble.getByText('The calendar does not answer').waitFor();
  await trouble.getByText(/still counts as busy/).waitFor();
  assert.equal(await isOffered(), false, 'unreachable is not free');

  elsewhere.isDown = false;
  elsewhere.starts = [];
  await readAgain(page);
  await trouble.waitFor({ state: 'detached' });
  await calendar(page).getByText('No busy times to come').waitFor();
  assert.equal(await isOffered(), true, 'what came free there');

  elsewhere.starts = [start];
  await readAgain(page);
  await calendar(page).getByText('1 busy time to come').waitFor();
  assert.equal(await isOffered(), false);
  await disconnect(page);
  assert.equal(await isOffered(), true, 'disconnecting gives its time back');
  assert.deepEqual(complaints, []);
  elsewhere.close();
  await context.close();
}

/** Refused at the field with nothing lost, connected, in trouble, and asked whether it shall go: a key pressed twice keeps it. */
export async function ownCalendarsAreAccessible(
  browser: Browser,
  clinic: Clinic,
  size: Size,
): Promise<void> {
  const { start } = await anasTime(clinic);
  const elsewhere = await Elsewhere.open(start);
  elsewhere.isDown = true;
  const { page, context, complaints } = await atDesk(browser, clinic, 'owner', '/desk/calendars', {
    size,
  });
  await page.getByLabel('Whose calendar').selectOption({ label: 'Ana Ribeiro' });
  await page.getByText('Where to find the address').click();
  await id(page, 'calendar-asks').check();
  await id(page, 'calendar-username').fill('ana');
  await id(page, 'calendar-password').fill('of an app');
  await connect(page, elsewhere.address);
  await page.getByText(/Nothing answered at this address in time/).waitFor();
  const field = id(page, 'calendar-address');
  assert.equal(await field.inputValue(), elsewhere.address);
  assert.equal(await id(page, 'calendar-password').inputValue(), 'of an app');
  await page.locator('[data-testid=calendar-address]:focus').waitFor();
  const found = await faults(page, size, 'own calendars, refused');

  elsewhere.isDown = false;
  await id(page, 'calendar-asks').uncheck();
  await id(page, 'calendar-connect').click();
  await saidTo(page, /is connected/);
  elsewhere.isDown = true;
  await readAgain(page);
  await id(page, 'calendar-trouble').waitFor();
  found.push(...(await faults(page, size, 'own calendars, in trouble')));
  await id(page, 'calendar-disconnect').click();
  await id(page, 'calendar-disconnect-yes').waitFor();
  found.push(...(await findings(page, 'own calendars, asked')));
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=calendar-disconnect]:focus').waitFor();
  await disconnect(page);
  assert.deepEqual(found, []);
  assert.deepEqual(complaints, []);
  elsewhere.close();
  await context.close();
}
