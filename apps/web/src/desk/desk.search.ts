/** What of the desk stands in an address: which day, which booking lies open. Never a name. */
export interface DeskSearch {
  date?: string;
  booking?: string;
}

export interface SignInSearch {
  next?: string;
  ended?: boolean;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const REFERENCE = /^[A-Z0-9]{4,20}$/;
/** Only ever a page of the desk: an address from elsewhere must not choose where a sign-in leads. */
const OWN_PAGE = /^\/desk(\/(?!sign-in)[a-z-]+)+(\?[\w=&%.:-]*)?$/;

const text = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

const isDay = (date: string): boolean => !Number.isNaN(Date.parse(`${date}T12:00:00Z`));

export function deskSearch(raw: Record<string, unknown>): DeskSearch {
  const date = text(raw['date'], DATE);
  const booking = text(raw['booking'], REFERENCE);
  return { ...(date && isDay(date) && { date }), ...(booking && { booking }) };
}

export function signInSearch(raw: Record<string, unknown>): SignInSearch {
  const next = text(raw['next'], OWN_PAGE);
  return { ...(next && { next }), ...(raw['ended'] === true && { ended: true }) };
}
