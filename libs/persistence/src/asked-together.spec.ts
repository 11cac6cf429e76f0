import { AskedTogether } from './asked-together.ts';

let together: AskedTogether<number>;
let questions: number;
const question = () => Promise.resolve((questions += 1));
beforeEach(() => {
  together = new AskedTogether();
  questions = 0;
});

describe('a question asked by many at once', () => {
  it('is put once, and all hear its answer', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => together.ask('free?', question)));
    expect({ answers, questions }).toEqual({ answers: [1, 1, 1], questions: 1 });
  });

  it('is put only after the last of them asked', async () => {
    const first = together.ask('free?', question);
    expect(questions).toBe(0);
    await Promise.resolve();
    const second = together.ask('free?', question);
    expect([await first, await second]).toEqual([1, 1]);
  });

  it('is put again for whoever asks while it is being answered', async () => {
    let tell: (answer: number) => void = () => {};
    const slow = new Promise<number>((resolve) => (tell = resolve));
    let isPut: () => void = () => {};
    const put = new Promise<void>((resolve) => (isPut = resolve));
    const first = together.ask('free?', () => {
      isPut();
      return slow;
    });
    await put;
    expect(await together.ask('free?', () => Promise.resolve(8))).toBe(8);
    tell(7);
    expect(await first).toBe(7);
  });

  it('that fails fails for each of them, and is put anew for the next', async () => {
    const failing = () => Promise.reject(new Error('away'));
    const told = await Promise.allSettled([1, 2].map(() => together.ask('free?', failing)));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await together.ask('free?', question)).toBe(1);
  });

  it('is not mixed up with another', async () => {
    const asked = ['north', 'south'].map((key) => together.ask(key, question));
    expect(await Promise.all(asked)).toEqual([1, 2]);
  });
});
