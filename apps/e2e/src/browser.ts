import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** CHROMIUM names another one; a machine without any is told so instead of timing out. */
export function launch(): Promise<Browser> {
  const wanted = process.env['CHROMIUM'];
  const executablePath = [...(wanted ? [wanted] : []), ...CANDIDATES].find((path) =>
    existsSync(path),
  );
  if (!executablePath) throw new Error('No Chromium found. Install it, or name it in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

export const sizes = ['phone', 'desktop'] as const;
export type Size = (typeof sizes)[number];
export const themes = ['dark', 'light'] as const;
export type Theme = (typeof themes)[number];

const viewports = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
} as const;

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: a policy violation, an error nobody caught. */
  readonly complaints: readonly string[];
}

/** A fresh person at the door: own cookies, own storage. */
export async function visit(
  browser: Browser,
  { size = 'desktop', theme = 'light' }: { size?: Size; theme?: Theme } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: viewports[size],
    colorScheme: theme,
    hasTouch: size === 'phone',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      /content security policy|uncaught|attribute \w+:/i.test(message.text())
    ) {
      complaints.push(message.text());
    }
  });
  return { page, context, complaints };
}
