/**
 * A tiny table-driven checker for the command line. Which error wins when several hold: fields are looked
 * at depth first; in each object a field nobody knows comes first (it is usually the typo behind a missing
 * one), then the fields in the order of their table; in a list the elements before its length.
 */
export type InputErrorCode =
  'NOT_JSON' | 'MISSING' | 'WRONG_TYPE' | 'OUT_OF_RANGE' | 'UNKNOWN_VALUE' | 'UNKNOWN_FIELD';

export interface InputError {
  readonly code: InputErrorCode;
  /** Dotted; "" for the line. */
  readonly path: string;
}

export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: InputError };

export type Check<Value> = (json: unknown, path: string) => Parsed<Value>;

export const pass = <Value>(value: Value): Parsed<Value> => ({ ok: true, value });
export const fail = (code: InputErrorCode, path: string): Parsed<never> => ({
  ok: false,
  error: { code, path },
});

const join = (path: string, key: string | number): string =>
  path === '' ? `${key}` : `${path}.${key}`;

export const text: Check<string> = (json, path) =>
  typeof json === 'string' ? pass(json) : fail('WRONG_TYPE', path);

export const flag: Check<boolean> = (json, path) =>
  typeof json === 'boolean' ? pass(json) : fail('WRONG_TYPE', path);

/** 7.5 is of the wrong type, 11 out of range. */
export const integer =
  (low: number, high: number): Check<number> =>
  (json, path) => {
    if (typeof json !== 'number' || !Number.isInteger(json)) return fail('WRONG_TYPE', path);
    return json >= low && json <= high ? pass(json) : fail('OUT_OF_RANGE', path);
  };

export const oneOf =
  <Value extends string>(values: readonly Value[]): Check<Value> =>
  (json, path) => {
    if (typeof json !== 'string') return fail('WRONG_TYPE', path);
    const value = values.find((known) => known === json);
    return value === undefined ? fail('UNKNOWN_VALUE', path) : pass(value);
  };

export const nullable =
  <Value>(check: Check<Value>): Check<Value | null> =>
  (json, path) =>
    json === null ? pass(null) : check(json, path);

export const listOf =
  <Value>(check: Check<Value>): Check<Value[]> =>
  (json, path) => {
    if (!Array.isArray(json)) return fail('WRONG_TYPE', path);
    const values: Value[] = [];
    for (const [index, element] of json.entries()) {
      const parsed = check(element, join(path, index));
      if (!parsed.ok) return parsed;
      values.push(parsed.value);
    }
    return pass(values);
  };

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-](\d{2})(?::?(\d{2}))?)$/;

/**
 * ISO 8601 with an offset or Z, as epoch milliseconds. Any other text is not an instant (WRONG_TYPE); one of
 * the right shape that names no real moment, such as 30 February, is OUT_OF_RANGE.
 */
export const instant: Check<number> = (json, path) => {
  const match = typeof json === 'string' ? INSTANT.exec(json) : null;
  if (match === null) return fail('WRONG_TYPE', path);
  const [
    year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0,
    offsetHour = 0,
    offsetMin = 0,
  ] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  // Date.UTC rolls 30 February over into March, and reads the years 0-99 as 1900-1999.
  const lastDay = new Date(Date.UTC(year < 100 ? year + 2000 : year, month, 0)).getUTCDate();
  const isReal =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= lastDay &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offsetHour <= 23 &&
    offsetMin <= 59;
  if (!isReal) return fail('OUT_OF_RANGE', path);
  // Date.parse wants "+01:00" spelled out.
  const spelled = match[0].replace(
    /([+-]\d{2}):?(\d{2})?$/,
    (_, h: string, m = '00') => `${h}:${m}`,
  );
  return pass(Date.parse(match[0].endsWith('Z') ? match[0] : spelled));
};

/** One field: its check, and what a missing one means. No fallback = required. */
export interface Field<Value> {
  readonly check: Check<Value>;
  readonly fallback?: { readonly value: Value };
}

export const required = <Value>(check: Check<Value>): Field<Value> => ({ check });
export const optional = <Value>(check: Check<Value>, value: Value): Field<Value> => ({
  check,
  fallback: { value },
});

type Fields = Readonly<Record<string, Field<unknown>>>;
type Values<Table extends Fields> = {
  [Key in keyof Table]: Table[Key] extends Field<infer Value> ? Value : never;
};

export const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** An object with exactly these fields. */
export const shapeOf =
  <Table extends Fields>(table: Table): Check<Values<Table>> =>
  (json, path) => {
    if (!isRecord(json)) return fail('WRONG_TYPE', path);
    for (const key of Object.keys(json)) {
      if (!Object.hasOwn(table, key)) return fail('UNKNOWN_FIELD', join(path, key));
    }
    const values: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(table)) {
      if (!Object.hasOwn(json, key)) {
        if (field.fallback === undefined) return fail('MISSING', join(path, key));
        values[key] = field.fallback.value;
        continue;
      }
      const parsed = field.check(json[key], join(path, key));
      if (!parsed.ok) return parsed;
      values[key] = parsed.value;
    }
    // Every key of the table was checked by its own entry just above.
    return pass(values as Values<Table>);
  };

/** A check followed by one that needs the parsed value. */
export const refine =
  <Value, Refined>(
    check: Check<Value>,
    next: (value: Value, path: string) => Parsed<Refined>,
  ): Check<Refined> =>
  (json, path) => {
    const parsed = check(json, path);
    return parsed.ok ? next(parsed.value, path) : parsed;
  };
