import type { Page } from 'playwright-core';

export const focused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** The page puts it there, once it has drawn what it answers; fails when it never does. */
export const untilFocused = async (page: Page, selector: string): Promise<void> => {
  await page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) ?? false,
    selector,
  );
};

export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${selector}`);
}

export const of = (testId: string): string => `[data-testid="${testId}"]`;

export async function pressAt(page: Page, selector: string, key = 'Enter'): Promise<void> {
  await page.locator(selector).first().waitFor();
  await tabTo(page, selector);
  await page.keyboard.press(key);
}
