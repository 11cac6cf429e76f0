import type { Staff } from '@limber/contracts';
import { hoursBetween, mayReadHealth, maySee, shiftOn, shownReason } from './desk.rules.ts';

const who = (role: Staff['role'], therapistId: string | null = null): Staff => ({
  ...{ userId: 'u', name: 'n', role, therapistId },
});
const START = new Date('2027-03-01T10:00:00Z');
const booking = { therapistId: 'ana', status: 'confirmed' as const, startsAt: START };
const day = (days: number): Date => new Date(START.getTime() + days * 86_400_000);

describe('mayReadHealth', () => {
  it.each([
    ['the therapist who treats', who('therapist', 'ana'), booking, day(0), true],
    ['another therapist', who('therapist', 'tom'), booking, day(0), false],
    ['the front desk', who('front_desk'), booking, day(0), false],
    ['the owner', who('owner'), booking, day(0), false],
    ['an owner with hands, should one ever be', who('owner', 'ana'), booking, day(0), false],
    [
      'nobody, once it is cancelled',
      who('therapist', 'ana'),
      { ...booking, status: 'cancelled' as const },
      day(0),
      false,
    ],
    ['thirty days ahead', who('therapist', 'ana'), booking, day(-30), true],
    ['thirty-one days ahead', who('therapist', 'ana'), booking, day(-31), false],
    ['ninety days after', who('therapist', 'ana'), booking, day(90), true],
    ['ninety-one days after', who('therapist', 'ana'), booking, day(91), false],
  ])('%s', (_, staff, of, now, expected) => {
    expect(mayReadHealth(staff, of, now)).toBe(expected);
  });
});

describe('maySee', () => {
  it.each([
    [who('therapist', 'ana'), true],
    [who('therapist', 'tom'), false],
    [who('therapist', null), false],
    [who('front_desk'), true],
    [who('owner'), true],
  ])('%j: %s', (staff, expected) => {
    expect(maySee(staff, booking)).toBe(expected);
  });
});

describe('hoursBetween', () => {
  it.each([
    ['2027-03-01T08:00:00Z', 2],
    ['2027-03-01T09:55:00Z', 0.1],
    ['2027-03-01T10:00:00Z', 0],
    ['2027-03-01T10:01:00Z', null],
  ])('from %s: %s', (from, expected) => {
    expect(hoursBetween(new Date(from), START)).toBe(expected);
  });
});

describe('shiftOn', () => {
  const shift = {
    weekday: 7,
    startsAt: '09:00',
    endsAt: '17:00',
    validFrom: '2027-01-01',
    validTo: '2027-12-31',
    except: ['2027-04-04'],
    breaks: [{ startsAt: '12:00', endsAt: '12:30' }],
  };
  it('reads wall times on the day the clocks change', () => {
    expect(shiftOn(shift, '2027-03-28', 'Europe/Berlin')).toEqual({
      startsAt: '2027-03-28T07:00:00.000Z',
      endsAt: '2027-03-28T15:00:00.000Z',
      breaks: [{ startsAt: '2027-03-28T10:00:00.000Z', endsAt: '2027-03-28T10:30:00.000Z' }],
    });
  });
  it('begins a shift inside the gap where the clocks land', () => {
    const early = { ...shift, startsAt: '02:30', breaks: [] };
    expect(shiftOn(early, '2027-03-28', 'Europe/Berlin')?.startsAt).toBe(
      '2027-03-28T01:00:00.000Z',
    );
  });
  it.each([
    ['another weekday', '2027-03-29'],
    ['before it begins to hold', '2026-12-27'],
    ['after it has ended', '2028-01-02'],
    ['a day that an exception takes away', '2027-04-04'],
  ])('is not worked on %s', (_, date) => {
    expect(shiftOn(shift, date, 'Europe/Berlin')).toBeNull();
  });
});

it('shows only reasons that tell nothing about a person', () => {
  expect(['cancelled', 'resolved', 'red_flag', 'what comes next', null].map(shownReason)).toEqual([
    'cancelled',
    null,
    null,
    null,
    null,
  ]);
});
