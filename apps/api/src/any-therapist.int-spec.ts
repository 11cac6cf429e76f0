import { type ApiWorld, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
let ids: string[];
beforeAll(async () => {
  api = await startApi({ therapists: 3, rooms: 3, policies: { liveHoldsPerAddress: 1000 } });
  ids = api.clinic.therapistIds;
});
afterAll(() => api.close());

interface Picked {
  therapistId: string;
  any: boolean;
  pick: {
    by: string;
    standings: {
      therapistId: string;
      bookedTenths: number;
      offeredMin: number;
      ratio: number;
      isNew: boolean;
      lastAnyAt: number | null;
    }[];
  };
}

const hold = async (startsAt: string, change: Record<string, unknown> = {}): Promise<Held> => {
  const body = { ...holdBody(api.clinic, startsAt), ...change };
  const answer = await api.call<Held>('POST', 'holds', { body });
  expect(answer.status).toBe(201);
  return answer.body;
};

const auditOf = async (held: Held): Promise<Picked> => {
  const [row] = await api.db.asOwner<{ details: Picked }>(
    `SELECT details FROM audit_log WHERE action = 'hold.placed' AND subject = $1`,
    [held.id],
  );
  if (!row) throw new Error('no audit row');
  return row.details;
};

const lastWeek = (day: number): string => `2027-01-${String(day).padStart(2, '0')}T10:00:00Z`;

describe('"any therapist"', () => {
  it('goes round by id, then by who waited longest, while all are booked alike', async () => {
    const first = await hold(lastWeek(12));
    expect(first.therapistId).toBe(ids[0]);
    expect(await auditOf(first)).toMatchObject({ any: true, pick: { by: 'id' } });
    const others = [await hold(lastWeek(13)), await hold(lastWeek(14))];
    expect(others.map(({ therapistId }) => therapistId)).toEqual([ids[1], ids[2]]);
    // All have one session of the same length now.
    const again = await hold(lastWeek(15));
    expect(again.therapistId).toBe(ids[0]);
    expect((await auditOf(again)).pick.by).toBe('last_any');
  });

  it('takes the lowest ratio of booked to offered, weighted by effort, and logs the numbers', async () => {
    // 13 tenths a minute for 60 minutes: one session is 780; the first therapist has two.
    const held = await hold('2027-01-18T10:00:00Z');
    expect(held.therapistId).toBe(ids[1]);
    const { pick } = await auditOf(held);
    expect(pick.by).toBe('last_any');
    const [a, b, c] = pick.standings;
    expect(pick.standings.map(({ therapistId }) => therapistId)).toEqual(ids);
    expect([a?.bookedTenths, b?.bookedTenths, c?.bookedTenths]).toEqual([1560, 780, 780]);
    // Eight hours on each of 28 days.
    expect(a).toMatchObject({ offeredMin: 28 * 480, isNew: false, ratio: 156 / (28 * 480) });
    expect(a?.lastAnyAt).toBeGreaterThan(b?.lastAnyAt ?? Infinity);
  });

  it('counts time off as not offered: half the time with the same work is twice as booked', async () => {
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, gen_random_uuid(), $2, '[2027-01-01T00:00Z, 2027-01-11T00:00Z)', 'leave')`,
      [api.clinic.clinicId, ids[2]],
    );
    const held = await hold('2027-01-19T10:00:00Z');
    const { pick } = await auditOf(held);
    const [a, , c] = pick.standings;
    expect(a?.offeredMin).toBe(28 * 480);
    expect(c?.offeredMin).toBe(18 * 480);
    // 780 in 18 days is less than 1560 in 28.
    expect([held.therapistId, pick.by]).toEqual([ids[2], 'ratio']);
  });

  it('starts a newcomer at the median of the team', async () => {
    await api.db.asOwner(`UPDATE shift SET valid_from = '2027-01-10' WHERE therapist_id = $1`, [
      ids[0],
    ]);
    const { pick } = await auditOf(await hold('2027-01-20T10:00:00Z'));
    const [newcomer, ...team] = pick.standings;
    expect(newcomer).toMatchObject({ isNew: true, offeredMin: 11 * 480 });
    const middle = team.reduce((sum, { ratio }) => sum + ratio, 0) / team.length;
    // Two sessions in eleven days are more than the middle: a newcomer is never reckoned emptier than they are.
    expect(newcomer?.ratio).toBeCloseTo(Math.max(middle, 156 / (11 * 480)), 10);
    await api.db.asOwner(`UPDATE shift SET valid_from = '2020-01-01'`);
  });

  it('takes the therapist the client prefers, if possible, and says that this was why', async () => {
    const wish = { preferTherapistId: ids[0] };
    const preferred = await hold('2027-01-21T10:00:00Z', wish);
    expect(preferred.therapistId).toBe(ids[0]);
    expect(await auditOf(preferred)).toMatchObject({ any: true, pick: { by: 'preferred' } });
    // Taken now: the wish is no reason to refuse.
    expect((await hold('2027-01-21T10:00:00Z', wish)).therapistId).not.toBe(ids[0]);
  });

  it('is not what happened when the client named the therapist', async () => {
    const named = await hold('2027-01-22T10:00:00Z', { therapistId: ids[2] });
    expect(await auditOf(named)).toMatchObject({
      ...{ any: false, therapistId: ids[2], pick: { by: 'only', standings: [] } },
    });
    const [row] = await api.db.asOwner('SELECT any_therapist FROM hold WHERE id = $1', [named.id]);
    expect(row).toEqual({ any_therapist: false });
  });

  it('counts neither a hold that was given back nor one that ran out', async () => {
    const numbers = async (day: number): Promise<Picked['pick']['standings']> =>
      (await auditOf(await hold(`2027-02-${day}T10:00:00Z`))).pick.standings;
    await api.db.advance('PT20M');
    const standings = await numbers(15);
    expect(standings.map(({ bookedTenths }) => bookedTenths)).toEqual([0, 0, 0]);
    expect(standings.map(({ lastAnyAt }) => lastAnyAt)).toEqual([null, null, null]);
  });
});

describe('a room', () => {
  it('stays the same for neighbouring sessions of one therapist, though another has a smaller id', async () => {
    const [therapistId] = ids;
    const named = { therapistId };
    const roomOf = async (held: Held): Promise<string> => {
      const [row] = await api.db.asOwner<{ room_id: string }>(
        'SELECT room_id FROM hold WHERE id = $1',
        [held.id],
      );
      return row?.room_id ?? '';
    };
    // Another therapist has the first room at ten, so ours begins in the second and stays there.
    const other = await hold('2027-02-22T10:00:00Z', { therapistId: ids[1] });
    const first = await hold('2027-02-22T10:00:00Z', named);
    expect([await roomOf(other), await roomOf(first)]).toEqual(api.clinic.roomIds.slice(0, 2));
    expect(await roomOf(await hold('2027-02-22T11:15:00Z', named))).toBe(api.clinic.roomIds[1]);
    expect(await roomOf(await hold('2027-02-23T11:15:00Z', named))).toBe(api.clinic.roomIds[0]);
  });
});
