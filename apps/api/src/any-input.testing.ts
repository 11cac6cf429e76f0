import type { WorkingClinic } from '@limber/testing';

/** As much of a JSON schema as the api's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

export interface Operation {
  method: string;
  path: string;
  pathNames: string[];
  query: Parameter[];
  body: Schema | null;
}

export interface Request {
  method: string;
  path: string;
  body?: unknown;
}

export const UNKNOWN_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      ...{ method: method.toUpperCase(), path },
      pathNames: parameters.filter((each) => each.in === 'path').map(({ name }) => name),
      query: parameters.filter((each) => each.in === 'query'),
      body: requestBody?.content['application/json']?.schema ?? null,
    })),
  );

/** What fits some pattern of the contracts. */
const FITTING = ['09:00', '17:00', 'en', 'heat', 'ABCD2345', '60', '1', 'PT1H', 'abcdefgh'];

/** Of one kind each: what no schema should let through, or no service should stumble over. */
const ODD_IN_PATHS = ['x', UNKNOWN_ID, '%00', '%F0%9F%92%86', "'--", 'y'.repeat(300), '-1'];
const ODD: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, 2 ** 53, 2 ** 31],
  ...[
    '',
    ' ',
    'x',
    'a\0b',
    'a\ud800b',
    '💆‍♀️',
    "'; DROP TABLE booking; --",
    '%_\\',
    'x'.repeat(5000),
  ],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '2027-01-20', '24:00', '25:61'],
  ...['2026-02-30T10:00:00Z', '2027-01-20T10:00:00', '2027-01-20T10:00:00.123456789+14:00'],
  ...['1970-01-01T00:00:00Z', '2199-12-31T23:59:00Z', 'Europe/Atlantis', '-PT1H'],
  ...[UNKNOWN_ID, '00000000-0000-0000-0000-000000000000', 'not-a-uuid', '__proto__'],
  ...[[], [null], [[]], {}, { $gt: '' }],
];

/** What the requests of a suite are about: ids and words by the name of the field or of the collection in a path. */
export type Known = Readonly<Record<string, unknown>>;

export const knownOf = (clinic: WorkingClinic): Known => {
  const [therapistId = ''] = clinic.therapistIds;
  const [roomId = ''] = clinic.roomIds;
  const { serviceId, locationId } = clinic;
  return {
    ...{ clinic: clinic.slug, serviceId, locationId, therapistId, roomId },
    ...{ preferTherapistId: therapistId, resourceIds: [therapistId], therapistIds: [therapistId] },
    ...{ rooms: roomId, services: serviceId, therapists: therapistId, locations: locationId },
    ...{ durationMin: 60, minutes: 60, timeZone: 'Europe/London', phone: '+44 7700 900123' },
    ...{ from: '2027-01-20', to: '2027-01-21', endTime: '17:00', endsAt: '17:00', closes: '17:00' },
    ...{ acceptStranded: 0, email: 'odd@example.com', screening: [], guardian: undefined },
    ...{ recommendationId: undefined, fitFor: undefined, guest: undefined, override: undefined },
    'mail-wordings': 'reminder_24h',
  };
};

/** Requests that one route can be sent: a whole one, and that one with one thing odd about it. */
export class OddRequests {
  private turn = 0;

  constructor(
    private readonly document: Document,
    private readonly known: Known,
  ) {}

  /** At every place of an operation a few odd things; which ones goes round, so that all of them come up. */
  *of(operation: Operation): Generator<Request> {
    const whole = operation.body && this.example(operation.body, '');
    yield this.request(operation, {}, {}, whole);
    for (const name of operation.pathNames) {
      yield this.request(operation, { [name]: this.next(ODD_IN_PATHS) }, {}, whole);
    }
    for (const { name } of [...operation.query, { name: 'surprise' }]) {
      yield this.request(operation, {}, { [name]: String(this.next(ODD)) }, whole);
      yield this.request(operation, {}, { [name]: 'a\0b' }, whole);
    }
    if (!operation.body) return;
    yield this.request(operation, {}, {}, this.next(ODD));
    yield this.request(operation, {}, {}, { ...(whole as object), surprise: 1 });
    for (const path of pathsIn(whole)) {
      const schema = this.at(operation.body, path);
      for (const odd of [this.next(ODD), this.next(this.edgesOf(schema)), ...twice(whole, path)]) {
        yield this.request(operation, {}, {}, replaced(whole, path, odd));
      }
    }
  }

  private next<Value>(values: readonly Value[]): Value {
    this.turn += 1;
    return values[(this.turn * 7) % values.length] as Value;
  }

  private request(
    { method, path, query }: Operation,
    inPath: Record<string, string>,
    inQuery: Record<string, string>,
    body: unknown,
  ): Request {
    const place = path.replace(/\{(\w+)\}/g, (_, name: string, at: number) => {
      const [, collection = ''] = /([\w-]+)\/$/.exec(path.slice(0, at)) ?? [];
      const known = this.known[name === 'clinic' ? name : collection];
      return inPath[name] ?? (typeof known === 'string' ? known : UNKNOWN_ID);
    });
    const given = Object.fromEntries(
      query.flatMap(({ name, schema = {} }) => {
        // A change is only looked at, so that what it is about stays as it is for the next one.
        const isPreview = name === 'preview' && method !== 'POST';
        const value = isPreview ? 'true' : (this.known[name] ?? this.example(schema, name));
        return [[name, typeof value === 'number' ? `${value}` : (value as string)]];
      }),
    );
    const search = new URLSearchParams({ ...given, ...inQuery }).toString();
    return { method, path: search ? `${place}?${search}` : place, ...(body !== null && { body }) };
  }

  private whole(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : this.whole(this.document.components.schemas[name] ?? {});
  }

  /** Something that the schema takes; what is optional is given too. */
  private example(given: Schema, name: string): unknown {
    const schema = this.whole(given);
    if (name in this.known && (schema.properties || isNever(this.known[name]))) {
      return this.known[name];
    }
    const either = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
    const last = either.at(-1);
    if (last) return this.example(last, name);
    if (schema.allOf) {
      return Object.assign({}, ...schema.allOf.map((part) => this.example(part, name))) as unknown;
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum.at(-1);
    if (schema.properties) {
      const fields = Object.entries(schema.properties);
      return Object.fromEntries(fields.map(([key, part]) => [key, this.example(part, key)]));
    }
    const known = this.known[name];
    const type = [schema.type].flat().find((each) => each !== 'null');
    if (type === 'array') {
      if (Array.isArray(known)) return known;
      const { items, minItems = 1 } = schema;
      return items ? Array.from({ length: minItems || 1 }, () => this.example(items, name)) : [];
    }
    if (type === 'integer' || type === 'number') {
      const { minimum = 1, maximum = Infinity } = schema;
      return Math.min(maximum, typeof known === 'number' ? known : Math.max(minimum, 0));
    }
    if (type === 'object') return {};
    if (type === 'boolean') return true;
    return this.text(schema, name, typeof known === 'string' ? known : undefined);
  }

  private text({ format, pattern }: Schema, name: string, known: string | undefined): string {
    const fits = (text: string): boolean => !pattern || new RegExp(pattern, 'u').test(text);
    if (format === 'date-time') return `2027-01-20T1${/^(ends|to)/.test(name) ? 1 : 0}:00:00Z`;
    if (format === 'email') return 'odd@example.com';
    if (format === 'uuid') return known ?? UNKNOWN_ID;
    if (known !== undefined && fits(known)) return known;
    if (format === 'date') return '2027-01-20';
    return FITTING.find(fits) ?? 'x';
  }

  /** What the schema says at a place, as far as it can be followed. */
  private at(given: Schema, path: readonly string[]): Schema {
    const schema = this.whole(given);
    const [first, ...rest] = path;
    if (first === undefined) return schema;
    const either = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [schema];
    for (const each of either.map((part) => this.whole(part))) {
      const next = each.properties?.[first] ?? each.items;
      if (next) return this.at(next, rest);
    }
    return {};
  }

  /** The last values that are still within a schema: where a column or a sum may be narrower than it. */
  private edgesOf(schema: Schema): unknown[] {
    const { minimum, maximum, maxLength, items, maxItems, minItems, format } = schema;
    const edges: unknown[] = [minimum ?? '\0', maximum ?? {}];
    if (maxLength !== undefined) {
      edges.push('😀'.repeat(Math.floor(maxLength / 2)), 'a\0b', 'a\ud800b');
    }
    if (format === 'date') edges.push('1970-01-01', '2199-12-31', '2027-03-28');
    if (items) {
      const one = this.example(items, '');
      edges.push(
        Array.from({ length: minItems ?? 0 }, () => one),
        [one, one],
      );
      edges.push(Array.from({ length: Math.min(maxItems ?? 30, 60) }, () => one));
    }
    return edges;
  }
}

/** Said to be left out, though it could be given. */
const isNever = (known: unknown): boolean => known === undefined;

/** Every place in a value, from the inside out. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length === 0 ? inside : [...inside, path];
}

/** The same thing named twice, where several may be. */
function twice(whole: unknown, path: readonly string[]): unknown[] {
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], whole);
  return Array.isArray(value) && value.length > 0 ? [[value[0], value[0]]] : [];
}

function replaced(whole: unknown, [first, ...rest]: readonly string[], odd: unknown): unknown {
  if (first === undefined) return odd;
  const copy: Record<string, unknown> = Array.isArray(whole)
    ? (Object.assign([], whole) as never)
    : { ...(whole as object) };
  copy[first] = replaced(copy[first], rest, odd);
  return copy;
}
