import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const source = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

interface Finding {
  impact: string | null;
  id: string;
  nodes: { target: unknown[] }[];
}

/** Serious and critical findings of axe on the page as it stands, one line each. */
export async function findings(page: Page, name: string): Promise<string[]> {
  // Evaluated, not added as a script: the page's security policy forbids inline scripts.
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      (each) => `${name}: ${each.id} at ${each.nodes.map((n) => n.target.join(' ')).join(', ')}`,
    );
}
