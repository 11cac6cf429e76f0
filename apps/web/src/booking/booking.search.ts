/** What of a booking may stand in an address and be shared: nothing about anybody's health. */
export interface BookingSearch {
  service?: string;
  length?: number;
  date?: string;
  therapist?: string;
  /** With whoever gave the last visit, where they are free; who that was is not said here. */
  again?: boolean;
  location?: string;
  gender?: string;
  sort?: 'fit';
  two?: boolean;
  choose?: boolean;
}

const UUID = /^[0-9a-f-]{36}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const text = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

const LONGEST = 480;

/** Reads an address that anybody may have typed: what does not make sense is left out. */
export function bookingSearch(raw: Record<string, unknown>): BookingSearch {
  const minutes = Number(raw['length']);
  const found: Record<string, unknown> = {
    service: text(raw['service'], UUID),
    length: Number.isInteger(minutes) && minutes > 0 && minutes <= LONGEST ? minutes : undefined,
    date: text(raw['date'], DATE),
    therapist: text(raw['therapist'], UUID),
    again: raw['again'] === true || raw['again'] === 'true' ? true : undefined,
    location: text(raw['location'], UUID),
    gender: text(raw['gender'], /^[a-z_]{1,20}$/),
    sort: raw['sort'] === 'fit' ? 'fit' : undefined,
    two: raw['two'] === true || raw['two'] === 'true' ? true : undefined,
    choose: raw['choose'] === true || raw['choose'] === 'true' ? true : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
