import { type ApiWorld, holdBody, startApi } from './api.testing.ts';

interface Times {
  code?: string;
  timeZone: string;
  days: { date: string; slots: { startsAt: string; therapistIds: string[] }[] }[];
  nextFreeAt: string | null;
}

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 2, policies: { gridStepMin: 60, horizonDays: 30 } });
});
afterEach(async () => {
  for (const table of ['occupancy', 'unavailability', 'public_holiday', 'shift_exception']) {
    await api.db.asOwner(`DELETE FROM ${table}`);
  }
  await api.db.asOwner(
    'UPDATE therapist SET effort_cap_per_day = NULL, effort_cap_per_week = NULL',
  );
});
afterAll(() => api.close());

const ask = async (from: string, to: string, more: Record<string, string> = {}) => {
  const query = { serviceId: api.clinic.serviceId, durationMin: '60', from, to, ...more };
  const path = `availability?${new URLSearchParams(query).toString()}`;
  return (await api.call<Times>('GET', path)).body;
};

/** Hours of the day at which somebody is free; London is on UTC in January. */
const hoursOn = async (date: string, more: Record<string, string> = {}): Promise<string> =>
  (await ask(date, date, more)).days
    .flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt.slice(11, 13)))
    .join(' ');

const ALL_DAY = '09 10 11 12 13 14 15 16';
const OTHER_WEEK = '2027-01-26';

/** Taken for the one therapist, in hours of `date`; a block when it has no kind of session. */
async function take(
  date: string,
  [from, to]: [string, string],
  { kind = null, effort = 0 }: { kind?: string | null; effort?: number } = {},
): Promise<void> {
  const [block] = await api.db.asOwner<{ id: string }>(
    `INSERT INTO block (clinic_id, id, reason, created_by, created_at)
     VALUES ($1, gen_random_uuid(), 'test', 'test', app_now()) RETURNING id`,
    [api.clinic.clinicId],
  );
  await api.db.asOwner(
    `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths,
                            session_type, status, block_id)
     VALUES ($1, gen_random_uuid(), $2, tstzrange($3, $4), 0, 0, $5, $6, 'confirmed', $7)`,
    [
      ...[api.clinic.clinicId, api.clinic.therapistIds[0], `${date}T${from}Z`],
      ...[to.length > 5 ? to : `${date}T${to}Z`, effort, kind, block?.id],
    ],
  );
}

describe('taken time', () => {
  it('is busy to the minute, with its own gaps and the session’s', async () => {
    await take('2027-01-19', ['11:00', '12:00']);
    // Fifteen minutes of rest after a session that would end at eleven.
    expect(await hoursOn('2027-01-19')).toBe('09 09 12 13 14 15 16');
    expect((await ask('2027-01-19', '2027-01-19')).days[0]?.slots[1]?.startsAt).toBe(
      '2027-01-19T09:45:00.000Z',
    );
  });

  it('of many days is seen in the middle of them', async () => {
    await take('2027-01-17', ['12:00', '2027-01-22T12:00:00Z']);
    expect(await hoursOn('2027-01-19')).toBe('');
    expect(await hoursOn('2027-01-22')).toBe('12 13 14 15 16');
    expect(await hoursOn('2027-01-23')).toBe(ALL_DAY);
  });

  it('of a hold is over when the hold is, without any cleaner', async () => {
    const body = holdBody(api.clinic, '2027-01-19T10:00:00Z');
    expect((await api.call('POST', 'holds', { body })).status).toBe(201);
    expect(await hoursOn('2027-01-19')).not.toContain('10 11');
    await api.db.advance('PT11M');
    expect(await hoursOn('2027-01-19')).toBe(ALL_DAY);
  });

  it.each([
    ['without an end', '[2027-01-19T12:00Z,)', '09 10 11', ''],
    ['that always was', '(,2027-01-19T12:00Z)', '12 13 14 15 16', ALL_DAY],
    ['until infinity', '[2027-01-19T12:00Z,infinity)', '09 10 11', ''],
    ['far beyond any calendar', '[2027-01-19T12:00Z,9999-01-01T00:00Z)', '09 10 11', ''],
  ])('of leave %s', async (_, during, thatDay, later) => {
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, gen_random_uuid(), $2, $3, 'leave')`,
      [api.clinic.clinicId, api.clinic.therapistIds[0], during],
    );
    expect([await hoursOn('2027-01-19'), await hoursOn(OTHER_WEEK)]).toEqual([thatDay, later]);
  });
});

describe('effort', () => {
  it('of the whole ISO week counts against the cap of the week, though one day is asked about', async () => {
    await api.db.asOwner('UPDATE therapist SET effort_cap_per_week = 2000');
    await take('2027-01-18', ['09:00', '10:00'], { kind: 'sports_massage', effort: 700 });
    expect(await hoursOn('2027-01-24')).toBe(ALL_DAY);
    await take('2027-01-23', ['09:00', '10:00'], { kind: 'sports_massage', effort: 521 });
    // 700 + 521 + 780 are one more than two thousand: no day of that week, any day of the next.
    expect(await hoursOn('2027-01-24')).toBe('');
    expect(await hoursOn('2027-01-19')).toBe('');
    expect(await hoursOn(OTHER_WEEK)).toBe(ALL_DAY);
  });

  it('counts in the week of the place, also where the clinic’s own clocks are in another', async () => {
    const zone = 'UPDATE location SET time_zone = $1';
    await api.db.asOwner(zone, ['Pacific/Auckland']);
    await api.db.asOwner('UPDATE therapist SET effort_cap_per_week = 2000');
    // Thursday there; nine on Monday there is Sunday evening in London.
    await take('2027-01-20', ['22:00', '23:00'], { kind: 'sports_massage', effort: 1300 });
    const hours = await hoursOn('2027-01-18');
    const body = holdBody(api.clinic, '2027-01-17T20:00:00Z');
    const held = await api.call('POST', 'holds', { body });
    // And the other way round: the first hours of Monday in London are Sunday there.
    await api.db.asOwner('DELETE FROM occupancy');
    await api.db.asOwner(zone, ['Pacific/Honolulu']);
    await take('2027-01-19', ['22:00', '23:00'], { kind: 'sports_massage', effort: 1300 });
    const sunday = { ...body, startsAt: '2027-01-25T01:00:00Z' };
    const west = await api.call('POST', 'holds', { body: sunday });
    await api.db.asOwner(zone, ['Europe/London']);
    expect([hours, held.status, west.status]).toEqual(['', 409, 409]);
  });

  it('of the day counts against the cap of the day', async () => {
    await api.db.asOwner('UPDATE therapist SET effort_cap_per_day = 1400');
    await take('2027-01-19', ['09:00', '10:00'], { kind: 'sports_massage', effort: 621 });
    expect([await hoursOn('2027-01-19'), await hoursOn('2027-01-20')]).toEqual(['', ALL_DAY]);
  });
});

describe('deep tissue', () => {
  it('in a row is limited where the clinic wants it', async () => {
    const policy = (change: Record<string, unknown>) =>
      api.db.asOwner('UPDATE clinic SET policies = policies || $1', [JSON.stringify(change)]);
    await take('2027-01-19', ['11:00', '12:00'], { kind: 'deep_tissue' });
    await take('2027-01-19', ['12:00', '13:00'], { kind: 'deep_tissue' });
    const deep = { serviceId: api.clinic.deepServiceId };
    expect(await hoursOn('2027-01-19', deep)).toContain('13 14');
    await policy({ deepTissueInARow: 2, deepTissueRestMin: 90 });
    const limited = await hoursOn('2027-01-19', deep);
    await policy({ deepTissueInARow: null });
    // Nine to ten would be too near before them, and the next may begin at half past two.
    expect(limited).toBe('14 15 16');
  });
});

describe('the zone of the answer', () => {
  it('is that of the places asked about, and the clinic’s where they have several', async () => {
    const zoneOf = async (more: Record<string, string> = {}) =>
      (await ask('2027-01-19', '2027-01-19', more)).timeZone;
    const { locationId } = api.clinic;
    expect(await zoneOf()).toBe('Europe/London');
    const [{ id = '' } = {}] = await api.db.asOwner<{ id: string }>(
      `INSERT INTO location (clinic_id, id, name, address, time_zone, opening_hours, reset_inside_shift)
       SELECT clinic_id, gen_random_uuid(), 'There', address, 'America/New_York', opening_hours, false
         FROM location RETURNING id`,
    );
    const all = [await zoneOf(), await zoneOf({ locationId }), await zoneOf({ locationId: id })];
    const close = 'UPDATE location SET active = $1 WHERE id = $2';
    await api.db.asOwner(close, [false, locationId]);
    const alone = await zoneOf();
    await api.db.asOwner(close, [true, locationId]);
    await api.db.asOwner('DELETE FROM location WHERE id = $1', [id]);
    expect(all).toEqual(['Europe/London', 'Europe/London', 'America/New_York']);
    expect(alone).toBe('America/New_York');
  });
});

describe('a start that was lost', () => {
  it('has no taken time named for it, also by a look many shared, at a place whose day began before the clinic’s', async () => {
    const zone = 'UPDATE location SET time_zone = $1';
    await api.db.asOwner(zone, ['Pacific/Honolulu']);
    // From noon to five there; and from ten to eleven, when it is still yesterday in London.
    await take('2027-01-19', ['22:00', '2027-01-20T03:00Z'], { kind: 'sports_massage' });
    await take('2027-01-19', ['20:00', '21:00'], { kind: 'sports_massage' });
    const body = holdBody(api.clinic, '2027-01-20T01:00:00.000Z');
    const lost = await Promise.all(
      Array.from({ length: 5 }, () =>
        api.call<{ alternatives: string[] }>('POST', 'holds', { body }),
      ),
    );
    await api.db.asOwner(zone, ['Europe/London']);
    expect(lost.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    const named = lost.flatMap(({ body: { alternatives } }) => alternatives);
    expect(named).toHaveLength(15);
    expect(named).not.toContain('2027-01-19T20:00:00.000Z');
  });

  it('has its nearest others named on the day it has at its place, whatever day the clinic has', async () => {
    const zone = 'UPDATE location SET time_zone = $1';
    await api.db.asOwner(zone, ['Pacific/Honolulu']);
    // Three in the afternoon there is the next morning in London.
    const startsAt = '2027-01-20T01:00:00.000Z';
    await take('2027-01-20', ['01:00', '02:00'], { kind: 'sports_massage' });
    const named = async (more: object = {}) => {
      const body = { ...holdBody(api.clinic, startsAt), ...more };
      const lost = await api.call<{ alternatives: string[] }>('POST', 'holds', { body });
      return lost.body.alternatives;
    };
    const [any, there] = [await named(), await named({ locationId: api.clinic.locationId })];
    await api.db.asOwner(zone, ['Europe/London']);
    expect(any).toEqual(there);
    // One of them ends, with its rest, where the lost one began.
    expect(any.map((at) => at.slice(0, 16))).toEqual([
      ...['2027-01-19T23:00', '2027-01-19T23:45', '2027-01-20T02:00'],
    ]);
  });
});

describe('next free', () => {
  const holiday = (date: string) =>
    api.db.asOwner(
      `INSERT INTO public_holiday (clinic_id, id, on_date, name, version)
       VALUES ($1, gen_random_uuid(), $2, 'Closed', 1)`,
      [api.clinic.clinicId, date],
    );

  it('is the first start after the range when the range has none, and nothing else', async () => {
    await holiday('2027-01-20');
    await holiday('2027-01-21');
    expect((await ask('2027-01-20', '2027-01-20')).nextFreeAt).toBe('2027-01-22T09:00:00.000Z');
    expect((await ask('2027-01-20', '2027-01-22')).nextFreeAt).toBeNull();
  });

  it('of a range that is over is the first from now on', async () => {
    const { days, nextFreeAt } = await ask('2027-01-04', '2027-01-05');
    expect(days.map(({ slots }) => slots.length)).toEqual([0, 0]);
    expect(nextFreeAt).toBe('2027-01-11T09:00:00.000Z');
  });

  it('is null when the horizon has nothing more', async () => {
    // Today is Monday the 11th; the horizon ends on 10 February.
    expect((await ask('2027-02-10', '2027-02-10')).days[0]?.slots).toHaveLength(8);
    const beyond = await ask('2027-02-11', '2027-03-01');
    expect(beyond.nextFreeAt).toBeNull();
  });

  it('is null for a therapist who has no shift any more', async () => {
    await api.db.asOwner(`UPDATE shift SET valid_to = '2027-01-15'`);
    expect((await ask('2027-01-16', '2027-01-20')).nextFreeAt).toBeNull();
    await api.db.asOwner('UPDATE shift SET valid_to = NULL');
  });
});

describe('a range or a wish that cannot be meant', () => {
  const nobody = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  it.each([
    ['from after to', '2027-01-20', '2027-01-19', {}, 'RANGE_REVERSED'],
    ['more than 62 days', '2027-01-20', '2027-03-23', {}, 'RANGE_TOO_LONG'],
    ['an unknown therapist', '2027-01-20', '2027-01-20', { therapistId: nobody }, 'NOT_FOUND'],
    ['an unknown location', '2027-01-20', '2027-01-20', { locationId: nobody }, 'NOT_FOUND'],
    ['an unknown service', '2027-01-20', '2027-01-20', { serviceId: nobody }, 'NOT_FOUND'],
    ['a length not sold', '2027-01-20', '2027-01-20', { durationMin: '50' }, 'DURATION_NOT_SOLD'],
    ['no date at all', '2027-02-30', '2027-03-01', {}, 'VALIDATION_FAILED'],
  ])('%s', async (_, from, to, more: Record<string, string>, code) => {
    expect((await ask(from, to, more)).code).toBe(code);
  });

  it('62 days are still answered', async () => {
    expect((await ask('2027-01-20', '2027-03-22')).days).toHaveLength(62);
  });
});

describe('a place whose day is still yesterday at the clinic', () => {
  it('has its own today looked at for the next free start', async () => {
    await api.db.setNow('2027-01-12T19:00:00Z');
    const zones = async (clinic: string, place: string) => {
      await api.db.asOwner('UPDATE clinic SET time_zone = $1', [clinic]);
      await api.db.asOwner('UPDATE location SET time_zone = $1', [place]);
    };
    // Nine in the morning of the 12th there, of the 13th at the clinic.
    await zones('Pacific/Kiritimati', 'Pacific/Honolulu');
    const { nextFreeAt } = await ask('2027-01-05', '2027-01-05');
    await zones('Europe/London', 'Europe/London');
    expect(nextFreeAt?.slice(0, 10)).toBe('2027-01-12');
  });
});
