import { ClinicModel, EMPTY, type Step } from './clinic-model.ts';
import { linearize } from './linearize.ts';

const NOON = 720;
const NOW = 1_000;
const LATER = 2_000;
const model = new ClinicModel({ therapistIds: ['ana', 'ben'], roomIds: ['r1', 'r2'] }, NOW);

const wish = (start: number, therapistId?: string) => ({ start, end: start + 60, therapistId });
const granted = (id: string, start: number, therapistId: string, roomId: string): Step => ({
  do: 'hold',
  code: null,
  wish: wish(start, therapistId),
  granted: { id, start, end: start + 60, therapistId, roomId, expiresAt: LATER },
});
const refused = (start: number, therapistId?: string): Step => ({
  do: 'hold',
  code: 'SLOT_TAKEN',
  wish: wish(start, therapistId),
});
const confirmed = (id: string, roomId: string): Step => ({
  do: 'confirm',
  code: null,
  id,
  granted: { reference: `of ${id}`, roomId },
});
const cancelled = (id: string): Step => ({
  do: 'cancel',
  code: null,
  reference: `of ${id}`,
  revision: 2,
});

describe('an order that explains what many heard at once', () => {
  const anaAtNoon = granted('a', NOON, 'ana', 'r1');
  const booked = linearize(model, linearize(model, EMPTY, [anaAtNoon]) ?? EMPTY, [
    confirmed('a', 'r1'),
  ]);
  const cases: [explained: boolean, what: string, before: typeof EMPTY, steps: Step[]][] = [
    [true, 'one wins, one hears that it is taken', EMPTY, [refused(NOON, 'ana'), anaAtNoon]],
    [false, 'two win one slot', EMPTY, [anaAtNoon, granted('b', NOON, 'ana', 'r2')]],
    [false, 'two get one room', EMPTY, [anaAtNoon, granted('b', NOON, 'ben', 'r1')]],
    [false, 'somebody is refused what nobody has', EMPTY, [refused(NOON, 'ana')]],
    [false, 'a neighbour lacks his rest', EMPTY, [anaAtNoon, granted('b', NOON + 70, 'ana', 'r2')]],
    // 15 minutes after, 10 before: the longer one is enough.
    [
      true,
      'a neighbour keeps the longer gap',
      EMPTY,
      [anaAtNoon, granted('b', NOON + 75, 'ana', 'r2')],
    ],
    [
      false,
      'the session before lacks the rest',
      EMPTY,
      [anaAtNoon, granted('b', NOON - 70, 'ana', 'r2')],
    ],
    [
      true,
      'whoever comes after the cancellation gets the time',
      booked ?? EMPTY,
      [granted('b', NOON, 'ana', 'r1'), cancelled('a'), refused(NOON, 'ana')],
    ],
    [
      false,
      'a time is sold before its booking goes',
      booked ?? EMPTY,
      [granted('b', NOON, 'ana', 'r1')],
    ],
    [false, 'one booking is cancelled twice', booked ?? EMPTY, [cancelled('a'), cancelled('a')]],
    [
      false,
      'a block lies over a visit',
      booked ?? EMPTY,
      [{ do: 'block', code: null, id: 'x', wish: { ...wish(NOON + 30), therapistId: 'ana' } }],
    ],
  ];
  it.each(cases)('%s: %s', (explained, _, before, steps) => {
    expect(linearize(model, before, steps) !== null).toBe(explained);
  });

  it('counts a dead hold for nothing', () => {
    const before = linearize(model, EMPTY, [anaAtNoon]) ?? EMPTY;
    const after = new ClinicModel({ therapistIds: ['ana'], roomIds: ['r1'] }, LATER);
    expect(linearize(after, before, [refused(NOON, 'ana')])).toBeNull();
    expect(linearize(after, before, [granted('b', NOON, 'ana', 'r1')])).not.toBeNull();
  });
});
