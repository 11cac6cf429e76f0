import fc from 'fast-check';
import { chooseRoom } from './room.rules.ts';
import { chooseTherapist } from './therapist.rules.ts';

describe('chooseTherapist', () => {
  const candidate = (therapistId: string, locationId = 'home') => ({
    therapistId,
    locationId,
    roomId: 'r1',
  });
  const load = (minutes: Record<string, number>) =>
    new Map(Object.entries(minutes).map(([id, bookedTodayMin]) => [id, { bookedTodayMin }]));

  it.each([
    ['the least booked', ['a', 'b', 'c'], { a: 120, b: 60, c: 90 }, 'b'],
    ['the first id among equals', ['c', 'b'], { b: 60, c: 60 }, 'b'],
    ['someone without a booking', ['a', 'b'], { a: 30 }, 'b'],
    ['the only one', ['z'], {}, 'z'],
    ['ids compare as plain strings', ['b', 'B'], {}, 'B'],
  ])('takes %s', (_, ids, minutes, expected) => {
    expect(
      chooseTherapist(
        ids.map((id) => candidate(id)),
        load(minutes),
      ).therapistId,
    ).toBe(expected);
  });

  it('decides alike whatever the order of the candidates', () => {
    const all = ['a', 'b', 'c'].flatMap((id) => [candidate(id, 'away'), candidate(id)]);
    const minutes = load({ a: 60, b: 30, c: 30 });
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (candidates) => {
        expect(chooseTherapist(candidates, minutes)).toEqual(candidate('b', 'away'));
      }),
    );
  });

  it('refuses to choose from nobody', () => {
    expect(() => chooseTherapist([], new Map())).toThrow(TypeError);
  });
});

describe('chooseRoom', () => {
  const rooms = [
    { id: 'c', features: ['heat', 'sink'] },
    { id: 'b', features: ['heat'] },
    { id: 'a', features: ['sink'] },
    { id: 'd', features: ['heat'] },
  ];
  it.each([
    [['heat'], null, 'b'],
    [['heat'], 'd', 'd'],
    [['heat'], 'c', 'b'],
    [['heat', 'sink'], null, 'c'],
    [[], null, 'a'],
    [['couples'], null, undefined],
  ])('needing %j with shift room %s takes %s', (needed, own, expected) => {
    expect(chooseRoom(rooms, needed, own)?.id).toBe(expected);
  });
});
