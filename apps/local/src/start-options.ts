import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartRefused } from './start-refused.ts';

export interface StartOptions {
  /** The checkout. */
  root: string;
  port: number;
  /** Everything this clinic keeps; gone means a fresh one. */
  dataFolder: string;
}

export function readStartOptions(
  env: Record<string, string | undefined>,
  root: string,
): StartOptions {
  const port = Number(env['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartRefused(`PORT must be a number from 1 to 65535, not "${env['PORT']}".`);
  }
  return { root, port, dataFolder: resolve(root, env['LIMBER_DATA'] || '.data') };
}

/** The nearest folder above that is the workspace: the built file may lie at any depth. */
export function findRoot(from: string): string {
  if (existsSync(join(from, 'nx.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new StartRefused('This file must stay inside its checkout of Limber.');
  return findRoot(parent);
}
