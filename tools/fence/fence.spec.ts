import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { createConfig } from './config.mjs';
import { permitted, refused, type Case } from './fence.cases.ts';
import { rooms } from './rooms.mjs';

/**
 * A small house with the same rooms, outside our own tree, linted with our own rules. All cases are
 * planted before the first look: one program sees them all.
 */
const repository = join(__dirname, '../..');
const planted = new Map<Case, string>();
let house: string;
let results: ESLint.LintResult[];

function write(path: string, source: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  return file;
}

function link(target: string, name: string): void {
  const path = join(house, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

function buildRoom(name: string, path: string): void {
  write(`${path}/src/index.ts`, `export type Guest = string;\nexport const guest = '${name}';\n`);
  write(
    `${path}/package.json`,
    `{ "name": "@limber/${name}", "type": "module", "exports": { ".": "./src/index.ts" } }`,
  );
  link(join(house, path), `@limber/${name}`);
}

function buildHouse(): void {
  const base = join(repository, 'tsconfig.base.json');
  const include = ['apps', 'libs', 'migrations', 'tools'];
  write('tsconfig.lint.json', JSON.stringify({ extends: base, include }));
  for (const { name, path } of rooms) buildRoom(name, path);
  buildRoom('attic', 'libs/attic');
  for (const name of ['@types', '@nestjs', 'fast-check', 'react', 'typeorm', 'zod']) {
    link(join(repository, 'node_modules', name), name);
  }
}

/** Gives each case file names of its own: a.ts -> case7.ts, beside.ts -> case7-beside.ts. */
function plant(one: Case, index: number): void {
  const rename = (text: string): string =>
    text
      .replace(/(?<=\/)a(?=\.)/g, `case${index}`)
      .replace(/(?<=\/)beside/g, `case${index}-beside`);
  if (one.beside) write(rename(one.beside.path), rename(one.beside.source));
  planted.set(one, write(rename(one.path), rename(one.source)));
}

/** The rules that object to a case, each once. */
function objections(one: Case): (string | null)[] {
  const result = results.find(({ filePath }) => filePath === planted.get(one));
  if (!result) throw new Error(`not linted: ${basename(one.path)}`);
  return [...new Set(result.messages.map(({ ruleId, message }) => ruleId ?? message))];
}

beforeAll(async () => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'limber-fence-')));
  buildHouse();
  [...permitted, ...refused].forEach(plant);
  const eslint = new ESLint({
    cwd: house,
    overrideConfigFile: true,
    overrideConfig: createConfig(house) as Linter.Config[],
  });
  results = await eslint.lintFiles([...planted.values()]);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the fence', () => {
  it.each(permitted.map((one) => [one.name, one.path, one] as const))(
    'lets pass: %s (%s)',
    (_name, _path, one) => {
      expect(objections(one)).toEqual([]);
    },
  );

  it.each(refused.map((one) => [one.name, one.path, one] as const))(
    'refuses: %s (%s)',
    (_name, _path, one) => {
      expect(objections(one)).toContain(one.rule);
    },
  );
});
