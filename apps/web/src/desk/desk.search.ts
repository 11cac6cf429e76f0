/**
 * What of the desk stands in an address: which day, how it is shown, what lies open in the panel. Ids and
 * instants, never a name.
 */
export interface DeskSearch {
  date?: string;
  by?: 'room';
  location?: string;
  /** Whose week: a therapist's or a room's id; left out for the whole team. */
  of?: string;
  booking?: string;
  block?: string;
  panel?: Panel;
  /** What the panel begins with: an instant, a therapist, a room. */
  at?: string;
  with?: string;
  room?: string;
}

export const panels = ['new', 'walk-in', 'block'] as const;
export type Panel = (typeof panels)[number];

export interface SignInSearch {
  next?: string;
  ended?: boolean;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const REFERENCE = /^[A-Z0-9]{4,20}$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;
/** Only ever a page of the desk: an address from elsewhere must not choose where a sign-in leads. */
const OWN_PAGE = /^\/desk(\/(?!sign-in)[a-z-]+)+(\?[\w=&%.:-]*)?$/;

const text = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

const known = <Value>(entries: Record<string, Value | undefined>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(entries).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );

export function deskSearch(raw: Record<string, unknown>): DeskSearch {
  const date = text(raw['date'], DATE);
  const at = text(raw['at'], MINUTE);
  return known({
    date: date && isInstant(`${date}T12:00:00Z`) ? date : undefined,
    by: raw['by'] === 'room' ? 'room' : undefined,
    location: text(raw['location'], ID),
    of: text(raw['of'], ID),
    booking: text(raw['booking'], REFERENCE),
    block: text(raw['block'], ID),
    panel: panels.find((panel) => panel === raw['panel']),
    at: at && isInstant(at) ? at : undefined,
    with: text(raw['with'], ID),
    room: text(raw['room'], ID),
  });
}

export function signInSearch(raw: Record<string, unknown>): SignInSearch {
  const next = text(raw['next'], OWN_PAGE);
  return { ...(next && { next }), ...(raw['ended'] === true && { ended: true }) };
}

/** An instant as it stands in an address. */
export const minuteOf = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 16)}Z`;
