import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld, type Story } from './check-in.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
});
afterAll(() => api.close());

const stateOf = async (story: Story, kind: string) => {
  const { state, reason } = (await world.mailsOf(story)).find((mail) => mail.kind === kind) ?? {};
  return { state, reason };
};
const plannedOf = async (story: Story): Promise<string[]> =>
  (await world.mailsOf(story)).filter(({ state }) => state === 'planned').map(({ kind }) => kind);
const askedOf = async (story: Story): Promise<string[]> =>
  (await plannedOf(story)).filter((kind) => kind.startsWith('checkin'));
const hard = async (hoursAgo: number) => ({
  ...{ type: 'heavy_strength' as const, rpe: 8, durationMin: 60 },
  endedAt: new Date((await world.now()) - hoursAgo * 3_600_000).toISOString(),
});

describe('a series that a newer training has ended', () => {
  it('does not begin to ask again because the visit moves', async () => {
    const story = await world.book({ visit: { days: 4, time: '11:00' } });
    await world.hoursAfterTraining(26);
    const { email } = story;
    await world.book({ email, consents: { checkIns: false } });
    expect(await stateOf(story, 'checkin_72')).toMatchObject({ reason: 'new_training' });
    await world.move(story, { days: 5, time: '11:00' });
    expect(await askedOf(story)).toEqual([]);
    expect(await plannedOf(story)).toEqual(['aftercare', 'nudge_7d']);
  });

  it('nor because the client is somewhere else', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(26);
    const next = await world.book({ email: story.email });
    await world.hoursAfterTraining(25);
    await world.answer(next.tokens['checkin_24'], { soreness: 4, timeZone: 'America/New_York' });
    expect(await askedOf(story)).toEqual([]);
    expect(await plannedOf(next)).toContain('checkin_48');
  });

  it('is every older one of the client, also when it was told of in a check-in', async () => {
    const older = await world.book({ visit: { days: 6, time: '11:00' } });
    const easy = { type: 'mixed', rpe: 4 };
    const next = await world.book({ email: older.email, training: easy });
    expect(await plannedOf(older)).toContain('checkin_48');
    await world.hoursAfterTraining(25);
    const newTraining = await hard(1);
    await world.answer(next.tokens['checkin_24'], { soreness: 3, newTraining });
    expect(await plannedOf(next)).toContain('checkin_48');
    expect(await askedOf(older)).toEqual([]);
  });
});

describe('a visit that moves past its check-ins', () => {
  it('and back again is asked about as if it had never moved', async () => {
    const story = await world.book({ visit: { days: 2, time: '15:00' } });
    const waiting = async () =>
      (await world.mailsOf(story))
        .filter(({ state }) => state === 'planned')
        .map(({ kind, due }) => [kind, due.toISOString()]);
    const before = await waiting();
    await world.move(story, { days: 5, time: '15:00' });
    expect(await waiting()).not.toEqual(before);
    expect(await plannedOf(story)).toContain('checkin_48');
    await world.move(story, { days: 2, time: '15:00' });
    expect(await waiting()).toEqual(before);
    expect((await world.mailsOf(story)).map(({ kind }) => kind)).toHaveLength(5);
  });
});

describe('"back to normal"', () => {
  it('also ends a check-in that the visit hid when it was said', async () => {
    const story = await world.book({ visit: { days: 3, time: '11:00' } });
    expect(await plannedOf(story)).not.toContain('checkin_72');
    await world.hoursAfterTraining(49);
    const answered = await world.answer(story.tokens['checkin_48'], { soreness: 0 });
    expect(answered.body.outcome).toBe('resolved');
    await world.move(story, { days: 3, time: '11:00' });
    expect(await plannedOf(story)).not.toContain('checkin_72');
    expect(await plannedOf(story)).toContain('aftercare');
  });
});
