import { addDays, edgeAt, weekdayOf } from '@limber/scheduling';
import fc from 'fast-check';
import { firstOverlap, hoursFaults, validityFaults } from './shift.rules.ts';

type Plan = Parameters<typeof firstOverlap>[0][number];

const breaks = (...pairs: [string, string][]) =>
  pairs.map(([startsAt, endsAt]) => ({ startsAt, endsAt }));

describe('the hours of a shift', () => {
  it.each<[string, string, [string, string][], string[]]>([
    ['09:00', '17:00', [], []],
    ['09:00', '24:00', [], []],
    ['17:00', '09:00', [], ['SHIFT_ENDS_BEFORE_START endsAt']],
    ['09:00', '09:00', [], ['SHIFT_ENDS_BEFORE_START endsAt']],
    ['22:00', '06:00', [['23:00', '23:30']], ['SHIFT_ENDS_BEFORE_START endsAt']],
    ['09:00', '17:00', [['12:00', '12:30']], []],
    ['09:00', '17:00', [['09:00', '17:00']], []],
    ['09:00', '17:00', [['08:30', '09:30']], ['BREAK_OUTSIDE_SHIFT breaks.0']],
    ['09:00', '17:00', [['16:30', '17:30']], ['BREAK_OUTSIDE_SHIFT breaks.0']],
    ['09:00', '17:00', [['13:00', '12:00']], ['BREAK_OUTSIDE_SHIFT breaks.0']],
    [
      '09:00',
      '17:00',
      [
        ['12:00', '12:30'],
        ['12:30', '13:00'],
      ],
      [],
    ],
    [
      '09:00',
      '17:00',
      [
        ['12:00', '12:30'],
        ['12:15', '13:00'],
      ],
      ['BREAKS_OVERLAP breaks.1'],
    ],
    [
      ...(['09:00', '17:00'] as const),
      [
        ['12:00', '13:00'],
        ['08:00', '08:30'],
        ['12:15', '12:30'],
      ],
      ['BREAK_OUTSIDE_SHIFT breaks.1', 'BREAKS_OVERLAP breaks.2'],
    ],
  ])('%s to %s, breaks %j: %j', (startsAt, endsAt, pauses, expected) => {
    const faults = hoursFaults({ startsAt, endsAt, breaks: breaks(...pauses) });
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });

  it('name their place in the body', () => {
    const [fault] = hoursFaults({ startsAt: '10:00', endsAt: '09:00', breaks: [] }, 'hours.');
    expect(fault?.path).toBe('hours.endsAt');
  });
});

describe('the dates of a shift', () => {
  it.each([
    ['2027-01-11', null, 0],
    ['2027-01-11', '2027-01-11', 0],
    ['2027-01-11', '2027-01-10', 1],
  ])('%s to %s: %d faults', (from, to, count) => {
    expect(validityFaults(from, to)).toHaveLength(count);
  });
});

/** A Monday. */
const TODAY = '2027-01-11';
/** That Monday everywhere: half past ten in London, half an hour before midnight in Auckland. */
const NOW = Date.parse(`${TODAY}T10:30:00Z`);
const plan = (change: Partial<Plan> = {}): Plan => ({
  ...{ locationId: 'london', weekday: 1, startsAt: '09:00', endsAt: '17:00' },
  ...{ validFrom: '2020-01-01', validTo: null, except: [], ...change },
});
const oneOff = (date: string, change: Partial<Plan> = {}): Plan =>
  plan({ weekday: weekdayOf(date), validFrom: date, validTo: date, ...change });
const zones: Record<string, string> = {
  london: 'Europe/London',
  newYork: 'America/New_York',
  auckland: 'Pacific/Auckland',
  honolulu: 'Pacific/Honolulu',
};
const zoneOf = (id: string): string => zones[id] ?? 'UTC';
const overlapAt = (now: number, ...plans: Plan[]): string | null => {
  const found = firstOverlap(plans, zoneOf, now);
  return found && `${found[0].date} ${found[1].date}`;
};
const overlapOn = (...plans: Plan[]): string | null => overlapAt(NOW, ...plans);

describe('nobody is at work twice at once', () => {
  it.each<[string, Plan[], string | null]>([
    ['one shift', [plan()], null],
    ['two weekdays', [plan(), plan({ weekday: 2 })], null],
    ['one after the other', [plan(), plan({ startsAt: '17:00', endsAt: '20:00' })], null],
    [
      'over each other',
      [plan(), plan({ startsAt: '16:59', endsAt: '20:00' })],
      `${TODAY} ${TODAY}`,
    ],
    [
      'over each other at two places',
      [plan(), plan({ locationId: 'leeds', startsAt: '12:00' })],
      `${TODAY} ${TODAY}`,
    ],
    [
      'the same hours in other years',
      [plan({ validTo: '2027-01-31' }), plan({ validFrom: '2027-02-01' })],
      null,
    ],
    [
      'over each other on the last day',
      [plan({ validTo: '2027-02-01' }), plan({ validFrom: '2027-02-01' })],
      '2027-02-01 2027-02-01',
    ],
    [
      'over each other in the past alone',
      [plan({ validTo: '2027-01-10' }), plan({ validTo: '2027-01-04' })],
      null,
    ],
    [
      'an extra shift in the evening',
      [plan(), oneOff(TODAY, { startsAt: '18:00', endsAt: '20:00' })],
      null,
    ],
    [
      'an extra shift over the weekly one',
      [plan(), oneOff(TODAY, { startsAt: '16:00', endsAt: '20:00' })],
      `${TODAY} ${TODAY}`,
    ],
    [
      'hours instead of the weekly ones',
      [plan({ except: [TODAY] }), oneOff(TODAY, { startsAt: '16:00', endsAt: '20:00' })],
      null,
    ],
    [
      'far ahead',
      [plan({ validFrom: '2029-03-05' }), plan({ validFrom: '2029-06-04', startsAt: '16:00' })],
      '2029-06-04 2029-06-04',
    ],
    // 09:00-17:00 in New York is 14:00-22:00 in London, and 13:00-21:00 for two weeks in March.
    [
      'in two zones, apart by the sun',
      [plan({ endsAt: '13:00' }), plan({ locationId: 'newYork' })],
      null,
    ],
    [
      'in two zones, at once',
      [plan({ endsAt: '14:30' }), plan({ locationId: 'newYork' })],
      `${TODAY} ${TODAY}`,
    ],
    [
      'in two zones, only while one has changed its clocks',
      [plan({ startsAt: '06:00', endsAt: '14:00' }), plan({ locationId: 'newYork' })],
      '2027-03-15 2027-03-15',
    ],
    // Tuesday 06:00 in Auckland is Monday 17:00 in London.
    [
      'on two weekdays that are one time',
      [
        plan({ endsAt: '18:00' }),
        plan({ locationId: 'auckland', weekday: 2, startsAt: '06:00', endsAt: '07:00' }),
      ],
      `${TODAY} 2027-01-12`,
    ],
  ])('%s', (_, plans, expected) => {
    expect(overlapOn(...plans)).toBe(expected);
    expect(
      overlapOn(...[...plans].reverse())
        ?.split(' ')
        .sort()
        .join(' ') ?? null,
    ).toBe(expected?.split(' ').sort().join(' ') ?? null);
  });

  // At five in the morning in London it is seven in the evening of the day before in Honolulu.
  it.each([
    ['2027-01-12T05:00:00Z', '23:59', '2027-01-11 2027-01-12'],
    ['2027-01-12T05:00:00Z', '22:00', null],
    // Midnight there: that evening is over.
    ['2027-01-12T10:00:00Z', '23:59', null],
  ])(
    'at %s, an evening far west that ends at %s lies over a morning here: %s',
    (now, endsAt, on) => {
      const evening = oneOff('2027-01-11', { locationId: 'honolulu', startsAt: '17:00', endsAt });
      const morning = oneOff('2027-01-12', { startsAt: '08:30', endsAt: '12:00' });
      expect(overlapAt(Date.parse(now), evening, morning)).toBe(on);
    },
  );

  const wall = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const anyPlan = fc
    .record({
      locationId: fc.constantFrom('london', 'newYork', 'auckland'),
      weekday: fc.constantFrom(1, 2, 3),
      from: fc.integer({ min: 5, max: 20 }),
      length: fc.integer({ min: 1, max: 4 }),
      validFrom: fc.integer({ min: -20, max: 120 }).map((days) => addDays(TODAY, days)),
      weeks: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
      except: fc.subarray([0, 7, 14, 56].map((days) => addDays(TODAY, days))),
    })
    .map(({ from, length, weeks, ...rest }) =>
      plan({
        ...(rest as Partial<Plan>),
        startsAt: wall(from),
        endsAt: wall(Math.min(24, from + length)),
        validTo: weeks === null ? null : addDays(rest.validFrom, weeks * 7),
      }),
    );

  it('is true exactly when no two shifts share a minute of the coming two years', () => {
    fc.assert(
      fc.property(fc.array(anyPlan, { minLength: 2, maxLength: 3 }), (plans) => {
        expect(firstOverlap(plans, zoneOf, NOW) !== null).toBe(sharesTime(plans));
      }),
      { numRuns: 60 },
    );
  });

  /** Day by day and pair by pair. */
  function sharesTime(plans: Plan[]): boolean {
    const worked = plans.map((each) => {
      const spans: [number, number][] = [];
      for (let n = 0; n < 730; n += 1) {
        const date = addDays(TODAY, n);
        const runs =
          each.weekday === weekdayOf(date) &&
          each.validFrom <= date &&
          (each.validTo ?? date) >= date &&
          !each.except.includes(date);
        const zone = zoneOf(each.locationId);
        if (runs) spans.push([edgeAt(date, each.startsAt, zone), edgeAt(date, each.endsAt, zone)]);
      }
      return spans;
    });
    return worked.some((mine, i) =>
      worked.slice(i + 1).some((theirs) => {
        let k = 0;
        return mine.some(([start, end]) => {
          while ((theirs[k]?.[1] ?? Infinity) <= start) k += 1;
          return (theirs[k]?.[0] ?? Infinity) < end;
        });
      }),
    );
  }
});
