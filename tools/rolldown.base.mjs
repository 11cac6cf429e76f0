import { defineConfig } from 'rolldown';

/**
 * Packages of node_modules stay outside the bundle. Our own libs go in (they are TypeScript), and so do
 * the decorator helpers: they only exist at build time.
 */
export function isExternal(id) {
  const inside = [/^[./]/, /^[A-Za-z]:[\\/]/, /^\0/, /^@limber\//, /^@oxc-project\/runtime/];
  return !inside.some((pattern) => pattern.test(id));
}

/** @param {Record<string, string>} input name of the built file -> its source */
export function nodeApp(input) {
  return defineConfig({
    input,
    platform: 'node',
    external: isExternal,
    tsconfig: 'tsconfig.json',
    output: { dir: 'dist', format: 'esm', sourcemap: true, cleanDir: true },
  });
}
