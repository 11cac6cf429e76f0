import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Size, themes } from './browser.ts';
import { keepPicture } from './picture.ts';

const source = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface Finding {
  impact: string | null;
  id: string;
  nodes: { target: unknown[] }[];
}

interface Axe {
  run(options: { runOnly?: string[] }): Promise<{ violations: Finding[] }>;
}

/** The rules that another theme can break. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Serious and critical findings of axe on the page as it stands, one line each; of all rules, or of a few. */
export async function findings(page: Page, name: string, rules?: string[]): Promise<string[]> {
  // Evaluated, not added as a script: the page's security policy forbids inline scripts.
  await page.evaluate(source);
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run(runOnly ? { runOnly } : {})).violations;
  }, rules);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      (each) => `${name}: ${each.id} at ${each.nodes.map((n) => n.target.join(' ')).join(', ')}`,
    );
}

/** Wider than its window, as one line: a phone page that scrolls both ways is broken. */
export async function sideways(page: Page, name: string): Promise<string[]> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return over > 0 ? [`${name}: ${over} px too wide`] : [];
}

/** What is wrong with the page as it stands, in the light and in the dark; a picture of each is kept. */
export async function faults(page: Page, size: Size, name: string): Promise<string[]> {
  const found = await sideways(page, name);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await settle(page);
    const rules = theme === 'light' ? undefined : ABOUT_COLOURS;
    found.push(...(await findings(page, `${name}, ${theme}`, rules)));
    await keepPicture(page, `${size}-${theme}`, name);
  }
  return found;
}

/**
 * Colours that still change into others would be measured halfway: they are brought to their end, and so are those
 * that follow them a frame later, until two frames in a row are quiet.
 */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frames = 0, quiet = 0; frames < 120 && quiet < 2; frames += 1) {
      await new Promise(requestAnimationFrame);
      const running = document.getAnimations().filter(({ effect, playState }) => {
        const { endTime } = effect?.getComputedTiming() ?? {};
        return playState === 'running' && Number.isFinite(endTime);
      });
      for (const animation of running) animation.finish();
      quiet = running.length === 0 ? quiet + 1 : 0;
    }
  });
