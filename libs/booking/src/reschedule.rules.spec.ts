import fc from 'fast-check';
import { HOUR, MINUTE } from '@limber/kernel';
import type { BookedPolicy } from './booking.entity.ts';
import { cancellationFee } from './booking.rules.ts';
import {
  clinicMayMove,
  heardOf,
  type MovableBooking,
  moveFee,
  movesLeft,
} from './reschedule.rules.ts';

const policy: BookedPolicy = {
  kind: 'none',
  freeCancellationHours: 24,
  undoMin: 5,
  lateFeePercent: 50,
};
const booking = (change: Partial<MovableBooking> = {}): MovableBooking => ({
  status: 'confirmed',
  visit: 'booked',
  createdAt: new Date('2026-11-20T10:00:00Z'),
  startsAt: new Date('2026-11-25T18:00:00Z'),
  originalStartsAt: new Date('2026-11-25T18:00:00Z'),
  priceMinor: 7000,
  moveFeeMinor: null,
  movesByClient: 0,
  policy,
  ...change,
});
const fee = (value: number) => ({ ok: true, value });
const no = (code: string) => ({ ok: false, code });
const charging = { policy: { ...policy, lateMove: 'fee' as const } };

describe('moving by the client', () => {
  it.each([
    ['long before', '2026-11-21T10:00:00Z', {}, fee(0)],
    ['at the last free instant', '2026-11-24T18:00:00Z', {}, fee(0)],
    ['a second later: the clinic only', '2026-11-24T18:00:01Z', {}, no('MOVE_WINDOW_CLOSED')],
    ['a second later, where it costs', '2026-11-24T18:00:01Z', charging, fee(3500)],
    [
      'within five minutes of booking, however late',
      '2026-11-25T09:05:00Z',
      { createdAt: new Date('2026-11-25T09:00:00Z') },
      fee(0),
    ],
    [
      'moved to later: the original start still counts',
      '2026-11-25T10:00:00Z',
      { startsAt: new Date('2026-12-05T18:00:00Z') },
      no('MOVE_WINDOW_CLOSED'),
    ],
    [
      'where nothing late costs, nothing is late',
      '2026-11-25T17:59:00Z',
      { policy: { ...policy, lateFeePercent: 0 } },
      fee(0),
    ],
    [
      'the fee is owed once',
      '2026-11-25T10:00:00Z',
      { ...charging, moveFeeMinor: 3500, movesByClient: 1 },
      fee(0),
    ],
    [
      'a request nobody has answered',
      '2026-11-25T10:00:00Z',
      { status: 'requested' as const },
      fee(0),
    ],
    ['a second time', '2026-11-21T10:00:00Z', { movesByClient: 1 }, fee(0)],
    ['a third time', '2026-11-21T10:00:00Z', { movesByClient: 2 }, no('MOVE_LIMIT')],
    [
      'as often as this clinic lets',
      '2026-11-21T10:00:00Z',
      { policy: { ...policy, clientMoves: 1 }, movesByClient: 1 },
      no('MOVE_LIMIT'),
    ],
    ['begun', '2026-11-25T18:00:00Z', charging, no('TOO_LATE_TO_MOVE')],
    ['arrived', '2026-11-25T17:00:00Z', { visit: 'arrived' as const }, no('TOO_LATE_TO_MOVE')],
    [
      'cancelled',
      '2026-11-21T10:00:00Z',
      { status: 'cancelled' as const },
      no('ALREADY_CANCELLED'),
    ],
  ])('%s', (_, now, change, expected) => {
    expect(moveFee(booking(change), new Date(now))).toEqual(expected);
  });

  it('never makes cancelling cheaper than it was without the move', () => {
    const hours = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 0, max: 100 }), (later, at, percent) => {
        const rules = { ...policy, lateFeePercent: percent, lateMove: 'fee' as const };
        const before = booking({ policy: rules });
        const now = new Date(before.createdAt.getTime() + 6 * MINUTE + at * HOUR);
        const paid = moveFee(before, now);
        const stay = cancellationFee(before, now);
        if (!paid.ok || !stay.ok) return;
        const after = booking({
          policy: rules,
          startsAt: new Date(before.startsAt.getTime() + later * HOUR),
          moveFeeMinor: paid.value,
        });
        const gone = cancellationFee(after, now);
        expect(gone.ok && gone.value + paid.value).toBe(stay.value);
      }),
    );
  });

  it('leaves what is left of the two', () => {
    expect([0, 1, 2, 3].map((movesByClient) => movesLeft(booking({ movesByClient })))).toEqual([
      2, 1, 0, 0,
    ]);
  });
});

describe('moving by the clinic', () => {
  it.each([
    ['inside the window', '2026-11-25T17:00:00Z', {}, { ok: true, value: true }],
    ['late, before its end', '2026-11-25T18:30:00Z', {}, { ok: true, value: true }],
    ['over', '2026-11-25T19:00:00Z', {}, no('TOO_LATE_TO_MOVE')],
    [
      'in session',
      '2026-11-25T18:30:00Z',
      { visit: 'in_session' as const },
      no('TOO_LATE_TO_MOVE'),
    ],
    [
      'cancelled',
      '2026-11-21T10:00:00Z',
      { status: 'cancelled' as const },
      no('ALREADY_CANCELLED'),
    ],
  ])('%s', (_, now, change, expected) => {
    expect(clinicMayMove({ ...booking(change), durationMin: 60 }, new Date(now))).toEqual(expected);
  });
});

describe('where a move comes from, as the client knows it', () => {
  const here = {
    startsAt: new Date('2026-11-25T18:00:00Z'),
    ...{ therapistId: 'ana', locationId: 'mill' },
  };
  const before = {
    startsAt: new Date('2026-11-24T18:00:00Z'),
    ...{ therapistId: 'marek', locationId: 'arches' },
  };
  const moved = (movedBy: 'client' | 'clinic' | null) => ({
    ...here,
    movedBy,
    movedFrom: movedBy && before.startsAt,
    movedFromTherapistId: movedBy && before.therapistId,
    movedFromLocationId: movedBy && before.locationId,
  });

  it.each([
    ['never moved', moved(null), false, here],
    ['moved by the clinic, and the mail is out', moved('clinic'), true, here],
    ['moved by the clinic, and nobody was told yet', moved('clinic'), false, before],
    ['moved by the client, who saw it happen', moved('client'), false, here],
    [
      'moved before places were kept: at the one it is at',
      { ...moved('clinic'), movedFromLocationId: null },
      ...([false, { ...before, locationId: 'mill' }] as const),
    ],
  ])('%s', (_, booking_, isSaid, expected) => {
    expect(heardOf(booking_, isSaid)).toEqual(expected);
  });
});
