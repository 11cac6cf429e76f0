import fc from 'fast-check';
import { isAbout, listedOnce, wholeMinutes } from './sick-call.rules.ts';

const call = (id: string, therapistId: string, told: number) => ({
  ...{ id, therapistId, createdAt: new Date(told) },
});
const visit = (id: string, therapistId: string) => ({ id, therapistId });

describe('a visit that several sick calls touch', () => {
  const x = visit('x', 'ana');
  const y = visit('y', 'ana');
  const toTom = visit('t', 'tom');
  it.each([
    [
      'is listed with the call that was told first',
      [
        { call: call('b', 'ana', 2), rows: [x, y] },
        { call: call('a', 'ana', 1), rows: [x] },
      ],
      ['b:y+1', 'a:x+0'],
    ],
    [
      'of two told at once, always with the same',
      [
        { call: call('b', 'ana', 1), rows: [x] },
        { call: call('a', 'ana', 1), rows: [x] },
      ],
      ['b:+1', 'a:x+0'],
    ],
    [
      'with that of whoever took it over and is ill now too',
      [
        { call: call('a', 'ana', 1), rows: [toTom] },
        { call: call('b', 'tom', 2), rows: [toTom] },
      ],
      ['a:+1', 'b:t+0'],
    ],
    [
      'with that of whoever had it while who took it over is well',
      [{ call: call('a', 'ana', 1), rows: [toTom] }],
      ['a:t+0'],
    ],
  ])('%s', (_, looked, expected) => {
    const listed = listedOnce(looked).map(
      ({ rows, elsewhere }, n) =>
        `${looked[n]?.call.id}:${rows.map(({ id }) => id).join()}+${elsewhere}`,
    );
    expect(listed).toEqual(expected);
  });

  it('is never lost and never listed twice', () => {
    const rows = fc.uniqueArray(
      fc.constantFrom(...['u', 'v', 'w'].map((id) => visit(id, id === 'u' ? 'ana' : 'tom'))),
    );
    const looked = fc.array(
      fc.record({ therapistId: fc.constantFrom('ana', 'tom'), told: fc.nat(3), rows }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(looked, (calls) => {
        const all = calls.map(({ therapistId, told, rows: own }, n) => ({
          ...{ call: call(String(n), therapistId, told), rows: own },
        }));
        const ids = listedOnce(all).flatMap(({ rows: own }) => own.map(({ id }) => id));
        const touched = new Set(all.flatMap(({ rows: own }) => own.map(({ id }) => id)));
        expect([...ids].sort()).toEqual([...touched].sort());
      }),
    );
  });
});

describe('what was offered for a visit', () => {
  it.each([
    ['ana', 'offered', 'ana', 'ana', true],
    ['ana', 'expired', 'ana', 'ana', true],
    ['ana', 'accepted', 'ana', 'tom', true],
    ['ana', 'moved', 'ana', 'ana', true],
    ['ana', 'accepted', 'tom', 'tom', false],
    ['ana', 'expired', 'tom', 'tom', false],
    ['ana', 'accepted', 'ana', 'ana', false],
  ] as const)(
    'instead of %s and %s, in the absence of %s, now with %s: is about it: %s',
    (fromTherapistId, state, therapistId, nowWith, expected) => {
      const visitNow = { therapistId: nowWith };
      expect(isAbout({ fromTherapistId, state }, { therapistId }, visitNow)).toBe(expected);
    },
  );
});

it('an absence stands in whole minutes', () => {
  const at = (time: string) => Date.parse(`2027-01-12T${time}Z`);
  expect(wholeMinutes({ start: at('08:00:59.999'), end: at('09:00:30') })).toEqual({
    ...{ start: at('08:00:00'), end: at('09:00:00') },
  });
});
