/** Imports a TypeScript file of this workspace into plain node, on any supported version. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from './ensure-install.mjs';
import { isExternal } from './rolldown.base.mjs';

// Inside node_modules, so that the bundle finds the packages, and a fresh install clears it.
const CACHE = join(root, 'node_modules/.cache/limber');

/** @param {string} path from the root of the workspace */
export async function loadTypeScript(path) {
  return import(pathToFileURL(await bundleTypeScript(path)).href);
}

/** The same as a file, for a process of its own. @param {string} path from the root of the workspace */
export async function bundleTypeScript(path) {
  const build = await rolldown({
    input: join(root, path),
    platform: 'node',
    external: isExternal,
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  const { code } = output[0];

  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, file); // another process may be loading the same one
  return file;
}
