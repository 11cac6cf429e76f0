import type { OutcomeReport, OwnOutcomes } from '@limber/contracts';
import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld } from './check-in.testing.ts';
import { asPerson, hire } from './desk.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
});
afterAll(() => api.close());

const tokenOf = (url: string): string => decodeURIComponent(url.split('/outcomes/')[1] ?? '');
const curvesAt = (url: string) => api.call<OwnOutcomes>('GET', `outcomes/${tokenOf(url)}`);
const looks = (action: string) =>
  api.db.asOwner<{ actor: string }>('SELECT actor FROM audit_log WHERE action = $1', [action]);

describe('own answers over time', () => {
  it('stand by training, say nothing while they are few, and each look is written down', async () => {
    const story = await world.book({ training: { soreness: 6 } });
    await world.hoursAfterTraining(25);
    const first = await world.answer(story.tokens['checkin_24'], { soreness: 5 });
    const few = await curvesAt(first.body.outcomesUrl);
    expect(few.body.curves).toMatchObject([
      {
        training: { type: 'long_endurance' },
        ...{ baseline: 6, verdict: 'too_few' },
        points: [{ hours: 25, soreness: 5, side: 'after' }],
      },
    ]);
    await api.db.advance('PT24H');
    await world.answer(story.tokens['checkin_48'], { soreness: 3 });
    const more = await curvesAt(first.body.outcomesUrl);
    expect(more.body.curves[0]).toMatchObject({ verdict: 'lower' });
    expect(more.body.curves[0]?.band.length).toBeGreaterThan(20);
    expect(await looks('health.read')).toEqual(
      Array.from({ length: 2 }, () => ({ actor: `client:${story.clientId}` })),
    );
  });

  it('open to nobody else, for seven days', async () => {
    const [mine, other] = [await world.book(), await world.book()];
    await world.hoursAfterTraining(25);
    const { body } = await world.answer(mine.tokens['checkin_24'], { soreness: 5 });
    const forged = tokenOf(body.outcomesUrl).replace(mine.clientId, other.clientId);
    expect(await api.call('GET', `outcomes/${forged}`)).toMatchObject({
      status: 404,
      body: { code: 'LINK_INVALID' },
    });
    const checkIn = await api.call('GET', `outcomes/${mine.tokens['checkin_24']}`);
    expect(checkIn.status).toBe(404);
    await api.db.advance('P7DT1M');
    expect(await curvesAt(body.outcomesUrl)).toMatchObject({
      status: 404,
      body: { code: 'LINK_EXPIRED' },
    });
  });
});

describe('all answers together', () => {
  it('are counted for the owner, with no name, no client and nobody below thirty', async () => {
    const olu = await hire(api, 'olu@clinic.example', { role: 'owner' });
    const ask = (from: string, to: string) =>
      api.call<OutcomeReport>('GET', `desk/reports/outcomes?from=${from}&to=${to}`, asPerson(olu));
    const { status, body, text } = await ask('2027-01-01', '2027-12-31');
    expect(status).toBe(200);
    expect(body.rates.find(({ kind }) => kind === 'checkin_24')).toEqual({
      ...{ kind: 'checkin_24', asked: 2, answered: 2 },
    });
    expect(body.services.every(({ spread }) => spread === null)).toBe(true);
    expect(body.therapists).toEqual([]);
    expect(text).not.toMatch(/@example|Ru Nner/);
    expect(await looks('health.report_read')).toEqual([{ actor: `staff:${olu.userId}` }]);
    expect((await ask('2027-02-01', '2027-01-01')).body).toMatchObject({ code: 'RANGE_REVERSED' });
    expect((await ask('2027-01-01', '2028-01-02')).body).toMatchObject({ code: 'RANGE_TOO_LONG' });
  });
});
