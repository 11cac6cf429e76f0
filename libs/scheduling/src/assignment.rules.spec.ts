import { DAY } from '@limber/kernel';
import fc from 'fast-check';
import { chooseRoom, neighbourRooms } from './room.rules.ts';
import { at, booked, MONDAY } from './small-clinic.testing.ts';
import { dayRange } from './local-time.rules.ts';
import { chooseTherapist, type FairShare } from './therapist.rules.ts';

const candidate = (therapistId: string, locationId = 'home') => ({
  therapistId,
  locationId,
  roomId: 'r1',
});
const share = (bookedTenths: number, more: Partial<FairShare> = {}): FairShare => ({
  ...{ bookedTenths, offeredMin: 1000, isNew: false, lastAnyAt: null },
  ...more,
});
const team = (shares: Record<string, FairShare>) => new Map(Object.entries(shares));

describe('"any therapist"', () => {
  const cases: [
    rule: string,
    ids: string[],
    Record<string, FairShare>,
    chosen: string,
    by: string,
  ][] = [
    ['the least booked', ['a', 'b', 'c'], { a: share(12), b: share(6), c: share(9) }, 'b', 'ratio'],
    [
      'by what was offered, not by what was booked alone',
      ['a', 'b'],
      { a: share(600, { offeredMin: 1000 }), b: share(400, { offeredMin: 500 }) },
      'a',
      'ratio',
    ],
    [
      'who waited longest among equals',
      ['a', 'b'],
      { a: share(6, { lastAnyAt: 20 }), b: share(6, { lastAnyAt: 10 }) },
      'b',
      'last_any',
    ],
    [
      'who was never chosen before who was',
      ['a', 'b'],
      { a: share(6, { lastAnyAt: 1 }), b: share(6) },
      'b',
      'last_any',
    ],
    ['the smallest id among the rest', ['c', 'b'], { b: share(6), c: share(6) }, 'b', 'id'],
    ['ids as plain strings', ['b', 'B'], { b: share(6), B: share(6) }, 'B', 'id'],
    ['the only one, whatever the numbers', ['z'], { z: share(999) }, 'z', 'only'],
    [
      'a newcomer as booked as the middle of the team: the emptier half goes first',
      ['a', 'new', 'c'],
      { a: share(200), new: share(0, { isNew: true }), c: share(600), d: share(400) },
      'a',
      'ratio',
    ],
    [
      'a newcomer before the busier half',
      ['b', 'new'],
      { a: share(100), b: share(500), new: share(0, { isNew: true }), c: share(300) },
      'new',
      'ratio',
    ],
    [
      'of an even team the middle is between the two',
      ['b', 'new'],
      { a: share(200), b: share(400), new: share(0, { isNew: true }) },
      'new',
      'ratio',
    ],
    [
      'a newcomer who is busier than the middle as busy as that',
      ['a', 'new'],
      { a: share(500), new: share(900, { isNew: true, offeredMin: 1000 }) },
      'a',
      'ratio',
    ],
    [
      'nobody settled: all newcomers are equal',
      ['a', 'b'],
      { a: share(0, { isNew: true, lastAnyAt: 5 }), b: share(0, { isNew: true }) },
      'b',
      'last_any',
    ],
  ];
  it.each(cases)('takes %s', (_, ids, shares, chosen, by) => {
    const { assignment, pick } = chooseTherapist(
      ids.map((id) => candidate(id)),
      team(shares),
    );
    expect([assignment.therapistId, pick.by]).toEqual([chosen, by]);
  });

  it.each([
    ['the one the client prefers, if possible', 'c', 'c', 'preferred'],
    ['as if nobody was preferred, if not', 'zoe', 'b', 'ratio'],
  ])('takes %s', (_, preferred, chosen, by) => {
    const shares = team({ a: share(12), b: share(6), c: share(90) });
    const candidates = ['a', 'b', 'c'].map((id) => candidate(id));
    const { assignment, pick } = chooseTherapist(candidates, shares, preferred);
    expect([assignment.therapistId, pick.by]).toEqual([chosen, by]);
  });

  it('tells the numbers it went by', () => {
    const shares = team({ a: share(300), b: share(600, { lastAnyAt: 7 }) });
    const { pick } = chooseTherapist([candidate('b'), candidate('a')], shares);
    expect(pick.standings).toEqual([
      { therapistId: 'a', ...share(300), ratio: 0.03 },
      { therapistId: 'b', ...share(600, { lastAnyAt: 7 }), ratio: 0.06 },
    ]);
  });

  it('never takes somebody while another settled candidate has a lower ratio, in any order', () => {
    const arbitraryShare = fc.record({
      bookedTenths: fc.integer({ min: 0, max: 5000 }),
      offeredMin: fc.integer({ min: 60, max: 9000 }),
      isNew: fc.boolean(),
      lastAnyAt: fc.option(fc.integer({ min: 0, max: DAY })),
    });
    const teams = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), arbitraryShare, {
      minKeys: 2,
    });
    fc.assert(
      fc.property(teams, fc.integer(), (shares, turn) => {
        const candidates = Object.keys(shares).map((id) => candidate(id));
        const { assignment, pick } = chooseTherapist(candidates, team(shares));
        const ratioOf = (id: string): number =>
          pick.standings.find(({ therapistId }) => therapistId === id)?.ratio ?? NaN;
        const chosen = ratioOf(assignment.therapistId);
        for (const { ratio } of pick.standings) expect(chosen).toBeLessThanOrEqual(ratio);
        const turned = candidates.toSorted((a, b) =>
          turn % 2 === 0 ? (a.therapistId < b.therapistId ? 1 : -1) : 0,
        );
        expect(chooseTherapist(turned, team(shares)).assignment).toEqual(assignment);
      }),
      { seed: 20261124 },
    );
  });

  it('shares out a month of visits evenly by effort, whoever asks', () => {
    const booked: Record<string, number> = { a: 0, b: 0, c: 0 };
    const offered: Record<string, number> = { a: 9000, b: 4500, c: 9000 };
    for (let visit = 0; visit < 300; visit++) {
      const shares = Object.entries(booked).map(([id, tenths]): [string, FairShare] => [
        id,
        share(tenths, { offeredMin: offered[id] ?? 0 }),
      ]);
      const candidates = Object.keys(booked).map((id) => candidate(id));
      const { therapistId } = chooseTherapist(candidates, new Map(shares)).assignment;
      booked[therapistId] = (booked[therapistId] ?? 0) + (visit % 3 === 0 ? 960 : 600);
    }
    const ratios = Object.entries(booked).map(([id, tenths]) => tenths / (offered[id] ?? 1));
    expect(Math.max(...ratios) - Math.min(...ratios)).toBeLessThan(960 / 4500);
  });

  it('of one therapist at two places takes the smaller id of the place', () => {
    const { assignment } = chooseTherapist([candidate('a'), candidate('a', 'away')], new Map());
    expect(assignment).toEqual(candidate('a', 'away'));
  });

  it('refuses to choose from nobody', () => {
    expect(() => chooseTherapist([], new Map())).toThrow(TypeError);
  });
});

describe('a room', () => {
  const rooms = [
    { id: 'c', features: ['heat', 'sink'] },
    { id: 'b', features: ['heat'] },
    { id: 'a', features: ['sink'] },
    { id: 'd', features: ['heat'] },
  ];
  it.each([
    ['wastes nothing, by id', ['heat'], null, [], 'b'],
    ["is the shift's own among equals", ['heat'], 'd', [], 'd'],
    ["is not the shift's own if that wastes more", ['heat'], 'c', [], 'b'],
    ['has everything that is needed', ['heat', 'sink'], null, [], 'c'],
    ['wastes as little as possible', [], null, [], 'a'],
    ['does not exist', ['couples'], null, [], undefined],
    ['spares the move from the session before', ['heat'], null, ['d'], 'd'],
    ["is the shift's own before it spares a move", ['heat'], 'b', ['d', 'd'], 'b'],
    ['spares one move of two', ['heat'], null, ['x', 'd'], 'd'],
    ['never wastes more to spare a move', ['heat'], null, ['c', 'c'], 'b'],
  ])('%s', (_, needed, own, neighbours, expected) => {
    expect(chooseRoom(rooms, needed, own, neighbours)?.id).toBe(expected);
  });

  it("has as neighbours those of the therapist's sessions right before and after, that day", () => {
    const session = (from: string, to: string, roomId: string | null) =>
      booked(from, to, { roomId });
    const day = dayRange(MONDAY, 'Europe/London');
    const yesterday = { ...session('16:00', '17:00', 'r9') };
    const occupied = [
      { ...yesterday, start: yesterday.start - DAY, end: yesterday.end - DAY },
      session('13:00', '14:00', 'r4'),
      session('09:00', '10:00', 'r1'),
      session('10:00', '11:00', 'r2'),
      session('12:00', '13:00', 'r3'),
      session('11:00', '11:30', null),
    ];
    expect(neighbourRooms(occupied, at('11:30'), day)).toEqual(['r2', 'r3']);
    expect(neighbourRooms(occupied, at('08:00'), day)).toEqual(['r1']);
    expect(neighbourRooms(occupied, at('15:00'), day)).toEqual(['r4']);
  });
});
