import type { AvailabilityView, BlockView, DeskDay, InTheWay } from '@limber/contracts';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { auditOf, overlapsIn, post, type Problem } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let first: string;
let room: string;
beforeAll(async () => {
  api = await startApi();
  [first = ''] = api.clinic.therapistIds;
  [room = ''] = api.clinic.roomIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const block = (
  startsAt: string,
  endsAt: string,
  change: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  post<BlockView & Problem & { inTheWay?: InTheWay[] }>(
    api,
    fay,
    'blocks',
    { resourceIds: [first], startsAt, endsAt, reason: 'Team meeting', ...change },
    headers,
  );

const remove = (id: string, etag?: string) =>
  api.call('DELETE', `desk/blocks/${id}`, asPerson(fay, etag ? { 'if-match': etag } : {}));

describe('a block', () => {
  it('keeps therapists and rooms free: nobody is offered that time, staff see it', async () => {
    const made = await block('2027-01-12T12:00:00Z', '2027-01-12T13:30:00Z', {
      resourceIds: [first, room, first],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      startsAt: '2027-01-12T12:00:00.000Z',
      endsAt: '2027-01-12T13:30:00.000Z',
      ...{ reason: 'Team meeting', revision: 1 },
    });
    expect([...made.body.resourceIds].sort()).toEqual([first, room].sort());
    const query = `serviceId=${api.clinic.serviceId}&durationMin=60&from=2027-01-12&to=2027-01-12&therapistId=${first}`;
    const { body } = await api.call<AvailabilityView>('GET', `availability?${query}`);
    const starts = body.days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt));
    expect(starts).toContain('2027-01-12T10:45:00.000Z');
    expect(starts.filter((at) => at > '2027-01-12T11' && at < '2027-01-12T13:30')).toEqual([]);
    const day = await api.call<DeskDay>('GET', 'desk/day?date=2027-01-12', asPerson(fay));
    const column = day.body.columns.find(({ therapistId }) => therapistId === first);
    expect(column?.unavailable).toEqual([
      { startsAt: '2027-01-12T12:00:00.000Z', endsAt: '2027-01-12T13:30:00.000Z' },
    ]);
    expect((await auditOf(api, 'block.created')).at(-1)).toMatchObject({
      actor: `staff:${fay.userId}`,
      subject: made.body.id,
    });
  });

  it('never lies over a booking, a living hold or another block; each is listed', async () => {
    const { reference } = await bookTrained(api, '2027-01-13T10:00:00Z', first);
    const over = await block('2027-01-13T09:00:00Z', '2027-01-13T12:00:00Z');
    expect(over).toMatchObject({ status: 409, body: { code: 'BLOCK_CONFLICT' } });
    expect(over.body.inTheWay).toEqual([
      {
        ...{ kind: 'booking', resourceId: first, reference, clientName: 'Ada Hill' },
        startsAt: '2027-01-13T10:00:00.000Z',
        endsAt: '2027-01-13T11:00:00.000Z',
      },
    ]);
    await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-14T10:00:00Z', first),
    });
    const held = await block('2027-01-14T10:30:00Z', '2027-01-14T12:00:00Z');
    expect(held.body.inTheWay).toMatchObject([{ kind: 'hold', reference: null, clientName: null }]);
    await api.db.advance('PT11M');
    expect((await block('2027-01-14T10:30:00Z', '2027-01-14T12:00:00Z')).status).toBe(201);
    const twice = await block('2027-01-14T11:00:00Z', '2027-01-14T11:30:00Z');
    expect(twice.body.inTheWay).toMatchObject([{ kind: 'block' }]);
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('is taken away by whoever saw it, and the time is free again', async () => {
    const { body } = await block('2027-01-15T10:00:00Z', '2027-01-15T11:00:00Z');
    expect(await remove(body.id)).toMatchObject({ status: 428 });
    expect(await remove(body.id, '"2"')).toMatchObject({ status: 412 });
    expect((await remove(body.id, '"1"')).status).toBe(204);
    expect((await remove(body.id, '"1"')).status).toBe(404);
    const again = { body: holdBody(api.clinic, '2027-01-15T10:00:00Z', first) };
    expect((await api.call('POST', 'holds', again)).status).toBe(201);
  });

  it('repeated with its key is one block', async () => {
    const key = { 'idempotency-key': 'block-once' };
    const one = await block('2027-01-16T10:00:00Z', '2027-01-16T11:00:00Z', {}, key);
    const two = await block('2027-01-16T10:00:00Z', '2027-01-16T11:00:00Z', {}, key);
    expect([one.status, two.text]).toEqual([201, one.text]);
  });

  it('refuses what is no time, each with its own code', async () => {
    const nobody = ['00000000-0000-4000-8000-000000000000'];
    const table: [string, string, Record<string, unknown>, number, string][] = [
      ['2027-01-17T11:00:00Z', '2027-01-17T10:00:00Z', {}, 422, 'RANGE_REVERSED'],
      ['2027-01-17T11:00:00Z', '2027-01-17T11:00:00Z', {}, 422, 'RANGE_REVERSED'],
      ['2027-01-17T11:00:00Z', '2027-01-31T11:01:00Z', {}, 422, 'RANGE_TOO_LONG'],
      ['2027-01-01T10:00:00Z', '2027-01-01T11:00:00Z', {}, 422, 'IN_PAST'],
      ['2027-01-17T10:00:30Z', '2027-01-17T11:00:00Z', {}, 422, 'VALIDATION_FAILED'],
      [
        '2027-01-17T10:00:00Z',
        '2027-01-17T11:00:00Z',
        { resourceIds: [] },
        422,
        'VALIDATION_FAILED',
      ],
      ['2027-01-17T10:00:00Z', '2027-01-17T11:00:00Z', { resourceIds: nobody }, 404, 'NOT_FOUND'],
    ];
    for (const [from, to, change, status, code] of table) {
      expect(await block(from, to, change)).toMatchObject({ status, body: { code } });
    }
  });

  it('and a client at once: one of them has the time', async () => {
    for (const day of ['20', '21', '22', '23']) {
      const at = `2027-01-${day}T10:00:00Z`;
      const [mine, theirs] = await Promise.all([
        block(at, `2027-01-${day}T11:00:00Z`),
        api.call('POST', 'holds', { body: holdBody(api.clinic, at, first) }),
      ]);
      expect([mine?.status, theirs?.status].sort()).toEqual([201, 409]);
    }
    expect(await overlapsIn(api)).toEqual([]);
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
