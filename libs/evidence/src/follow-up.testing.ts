import { HOUR, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import { parseFollowUpLine } from './cli/parse-line.rules.ts';
import { PLAIN_EVENT_TYPES, type FollowUpEvent, type FollowUpInput } from './follow-up.contract.ts';
import { formatFollowUps, planFollowUps, type FormattedFollowUps } from './follow-up.rules.ts';

/** A story: the line as it arrives, and the whole plan. */
export interface FollowUpCase {
  readonly id: string;
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: FormattedFollowUps;
}

export const planLine = (json: unknown): FormattedFollowUps => {
  const parsed = parseFollowUpLine(json);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at "${parsed.error.path}"`);
  return formatFollowUps(planFollowUps(parsed.value), parsed.value.tz);
};

/** Zones with every kind of clock change: both hemispheres, half hours, midnight, Ramadan, none. */
export const ZONES = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'UTC',
] as const;

/** Monday 12 January 2026, noon in London: far from any clock change. */
export const NOON = Date.UTC(2026, 0, 12, 12);

/** A booking in hours from NOON: trained at 0, booked at 1, on the table from 3 to 4, all agreed to. */
export const booking = (
  change: Partial<FollowUpInput> & { trained?: number | null; from?: number; to?: number } = {},
): FollowUpInput => {
  const { trained = 0, from = 3, to = 4, ...rest } = change;
  return {
    tz: 'Europe/London',
    trainingEndedAt: trained === null ? null : NOON + trained * HOUR,
    bookedAt: NOON + HOUR,
    sessionStart: NOON + from * HOUR,
    sessionEnd: NOON + to * HOUR,
    consent: { checkins: true, marketing: true },
    ...rest,
  };
};

const minutes = (low: number, high: number) =>
  fc.integer({ min: low * 60, max: high * 60 }).map((count) => count * 60_000);

/** Around the visit, and exactly where a rule turns: 24, 48, 72 and 168 hours after training or session. */
const anyMoment = (start: number, from: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: minutes(-10, 200).map((ms) => start + ms) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(0, 24, 48, 72, 168), fc.constantFrom(-1, 0, 1))
        .map(([hours, ms]) => from + hours * HOUR + ms),
    },
  );

const anyEvent = (start: number, from: number): fc.Arbitrary<FollowUpEvent> =>
  fc.oneof(
    fc.record({ type: fc.constantFrom(...PLAIN_EVENT_TYPES), at: anyMoment(start, from) }),
    fc.record({
      type: fc.constant('answer' as const),
      at: anyMoment(start, from),
      soreness: fc.integer({ min: 0, max: 10 }),
      checklist: fc.constantFrom('none' as const, 'any' as const, undefined),
    }),
  );

/** Bookings all around a year, in every zone, some on an odd second, with few events. */
export const anyBooking: fc.Arbitrary<FollowUpInput> = fc
  .record({
    tz: fc.constantFrom(...ZONES),
    start: fc
      .tuple(minutes(0, 365 * 24), fc.constantFrom(0, 0, 1, 59_999))
      .map(([ms, odd]) => Date.UTC(2026, 0, 1) + ms + odd),
    trained: fc.option(minutes(-100, 30), { freq: 5 }),
    booked: minutes(-100, 0),
    length: fc.constantFrom(30, 45, 60, 90),
    checkins: fc.boolean(),
    marketing: fc.boolean(),
  })
  .chain(({ start, trained, booked, length, ...rest }) =>
    fc
      .array(anyEvent(start, start + (trained ?? length * MINUTE)), { maxLength: 3 })
      .map((events) => ({
        tz: rest.tz,
        trainingEndedAt: trained === null ? null : start + trained,
        bookedAt: start + booked,
        sessionStart: start,
        sessionEnd: start + length * 60_000,
        consent: { checkins: rest.checkins, marketing: rest.marketing },
        events,
      })),
  );
