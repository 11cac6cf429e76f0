import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { type Clinic, id } from './clinic.ts';
import { atDesk } from './desk.journeys.ts';
import { save, saidTo, undo } from './setup.steps.ts';

/** Refused at the field, saved over midnight; who waits reads the new hours, and taken back the old ones. */
export async function quietHoursAreSet(browser: Browser, clinic: Clinic): Promise<void> {
  const { page, context } = await atDesk(browser, clinic, 'owner', '/desk/setup/policies');
  const from = page.getByLabel('Quiet from');
  const until = page.getByLabel('Quiet until');
  assert.deepEqual([await from.inputValue(), await until.inputValue()], ['21:00', '08:00']);
  await until.fill('21:00');
  await save(page);
  await id(page, 'form-error')
    .getByText(/begin and end at the same time/)
    .first()
    .waitFor();
  assert.equal(await until.getAttribute('aria-invalid'), 'true');
  assert.ok(await until.evaluate((field) => field === document.activeElement));
  await from.fill('20:15');
  await until.fill('09:30');
  await id(page, 'policy-preview')
    .getByText(/not sent between 20:15 and 09:30/)
    .waitFor();
  await save(page);
  await saidTo(page, /The policies are saved/);
  const said = async (): Promise<string> => {
    const { body } = await clinic.call<{ policies: string[] }>('GET', '/api/v1/clinics/demo');
    return body.policies.join(' ');
  };
  assert.match(await said(), /not sent between 20:15 and 09:30 on your clock/);
  await undo(page);
  await page.getByText('What waited goes out at 08:00.').waitFor();
  assert.match(await said(), /not sent between 21:00 and 08:00 on your clock/);
  await context.close();
}
