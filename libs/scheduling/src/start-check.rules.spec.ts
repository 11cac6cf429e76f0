import { MINUTE } from '@limber/kernel';
import type { WhyNot } from './availability.plan.ts';
import { addDays } from './local-time.rules.ts';
import {
  at,
  booked,
  clinic,
  location,
  MONDAY,
  room,
  shift,
  therapist,
  withAna,
  type ClinicChanges,
} from './small-clinic.testing.ts';
import { brokenRules, checkStart } from './start-check.rules.ts';

const code = (input: ReturnType<typeof clinic>, startsAt: number, filter = {}): WhyNot | 'OK' => {
  const answer = checkStart(input, { startsAt, ...filter });
  return answer.ok ? 'OK' : answer.code;
};

describe('the reason for a refusal', () => {
  const orphan = { orphanGapRule: true, gridStepMin: 15 as const };
  const cases: [expected: WhyNot | 'OK', time: string, ClinicChanges][] = [
    ['OK', '10:00', {}],
    ['OFF_GRID', '10:05', {}],
    ['IN_PAST', '10:00', { now: at('10:01') }],
    ['NOTICE', '10:00', { now: at('09:30'), policy: { noticeMin: 31 } }],
    ['OK', '10:00', { now: at('09:30'), policy: { noticeMin: 30 } }],
    ['HORIZON', '10:00', { policy: { horizonDays: 6 } }],
    ['SAME_DAY_CUTOFF', '10:00', { now: at('08:00'), policy: { sameDayCutoff: '08:00' } }],
    ['SHIFT', '08:00', {}],
    ['SHIFT', '11:01', {}],
    ['SHIFT', '10:00', { locations: [location('home', { openingHours: [] })] }],
    ['BUSY', '10:00', { therapists: [therapist('ana', { occupied: [booked('10:30', '10:45')] })] }],
    [
      'BUSY',
      '10:00',
      {
        therapists: [therapist('ana', { unavailable: [{ start: at('10:59'), end: at('12:00') }] })],
      },
    ],
    [
      'REST',
      '10:00',
      { therapists: [therapist('ana', { occupied: [booked('09:00', '10:00', { afterMin: 5 })] })] },
    ],
    ['ORPHAN_GAP', '09:15', { policy: orphan }],
    ['CAP', '10:00', { therapists: [therapist('ana', { effortCapPerDayTenths: 599 })] }],
    ['NO_ROOM', '10:00', { rooms: [room('r1', { occupied: [booked('10:30', '12:00')] })] }],
    ['NO_SUCH_THERAPIST', '10:00', { therapists: [] }],
    ['NOT_QUALIFIED', '10:00', { therapists: [therapist('ana', { sessionTypes: [] })] }],
    ['NO_SUCH_LOCATION', '10:00', { locations: [] }],
  ];
  it.each(cases)('%s at %s %#', (expected, time, changes) => {
    expect(code(clinic(changes), at(time))).toBe(expected);
  });

  it.each([
    [{ therapistId: 'zoe' }, 'NO_SUCH_THERAPIST'],
    [{ locationId: 'moon' }, 'NO_SUCH_LOCATION'],
    [{ therapistId: 'ana', locationId: 'home' }, 'OK'],
  ])('for a request of %j is %s', (filter, expected) => {
    expect(code(clinic(), at('10:00'), filter)).toBe(expected);
  });

  it('a start between two minutes is off the grid', () => {
    expect(code(clinic(), at('10:00') + 30_000)).toBe('OFF_GRID');
    expect(code(clinic({ policy: { gridStepMin: 5 } }), at('10:00') + 1)).toBe('OFF_GRID');
  });

  it('is that of the therapist who got furthest', () => {
    const off = therapist('a-off', { shifts: [] });
    const busy = therapist('b-busy', { occupied: [booked('10:00', '11:00')] });
    const tired = therapist('c-tired', { effortCapPerDayTenths: 0 });
    const refused = (...therapists: ReturnType<typeof therapist>[]) =>
      code(clinic({ therapists }), at('10:00'));
    expect(refused(off)).toBe('SHIFT');
    expect(refused(busy, off)).toBe('BUSY');
    expect(refused(tired, busy, off)).toBe('CAP');
    expect(refused(off, busy, tired, therapist('d-free'))).toBe('OK');
  });
});

describe('an accepted start', () => {
  const rooms = [
    room('big', { features: ['heat', 'couples'] }),
    room('cosy', { features: ['heat'] }),
    room('warm', { features: ['heat'] }),
  ];
  const service = { roomFeatures: ['heat'] };
  const roomOf = (changes: ClinicChanges, roomId: string | null = null) => {
    const ana = therapist('ana', { shifts: [shift('09:00', '12:00', { roomId })] });
    const answer = checkStart(clinic({ service, therapists: [ana], ...changes }), {
      startsAt: at('10:00'),
    });
    return answer.ok ? answer.value.map((a) => a.roomId) : answer.code;
  };
  const taken = { occupied: [booked('10:00', '11:00')] };

  it.each([
    ['the least equipped, by id', rooms, null, ['cosy']],
    ["the shift's own among equals", rooms, 'warm', ['warm']],
    ["not the shift's own if it wastes more", rooms, 'big', ['cosy']],
    [
      'only what is free',
      rooms.map((r) => (r.id === 'big' ? r : { ...r, ...taken })),
      'warm',
      ['big'],
    ],
    ['nothing free', rooms.map((r) => ({ ...r, ...taken })), null, 'NO_ROOM'],
  ])('gets a room: %s', (_, choice, own, expected) => {
    expect(roomOf({ rooms: choice }, own)).toEqual(expected);
  });

  it('names every therapist and place, each with its own room', () => {
    const input = clinic({
      locations: [location('home'), location('away')],
      therapists: [
        therapist('ben', { shifts: [shift('09:00', '12:00', { roomId: 'r2' })] }),
        therapist('ana'),
        therapist('cy', { shifts: [shift('10:00', '11:00', { locationId: 'away' })] }),
        therapist('dan', { occupied: [booked('10:00', '10:30')] }),
      ],
      rooms: [room('r1'), room('r2'), room('r3', { locationId: 'away' })],
    });
    expect(checkStart(input, { startsAt: at('10:00') })).toEqual({
      ok: true,
      value: [
        { therapistId: 'cy', roomId: 'r3', locationId: 'away' },
        { therapistId: 'ana', roomId: 'r1', locationId: 'home' },
        { therapistId: 'ben', roomId: 'r2', locationId: 'home' },
      ],
    });
  });

  it('falls on the local date of its own location', () => {
    // 10:00 on Monday in London is already 23:00 in Auckland, and Tuesday an hour later.
    const input = clinic({
      locations: [location('home'), location('away', { timeZone: 'Pacific/Auckland' })],
      therapists: [
        therapist('ana'),
        therapist('cy', { shifts: [shift('00:00', '02:00', { locationId: 'away', weekday: 2 })] }),
      ],
      rooms: [room('r1'), room('r2', { locationId: 'away' })],
    });
    const whoAt = (time: string) => {
      const answer = checkStart(input, { startsAt: at(time) });
      return answer.ok ? answer.value.map((a) => a.therapistId) : answer.code;
    };
    expect(whoAt('10:00')).toEqual(['ana']);
    expect(whoAt('11:00')).toEqual(['cy', 'ana']);
  });
});

describe('all broken rules, for an override', () => {
  const query = (time: string) => ({ startsAt: at(time), therapistId: 'ana', locationId: 'home' });

  it('is empty for a start that is fine', () => {
    expect(brokenRules(clinic(), query('10:00'))).toEqual([]);
  });

  it('lists every rule in the order of the checks', () => {
    const input = withAna(
      { effortCapPerDayTenths: 0, occupied: [booked('11:30', '12:30')] },
      {
        now: at('11:00'),
        rooms: [],
        policy: { noticeMin: 60, sameDayCutoff: '09:00' },
      },
    );
    expect(brokenRules(input, query('11:40'))).toEqual([
      ...['SAME_DAY_CUTOFF', 'NOTICE', 'SHIFT', 'BUSY', 'CAP', 'NO_ROOM'],
    ]);
  });

  it.each([
    [{ startsAt: at('10:00'), therapistId: 'zoe', locationId: 'home' }, ['NO_SUCH_THERAPIST']],
    [{ startsAt: at('10:00'), therapistId: 'ana', locationId: 'moon' }, ['NO_SUCH_LOCATION']],
    [
      { startsAt: at('10:00', addDays(MONDAY, 100)), therapistId: 'ana', locationId: 'home' },
      ['HORIZON', 'SHIFT'],
    ],
    [{ startsAt: at('10:00') + 7 * MINUTE, therapistId: 'ana', locationId: 'home' }, ['OFF_GRID']],
  ])('%j', (question, expected) => {
    expect(brokenRules(clinic(), question)).toEqual(expected);
  });
});
