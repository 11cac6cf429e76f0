import fc from 'fast-check';
import { listFreeSlots } from './availability.rules.ts';
import { checkCouple, listCoupleSlots, roomsForTwo } from './couples.rules.ts';
import { randomClinic } from './random-clinic.testing.ts';
import { at, booked, clinic, MONDAY, room, shift, therapist } from './small-clinic.testing.ts';

const both = (more: Parameters<typeof clinic>[0] = {}) =>
  clinic({
    therapists: [
      therapist('ana', { shifts: [shift('09:00', '12:00')] }),
      therapist('marek', { shifts: [shift('10:00', '13:00')] }),
    ],
    rooms: [room('wharf')],
    ...more,
  });

const times = (input: ReturnType<typeof clinic>, therapistId?: string): number[] =>
  listCoupleSlots(input, { from: MONDAY, to: MONDAY, therapistId }).flatMap(({ slots }) =>
    slots.map(({ startsAt }) => startsAt),
  );

describe('rooms for two', () => {
  it.each([
    ['a room for one', { capacity: 1, features: ['couples'] }, false],
    ['a big room that is not meant for it', { capacity: 2, features: ['heat'] }, false],
    ['a couples room', { capacity: 2, features: ['heat', 'couples'] }, true],
  ])('%s', (_, given, fits) => {
    expect(roomsForTwo([given])).toHaveLength(fits ? 1 : 0);
  });
});

describe('a start for two', () => {
  it('is one at which two different therapists can, and a room for two is free', () => {
    const found = times(both());
    expect(found.length).toBeGreaterThan(0);
    expect(Math.min(...found)).toBe(at('10:00'));
    expect(found.every((start) => start >= at('10:00') && start < at('12:00'))).toBe(true);
  });

  it('is none while the room is taken, nor where one of the two is', () => {
    const taken = { occupied: [booked('10:00', '12:00')] };
    expect(times(both({ rooms: [room('wharf', taken)] }))).toEqual([]);
    const busy = therapist('ana', taken);
    const free = therapist('marek', { shifts: [shift('10:00', '12:00')] });
    expect(times(both({ therapists: [busy, free] }))).toEqual([]);
  });

  it('is none without a second therapist who is qualified', () => {
    const other = therapist('marek', { sessionTypes: ['relaxation'] });
    expect(times(both({ therapists: [therapist('ana'), other] }))).toEqual([]);
  });

  it('counts a wish for one therapist as a wish for one of the two', () => {
    const three = both({
      therapists: [
        therapist('ana'),
        therapist('marek'),
        therapist('noor', { shifts: [shift('11:00', '12:00')] }),
      ],
    });
    expect(Math.min(...times(three, 'noor'))).toBe(at('11:00'));
    expect(times(three, 'nobody')).toEqual([]);
  });

  it('is accepted exactly when it is listed, and then for two people or more', () => {
    fc.assert(
      fc.property(randomClinic, ({ input, dates }) => {
        const query = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
        const singles = listFreeSlots(input, query).flatMap(({ slots }) => slots);
        const pairs = new Set(
          listCoupleSlots(input, query).flatMap(({ slots }) =>
            slots.map(({ startsAt, locationId }) => `${startsAt}|${locationId}`),
          ),
        );
        for (const { startsAt, locationId, therapistIds } of singles.slice(0, 40)) {
          const checked = checkCouple(input, { startsAt, locationId });
          expect(checked.ok).toBe(pairs.has(`${startsAt}|${locationId}`));
          expect(checked.ok).toBe(therapistIds.length >= 2);
          if (!checked.ok) continue;
          const people = new Set(checked.value.map(({ therapistId }) => therapistId));
          expect([...people].sort()).toEqual(therapistIds);
        }
      }),
      { numRuns: 60 },
    );
  });
});
