import type { Page } from 'playwright-core';
import { type Clinic, id, type Person } from './clinic.ts';

/** Presses, counted: the way through is promised in clicks. */
export class Presses {
  count = 0;

  constructor(private readonly page: Page) {}

  async on(testId: string): Promise<void> {
    this.count += 1;
    await id(this.page, testId).first().click();
  }

  async onButton(name: string): Promise<void> {
    this.count += 1;
    await this.page.getByRole('button', { name, exact: true }).click();
  }
}

export async function answerTraining(page: Page, press: Presses, soreness = 4): Promise<void> {
  await press.on('trained');
  await press.on('type-long_endurance');
  await press.on('ended-1');
  await press.on('rpe-7');
  await press.onButton('Calves');
  await press.on(`soreness-${soreness}`);
  await id(page, 'none-of-these').waitFor();
}

/** From the times to the form: any free time, on the next day that has one. */
export async function pickTime(page: Page, press: Presses, which = 0): Promise<string> {
  const slots = id(page, 'slot');
  await slots.first().waitFor();
  const slot = slots.nth(Math.min(which, (await slots.count()) - 1));
  const start = (await slot.getAttribute('data-start')) ?? '';
  press.count += 1;
  await slot.click();
  await id(page, 'confirm').waitFor();
  return start;
}

export async function fillContact(page: Page, { name, email, phone }: Person): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Phone').fill(phone);
}

/** A whole booking by the shortest way, for journeys that are about what comes after it. */
export async function bookRelaxing(page: Page, clinic: Clinic, person: Person): Promise<string> {
  const press = new Presses(page);
  await page.goto(clinic.at('/'));
  await press.on('relax');
  await press.on('none-of-these');
  await pickTime(page, press, 3);
  await fillContact(page, person);
  await id(page, 'still-none').check();
  await press.on('confirm');
  const link = await id(page, 'manage-link').getAttribute('href');
  return clinic.at(link ?? '');
}
