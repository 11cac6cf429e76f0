import type { DeskCheck } from '@limber/contracts';
import { type ApiWorld, bookOnline, holdBody, startApi } from './api.testing.ts';
import { hire, type Person } from './desk.testing.ts';
import { post, startBody } from './desk-ops.testing.ts';

/** Why a time is not to be had tells of other people: staff hear it, the public only that it is gone. */
let api: ApiWorld;
let fay: Person;
let ana = '';
let mine: { reference: string; headers: { 'link-token': string } };
beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 1, policies: { gridStepMin: 60 } });
  [ana = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
  const client = { name: 'Ada Hill', email: 'ada@example.com', phone: '07700 900123' };
  mine = await bookOnline(api, holdBody(api.clinic, '2027-01-20T10:00:00Z'), { client });
});
afterAll(() => api.close());

const DATE = '2027-01-14';
const at = (time: string): string => `${DATE}T${time}:00.000Z`;

const away = (resourceId: string | undefined, from: string, to: string) =>
  api.db.asOwner(
    `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
     VALUES ($1, gen_random_uuid(), $2, tstzrange($3, $4), 'time_off')`,
    [api.clinic.clinicId, resourceId, at(from), at(to)],
  );
const taken = async (time: string, durationMin = 60) =>
  expect(
    (await api.call('POST', 'holds', { body: { ...holdBody(api.clinic, at(time)), durationMin } }))
      .status,
  ).toBe(201);
const policy = (change: object) =>
  api.db.asOwner('UPDATE clinic SET policies = policies || $1', [JSON.stringify(change)]);
const cap = (tenths: number | null) =>
  api.db.asOwner('UPDATE therapist SET effort_cap_per_day = $1', [tenths]);

afterEach(async () => {
  await api.db.asOwner(`DELETE FROM occupancy WHERE hold_id IS NOT NULL`);
  await api.db.asOwner('DELETE FROM unavailability');
  await cap(null);
  await policy({ orphanGapRule: false, deepTissueInARow: null, gridStepMin: 60 });
});

const reasons: [string, string, string[], () => Promise<unknown>][] = [
  ['somebody else has the therapist', '12:00', ['BUSY', 'NO_ROOM'], () => taken('12:00')],
  ['the therapist is on leave', '12:00', ['AWAY'], () => away(ana, '12:30', '12:40')],
  ['the therapist rests', '12:00', ['REST', 'NO_ROOM'], () => taken('11:00')],
  ['the therapist has done enough', '12:00', ['CAP'], () => cap(779)],
  [
    'the room is broken in the middle of it',
    '12:00',
    ['NO_ROOM'],
    () => away(api.clinic.roomIds[0], '12:30', '12:31'),
  ],
  [
    'it would leave a gap nobody could buy',
    '09:15',
    ['ORPHAN_GAP'],
    () => policy({ orphanGapRule: true, gridStepMin: 15 }),
  ],
];

describe('a time that is not to be had', () => {
  it.each(reasons)('because %s', async (_, time, codes, arrange) => {
    await arrange();
    const startsAt = at(time);
    const desk = await post<DeskCheck>(api, fay, 'checks', startBody(api, startsAt));
    expect(desk.body.broken.map(({ code }) => code)).toEqual(codes);
    const [held, moved] = await Promise.all([
      api.call('POST', 'holds', { body: holdBody(api.clinic, startsAt, ana) }),
      api.call('POST', `bookings/${mine.reference}/reschedule`, {
        ...{ headers: mine.headers, body: { startsAt } },
      }),
    ]);
    for (const { status, body } of [held, moved]) {
      const { alternatives, requestId, ...rest } = body;
      expect([status, Object.keys(rest).sort(), rest['code']]).toEqual([
        ...[409, ['code', 'detail', 'status', 'title', 'type'], 'SLOT_TAKEN'],
      ]);
      expect(alternatives).not.toContain(startsAt);
      expect(requestId).toEqual(expect.any(String));
    }
    expect(held.body['detail']).toBe(moved.body['detail']);
  });
});
