/** One planted file. Its name `a` is replaced by one of its own, and so is `./beside` (a second file). */
export interface Case {
  name: string;
  path: string;
  source: string;
  /** The second file, where a case needs two; `./a.ts` is the planted one. */
  beside?: { path: string; source: string };
}

export interface RefusedCase extends Case {
  rule: string;
}

const use = (from: string): string =>
  `import { guest } from '${from}';\nexport const used = guest;\n`;
const useType = (from: string): string =>
  `import type { Guest } from '${from}';\nexport type Used = Guest;\n`;
const constant = (expression: string): string => `export const x = ${expression};\n`;

const booking = 'libs/booking/src/a.ts';
const bookingTest = 'libs/booking/src/a.int-spec.ts';
const clinic = 'libs/clinic/src/a.ts';
const kernel = 'libs/kernel/src/a.ts';
const page = 'apps/web/src/a.tsx';

const injected = `import { Injectable } from '@nestjs/common';
import { B } from './beside.ts';

@Injectable()
export class A {
  constructor(readonly b: B) {}
}
`;

const neverAwaited = `export function f(work: () => Promise<void>): void {
  work();
}
`;

export const permitted: Case[] = [
  { name: 'a feature below', path: booking, source: use('@limber/clinic') },
  { name: 'types of a feature below', path: booking, source: useType('@limber/messaging') },
  { name: 'a neighbour file', path: booking, source: use('./beside.ts'), beside: guestBeside() },
  { name: 'the kernel', path: 'libs/scheduling/src/a.ts', source: use('@limber/kernel') },
  { name: 'the outbox', path: 'libs/jobs/src/a.ts', source: use('@limber/persistence') },
  { name: 'a feature, by the api', path: 'apps/api/src/a.ts', source: use('@limber/payments') },
  { name: 'a rule, by the web', path: 'apps/web/src/a.ts', source: use('@limber/evidence') },
  { name: 'migrations', path: 'apps/worker/src/a.ts', source: use('@limber/migrations') },
  { name: 'the stand-in', path: 'apps/local/src/a.ts', source: use('@limber/stripe-standin') },
  { name: 'the stand-in, by a test', path: bookingTest, source: use('@limber/stripe-standin') },
  { name: 'the test kit, by a test', path: bookingTest, source: use('@limber/testing') },
  {
    name: 'the embedded server, by the test kit',
    path: 'libs/testing/src/a.ts',
    source: use('@limber/embedded-postgres'),
  },
  {
    name: 'a schema in a pure library',
    path: 'libs/contracts/src/a.ts',
    source: `import { z } from 'zod';\nexport const x = z.string();\n`,
  },
  {
    name: 'fast-check in a test',
    path: 'libs/kernel/src/a.spec.ts',
    source: `import fc from 'fast-check';\nexport const x = fc.integer();\n`,
  },
  {
    name: 'a given time',
    path: kernel,
    source: 'export const day = (ms: number) => new Date(ms);\n',
  },
  {
    name: 'settings, in config',
    path: 'libs/config/src/a.ts',
    source: constant('process.env.PORT'),
  },
  {
    name: 'what Nest injects as a value',
    path: booking,
    source: injected,
    beside: { path: 'libs/booking/src/beside.ts', source: 'export class B {}\n' },
  },
];

function guestBeside(): Case['beside'] {
  return { path: 'libs/booking/src/beside.ts', source: `export const guest = 'near';\n` };
}

const fenced = (name: string, path: string, source: string): RefusedCase => ({
  ...{ name, path, source },
  rule: 'boundaries/dependencies',
});

const directions: RefusedCase[] = [
  fenced('a wrong direction', clinic, use('@limber/booking')),
  fenced('a wrong direction of types', clinic, useType('@limber/booking')),
  fenced('one inside a type', clinic, `export type X = import('@limber/booking').Guest;\n`),
  fenced('one at run time', clinic, constant(`import('@limber/booking')`)),
  fenced('one passed on', clinic, `export { guest } from '@limber/booking';\n`),
  fenced('one in a mock', 'libs/clinic/src/a.spec.ts', `jest.mock('@limber/booking');\n`),
  fenced('a feature in infrastructure', 'libs/jobs/src/a.ts', use('@limber/booking')),
  fenced('infrastructure in a pure library', 'libs/evidence/src/a.ts', use('@limber/config')),
  fenced('a feature in the web app', 'apps/web/src/a.ts', use('@limber/booking')),
  fenced('an app in an app', 'apps/worker/src/a.ts', use('@limber/api')),
  fenced('the test kit in a feature', booking, use('@limber/testing')),
  fenced('the stand-in in the api', 'apps/api/src/a.ts', use('@limber/stripe-standin')),
  fenced('an embedded server', 'apps/worker/src/a.ts', use('@limber/embedded-postgres')),
  fenced('migrations in a feature', booking, use('@limber/migrations')),
  {
    ...fenced('a test file in code that ships', booking, use('./beside.testing.ts')),
    beside: { path: 'libs/booking/src/beside.testing.ts', source: `export const guest = 'x';\n` },
  },
];

const doors: RefusedCase[] = [
  fenced('a path into a permitted room', booking, use('../../clinic/src/index.ts')),
  fenced('a path of types only', booking, useType('../../clinic/src/index.ts')),
  fenced('a path past the door', booking, use('@limber/clinic/src/index.ts')),
  fenced('a package that does not exist', booking, use('@limber/nowhere')),
  fenced('the own door from inside', booking, use('./index.ts')),
  fenced('the own door by its name', booking, use('@limber/booking')),
  {
    ...{ name: 'a room not in the table', path: 'libs/attic/src/a.ts', source: 'export {};\n' },
    rule: 'boundaries/no-unknown-files',
  },
];

const edges: RefusedCase[] = [
  fenced(
    'node in a pure library',
    'libs/scheduling/src/a.ts',
    `import { randomBytes } from 'node:crypto';\nexport const x = randomBytes(1);\n`,
  ),
  fenced(
    'a framework in a pure library',
    'libs/evidence/src/a.ts',
    `import { Injectable } from '@nestjs/common';\nexport const x = Injectable;\n`,
  ),
  fenced(
    'the database in the web app',
    'apps/web/src/a.ts',
    `import { DataSource } from 'typeorm';\nexport const x = DataSource;\n`,
  ),
];

const circles: RefusedCase[] = [
  {
    ...{ name: 'a circle', path: booking, source: use('./beside.ts') },
    beside: {
      path: 'libs/booking/src/beside.ts',
      source: `import { used } from './a.ts';\nexport const guest = (): string => used();\n`,
    },
    rule: 'fence/no-cycle',
  },
  {
    ...{ name: 'a circle of types alone', path: booking, source: useType('./beside.ts') },
    beside: {
      path: 'libs/booking/src/beside.ts',
      source: `import type { Used } from './a.ts';\nexport type Guest = Used[] | string;\n`,
    },
    rule: 'fence/no-cycle',
  },
  {
    ...{ name: 'a circle by passing on', path: booking, source: `export * from './beside.ts';\n` },
    beside: {
      path: 'libs/booking/src/beside.ts',
      source: `export type { Y } from './a.ts';\nexport type X = 1;\n`,
    },
    rule: 'fence/no-cycle',
  },
];

const banned = (rule: string, name: string, path: string, source: string): RefusedCase => ({
  ...{ name, path, source, rule },
});

const property = 'no-restricted-properties';
const syntax = 'no-restricted-syntax';
const uuid = `import { randomUUID } from 'node:crypto';\nexport const x = randomUUID();\n`;

const bans: RefusedCase[] = [
  banned(property, 'the system clock in a pure library', kernel, constant('Date.now()')),
  banned(property, 'the system clock', booking, constant('Date.now()')),
  banned(syntax, 'the time of now', booking, constant('new Date()')),
  banned(property, 'chance', booking, constant('Math.random()')),
  banned(syntax, 'random ids', booking, uuid),
  banned(property, 'random ids of the browser', page, constant('crypto.randomUUID()')),
  banned(property, 'the environment', 'apps/api/src/a.ts', constant('process.env.PORT')),
  banned(syntax, 'the process in a pure library', kernel, constant('process.pid')),
  banned(syntax, 'words in a page', page, constant('<p>Welcome</p>')),
  banned(syntax, 'quoted words in a page', page, constant(`<p>{'Welcome'}</p>`)),
  banned(syntax, 'words in an attribute', page, constant('<img alt="A hand" />')),
  banned(syntax, 'words in a mail', 'libs/messaging/src/a.tsx', constant('<p>Welcome</p>')),
  banned('@typescript-eslint/no-floating-promises', 'a lost promise', booking, neverAwaited),
  banned('@typescript-eslint/no-explicit-any', 'any', booking, constant(`JSON.parse('1') as any`)),
  banned(
    'max-lines-per-function',
    'a function too long to read',
    booking,
    `export function f(): void {\n${'  f();\n'.repeat(60)}}\n`,
  ),
];

export const refused: RefusedCase[] = [...directions, ...doors, ...edges, ...circles, ...bans];
