import { listFreeSlots } from './availability.rules.ts';
import { addDays } from './local-time.rules.ts';
import { WORKLOAD_START, workload } from './workload.testing.ts';

/** The sizes a brute-force oracle, written for the benchmark, found; they never depend on this code. */
const cells: [therapists: number, days: number, bookings: number, union: number, pairs: number][] =
  [
    [5, 7, 129, 50, 72],
    [5, 30, 570, 219, 289],
    [5, 60, 1130, 483, 621],
    [20, 7, 528, 110, 255],
    [20, 30, 2286, 511, 1221],
    [20, 60, 4573, 1018, 2388],
    [80, 7, 2113, 164, 1029],
    [80, 30, 9015, 704, 4646],
    [80, 60, 18166, 1408, 8889],
  ];

describe('the benchmark clinic', () => {
  it.each(cells)('%i therapists, %i days', (therapists, days, bookings, union, pairs) => {
    const clinic = workload(therapists, days);
    const to = addDays(WORKLOAD_START, days - 1);
    const listed = listFreeSlots(clinic.input, { from: WORKLOAD_START, to });
    const slots = listed.flatMap((day) => day.slots);
    const pairCount = slots.reduce((sum, slot) => sum + slot.therapistIds.length, 0);
    expect([clinic.bookings, slots.length, pairCount]).toEqual([bookings, union, pairs]);
  });
});
