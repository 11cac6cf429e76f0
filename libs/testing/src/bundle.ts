import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const program = `
  import { build } from 'rolldown';
  const [input, file, tsconfig] = process.argv.slice(1);
  const inside = /^[./]|^[A-Za-z]:|^\\0|^@limber[/]|^@oxc-project[/]/;
  await build({ input, tsconfig, platform: 'node', external: (id) => !inside.test(id),
                output: { file, format: 'esm', codeSplitting: false } });
`;

/**
 * A TypeScript program as one file for plain Node, for suites that start a process. Jest transforms only
 * what it loads itself. Whoever asked deletes the file.
 */
export function bundleProgram(entry: string): string {
  const root = join(__dirname, '../../..');
  // Inside the workspace, so that the bundle finds the packages.
  const folder = join(root, 'node_modules/.cache/limber');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `program-${randomBytes(6).toString('hex')}.mjs`);
  const tsconfig = join(root, 'tsconfig.base.json');
  execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', program, '--', entry, file, tsconfig],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return file;
}
