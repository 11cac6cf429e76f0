import fc from 'fast-check';
import {
  cancellationFee,
  type CancellableBooking,
  entryStatusOf,
  freeCancellationUntil,
  lateFee,
  referenceFrom,
} from './booking.rules.ts';

const booking = (change: Partial<CancellableBooking> = {}): CancellableBooking => ({
  status: 'confirmed',
  visit: 'booked',
  createdAt: new Date('2026-11-20T10:00:00Z'),
  startsAt: new Date('2026-11-25T18:00:00Z'),
  originalStartsAt: new Date('2026-11-25T18:00:00Z'),
  priceMinor: 7000,
  moveFeeMinor: null,
  policy: { kind: 'none', freeCancellationHours: 24, undoMin: 5, lateFeePercent: 50 },
  ...change,
});

describe('cancellationFee', () => {
  it.each([
    ['long before', '2026-11-21T10:00:00Z', {}, 0],
    ['at the last free instant', '2026-11-24T18:00:00Z', {}, 0],
    ['one second later', '2026-11-24T18:00:01Z', {}, 3500],
    [
      'inside the window but within five minutes of booking',
      '2026-11-25T09:05:00Z',
      { createdAt: new Date('2026-11-25T09:00:00Z') },
      0,
    ],
    [
      'moved to later: the original start still counts',
      '2026-11-25T10:00:00Z',
      { startsAt: new Date('2026-12-05T18:00:00Z') },
      3500,
    ],
  ])('%s', (_, now, change, fee) => {
    expect(cancellationFee(booking(change), new Date(now))).toEqual({ ok: true, value: fee });
  });

  it.each([
    ['cancelled already', '2026-11-21T10:00:00Z', { status: 'cancelled' }, 'ALREADY_CANCELLED'],
    ['begun', '2026-11-25T18:00:00Z', {}, 'TOO_LATE_TO_CANCEL'],
    ['arrived', '2026-11-25T17:00:00Z', { visit: 'arrived' }, 'TOO_LATE_TO_CANCEL'],
  ] as const)('refuses when %s', (_, now, change, code) => {
    expect(cancellationFee(booking(change), new Date(now))).toEqual({ ok: false, code });
  });
});

describe('freeCancellationUntil', () => {
  it('counts elapsed hours across the change to winter time', () => {
    const start = new Date('2026-10-25T18:00:00Z');
    const policy = { freeCancellationHours: 24, lateFeePercent: 50 };
    const until = freeCancellationUntil({ policy, startsAt: start, originalStartsAt: start });
    expect(until.toISOString()).toBe('2026-10-24T18:00:00.000Z');
  });

  const originalStartsAt = new Date('2026-11-20T18:00:00Z');
  it.each([
    ['moved later, it stays where it was', 50, '2026-11-22T10:00Z', '2026-11-19T18:00Z'],
    ['moved before it, it is the start', 50, '2026-11-17T10:00Z', '2026-11-17T10:00Z'],
    ['without a fee it is the start', 0, '2026-11-20T18:00Z', '2026-11-20T18:00Z'],
    ['without a fee, moved later, it goes along', 0, '2026-11-22T10:00Z', '2026-11-22T10:00Z'],
    ['without a fee, moved earlier, it goes along', 0, '2026-11-17T10:00Z', '2026-11-17T10:00Z'],
  ])('%s', (_, lateFeePercent, start, until) => {
    const policy = { freeCancellationHours: 24, lateFeePercent };
    const booked = { policy, startsAt: new Date(start), originalStartsAt };
    expect(freeCancellationUntil(booked)).toEqual(new Date(until));
  });
});

describe('lateFee', () => {
  it('is a whole number of minor units between nothing and the price', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 100 }), (price, lateFeePercent) => {
        const fee = lateFee({ lateFeePercent }, price);
        return Number.isInteger(fee) && fee >= 0 && fee <= price;
      }),
    );
  });
});

it.each([
  ['requested', 'tentative'],
  ['awaiting_payment', 'tentative'],
  ['confirmed', 'confirmed'],
  ['cancelled', 'cancelled'],
] as const)('what is %s stands in a calendar as %s', (status, expected) => {
  expect(entryStatusOf(status)).toBe(expected);
});

describe('referenceFrom', () => {
  it('never holds a letter that is misheard for a digit', () => {
    expect(referenceFrom('O0I1-_abcdefghijk')).toBe('ABCDEFGH');
  });
});
