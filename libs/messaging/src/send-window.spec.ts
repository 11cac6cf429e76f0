import { SendWindow } from './send-window.ts';

const turn = () => new Promise(setImmediate);

/** Takes so many and lets them in; answers who is in, in their order, and how to let one out. */
function door(count: number) {
  const window = new SendWindow();
  const inside: (() => void)[] = [];
  window.take(count);
  for (let n = 0; n < count; n += 1) void window.enter().then(({ leave }) => inside.push(leave));
  return { window, inside };
}

// How long each takes decides how many may start: no business of the machine's.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe('what may be under way at once', () => {
  it.each([
    [1, 1],
    [199, 1],
    [200, 200],
  ])('of %i in hand: %i', async (count, expected) => {
    const { inside } = door(count);
    await turn();
    expect(inside).toHaveLength(expected);
  });

  it('lets everybody through in the end', async () => {
    const { inside } = door(160);
    for (let out = 0; out < 160; out += 1) {
      await turn();
      expect(inside).toHaveLength(out + 1);
      inside[out]?.();
    }
    expect(inside).toHaveLength(160);
  });

  it('is more when the server has shown itself slow', async () => {
    const { window, inside } = door(3);
    for (let out = 0; out < 3; out += 1) {
      await turn();
      jest.advanceTimersByTime(2_000);
      inside[out]?.();
    }
    window.take(20);
    for (let n = 0; n < 20; n += 1) void window.enter().then(({ leave }) => inside.push(leave));
    await turn();
    expect(inside.length - 3).toBeGreaterThan(1);
    expect(inside.length - 3).toBeLessThan(6);
  });

  it('is one more for each that hangs, and one less when it comes to its end', async () => {
    const { window, inside } = door(5);
    const hung = jest.fn();
    window.take(1);
    await turn();
    jest.advanceTimersByTime(2_999);
    await turn();
    expect(inside).toHaveLength(1);
    jest.advanceTimersByTime(1);
    await turn();
    expect(inside).toHaveLength(2);
    inside[0]?.();
    await turn();
    // Its place had gone to the second one already.
    expect(inside).toHaveLength(2);
    inside[1]?.();
    await turn();
    expect(inside).toHaveLength(3);
    void window.enter().then((place) => (place.onHang = hung));
    for (const n of [2, 3, 4]) {
      inside[n]?.();
      await turn();
    }
    expect(hung).not.toHaveBeenCalled();
    jest.advanceTimersByTime(3_000);
    await turn();
    expect(hung).toHaveBeenCalled();
  });

  it('is looked at again for those that began later', async () => {
    const window = new SendWindow();
    const hung = jest.fn();
    window.take(1_000);
    const first = await window.enter();
    jest.advanceTimersByTime(2_000);
    (await window.enter()).onHang = hung;
    first.leave();
    jest.advanceTimersByTime(2_999);
    expect(hung).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(hung).toHaveBeenCalledTimes(1);
  });

  it('is one of all who send in this process', async () => {
    const { window, inside } = door(3);
    window.take(1);
    const other = jest.fn();
    void window.enter().then(other);
    for (let out = 0; out < 3; out += 1) {
      await turn();
      expect([inside.length, other.mock.calls.length]).toEqual([out + 1, 0]);
      inside[out]?.();
    }
    await turn();
    expect(other).toHaveBeenCalled();
  });
});
