import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure-install.mjs';

/** A text as somebody reads it, and where it stands. */
export interface FoundText {
  readonly at: string;
  readonly text: string;
}

/** Every catalogue there is, by its name: a new one is guarded from its first day. */
export const catalogueFiles = (): string[] =>
  ['apps', 'libs']
    .flatMap((folder) => readdirSync(join(root, folder)).map((room) => join(folder, room, 'src')))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.en.ts'))
    .sort();

const ANYTHING: unknown = new Proxy(() => 'sample', {
  get: (_, key) => {
    if (key === Symbol.toPrimitive) return () => 'sample';
    if (key === Symbol.iterator) return undefined;
    if (key === 'toString') return () => 'sample';
    if (key === 'map' || key === 'filter' || key === 'flatMap') return () => ['sample'];
    if (key === 'length') return 2;
    return ANYTHING;
  },
  apply: () => 'sample',
});

/** What a text may be told: words, numbers one and many, nothing, lists, and things with any property. */
const SAMPLES: readonly unknown[] = [
  'Ana',
  'legs',
  3,
  1,
  0,
  null,
  true,
  false,
  ['legs', 'back'],
  ANYTHING,
];
const FEWER: readonly unknown[] = ['Ana', 3, null, ANYTHING];

function* argumentLists(count: number): Generator<unknown[]> {
  if (count === 0) {
    yield [];
    return;
  }
  const samples = count <= 3 ? SAMPLES : FEWER;
  for (const rest of argumentLists(count - 1)) for (const each of samples) yield [...rest, each];
}

type Callable = (...given: unknown[]) => unknown;
type Loaded = Readonly<Record<string, unknown>>;

function* textsOfFunction(at: string, speak: Callable): Generator<FoundText> {
  const seen = new Set<string>();
  for (const given of argumentLists(Math.min(speak.length || 1, 6))) {
    let said: unknown;
    try {
      said = speak(...given);
    } catch {
      continue; // Not a sample this text can be told with.
    }
    for (const found of textsIn(`${at}()`, said)) {
      if (!seen.has(found.text)) yield found;
      seen.add(found.text);
    }
  }
}

/** Every text inside a value: strings as they are, functions called with samples, everything else walked. */
export function* textsIn(at: string, value: unknown): Generator<FoundText> {
  if (value === ANYTHING || value === null || value === undefined) return;
  if (typeof value === 'string') yield { at, text: value };
  else if (typeof value === 'function') yield* textsOfFunction(at, value as Callable);
  else if (typeof value === 'object' && !(value instanceof RegExp) && !(value instanceof Date)) {
    for (const [key, each] of Object.entries(value)) yield* textsIn(`${at}.${key}`, each);
  }
}

export async function textsOfModule(file: string): Promise<FoundText[]> {
  const module = (await import(`${root}/${file}`)) as Loaded;
  return Object.entries(module).flatMap(([name, value]) => [...textsIn(`${file}#${name}`, value)]);
}

/** Texts of a JSON file, such as the services of the demo clinic. */
export const textsOfJson = (file: string): FoundText[] => [
  ...textsIn(file, JSON.parse(readFileSync(join(root, file), 'utf8'))),
];
