import type { VisitState } from './booking.entity.ts';
import { clinicMayCancel, nextVisits, visitStep } from './booking.rules.ts';

const states: VisitState[] = ['booked', 'arrived', 'in_session', 'done', 'no_show'];
const startsAt = new Date('2027-03-01T10:00:00Z');
const minutes = (count: number): Date => new Date(startsAt.getTime() + count * 60_000);
const at = (
  visit: VisitState,
  status: 'confirmed' | 'cancelled' | 'awaiting_payment' = 'confirmed',
) => ({
  ...{ visit, status, startsAt, durationMin: 60 },
});

describe('visitStep', () => {
  const legal = ['booked>arrived', 'booked>no_show', 'arrived>in_session', 'in_session>done'];
  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    '%s to %s',
    (from, to) => {
      expect(visitStep(at(from), to, minutes(20)).ok).toBe(legal.includes(`${from}>${to}`));
    },
  );

  it.each([
    ['arrived', -12 * 60 - 1, false],
    ['arrived', -12 * 60, true],
    ['no_show', 14, false],
    ['no_show', 15, true],
  ] as const)('%s, %d minutes from the start: %s', (to, from, ok) => {
    expect(visitStep(at('booked'), to, minutes(from))).toEqual(
      ok ? { ok: true, value: to } : { ok: false, code: 'VISIT_TOO_EARLY' },
    );
  });

  it('is only for what is confirmed', () => {
    for (const status of ['cancelled', 'awaiting_payment'] as const) {
      expect(visitStep(at('booked', status), 'arrived', minutes(0)).ok).toBe(false);
    }
  });
});

it('nextVisits names what may be pressed now', () => {
  expect(nextVisits(at('booked'), minutes(0))).toEqual(['arrived']);
  expect(nextVisits(at('booked'), minutes(15))).toEqual(['arrived', 'no_show']);
  expect(nextVisits(at('done'), minutes(15))).toEqual([]);
});

describe('clinicMayCancel', () => {
  it.each([
    ['days ahead', at('booked'), -5000, true],
    ['a minute before the end', at('booked'), 59, true],
    ['at the door', at('arrived'), -5, true],
    ['on the table', at('in_session'), 5, 'TOO_LATE_TO_CANCEL'],
    ['over', at('booked'), 60, 'TOO_LATE_TO_CANCEL'],
    ['not there', at('no_show'), 20, 'TOO_LATE_TO_CANCEL'],
    ['cancelled', at('booked', 'cancelled'), -5000, 'ALREADY_CANCELLED'],
  ] as const)('%s', (_, booking, minute, expected) => {
    const answer = clinicMayCancel(booking, minutes(minute));
    expect(answer.ok ? true : answer.code).toBe(expected);
  });
});
