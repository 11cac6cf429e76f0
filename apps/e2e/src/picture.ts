import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Kept after the run, so that a person can look at what the machine only measured. */
const KEPT = join(process.cwd(), 'test-output', 'pages');

/** Saves the whole page as `{series}/{name}.png`; the name may be an address. */
export async function keepPicture(page: Page, series: string, name: string): Promise<void> {
  const file = name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
  const folder = join(KEPT, series);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
}
