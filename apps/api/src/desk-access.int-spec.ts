import type { DeskBookingDetail, DeskDay } from '@limber/contracts';
import { CheckInStore } from '@limber/followups';
import { TransactionRunner } from '@limber/persistence';
import { insertWorkingClinic } from '@limber/testing';
import { type ApiWorld, startApi } from './api.testing.ts';
import { setupRoutes, setupRows } from './setup-access.testing.ts';
import { asPerson, bookTrained, hire, type Person, readsOf } from './desk.testing.ts';

const DAY = '2027-01-13';
const people = ['anonymous', 'treating', 'other', 'frontDesk', 'owner', 'elsewhere'] as const;
type Who = (typeof people)[number];

let api: ApiWorld;
let staff: Record<Who, Person>;
let booked: { reference: string; id: string };
let mine: string;
let colleague: string;

beforeAll(async () => {
  api = await startApi();
  [mine = '', colleague = ''] = api.clinic.therapistIds;
  const south = await insertWorkingClinic(api.db, { slug: 'south' });
  const therapist = (email: string, therapistId: string) =>
    hire(api, email, { role: 'therapist', therapistId, name: 'Ana Reyes' });
  staff = {
    anonymous: { userId: '', email: '', cookie: '' },
    treating: await therapist('ana@clinic.example', mine),
    other: await therapist('tom@clinic.example', colleague),
    frontDesk: await hire(api, 'fay@clinic.example'),
    owner: await hire(api, 'olu@clinic.example', { role: 'owner' }),
    elsewhere: await hire(api, 'eve@south.example', { clinicId: south.clinicId, role: 'owner' }),
  };
  booked = await bookTrained(api, `${DAY}T10:00:00Z`, mine, { note: 'my left knee' });
});
afterAll(() => api.close());

const get = <Body = Record<string, unknown>>(who: Who, path: string) =>
  api.call<Body>('GET', path, asPerson(staff[who]));

describe('who may call what', () => {
  const anyBody = { nothing: 'that fits' };
  const table: [string, string, () => string, Record<Who, number>][] = [
    // 422 and 428 mean: let in, and then asked for more.
    ['GET', 'me', () => 'desk/me', all(200)],
    ['GET', 'the rooms', () => 'rooms', all(200)],
    ['GET', 'the day', () => `desk/day?date=${DAY}`, all(200)],
    [
      'GET',
      'a column',
      () => `desk/day?date=${DAY}&therapistId=${mine}`,
      { ...all(200), other: 404 },
    ],
    ['GET', 'the calendar', () => `desk/calendar?from=${DAY}&to=${DAY}`, all(200)],
    ['GET', 'a booking', () => at(''), { ...all(200), other: 404 }],
    ['GET', 'its answers', () => at('/health'), { ...all(404), treating: 200 }],
    ['POST', 'its cancellation', () => at('/cancel'), { ...all(422) }],
    ['POST', 'its visit', () => at('/visit'), { ...all(422) }],
    ['POST', 'its clearance', () => at('/clearance'), { ...all(422) }],
    ['GET', 'requests', () => 'desk/requests', { ...all(404), frontDesk: 200, owner: 200 }],
    ['POST', 'a yes', () => at('/confirm'), { ...all(404), frontDesk: 409, owner: 409 }],
    ['POST', 'a no', () => at('/decline'), { ...all(404), frontDesk: 409, owner: 409 }],
    ['GET', 'who waits', () => 'desk/clearances', { ...all(404), frontDesk: 200, owner: 200 }],
    [
      'POST',
      'their clearance',
      () => `desk/clearances/${mine}`,
      { ...all(404), frontDesk: 422, owner: 422 },
    ],
    ['GET', 'whom to call back', () => 'desk/call-backs', officeOnly(200)],
    ['POST', 'a call made', () => `desk/call-backs/${mine}/done`, officeOnly(404)],
    [
      'GET',
      'the outcomes',
      () => `desk/reports/outcomes?from=${DAY}&to=${DAY}`,
      { ...all(404), owner: 200 },
    ],
    ['GET', 'the wordings', () => 'desk/mail-wordings', ownerOnly(200)],
    ['GET', 'a wording', () => 'desk/mail-wordings/reminder_24h', ownerOnly(200)],
    ['PUT', 'a wording', () => 'desk/mail-wordings/reminder_24h', ownerOnly(422)],
    ['POST', 'a look at it', () => 'desk/mail-wordings/reminder_24h/preview', ownerOnly(422)],
    ['GET', 'words for an alarm', () => 'desk/mail-wordings/safety', all(404)],
    ['POST', 'its move', () => at('/move'), officeOnly(422)],
    ['POST', 'its lateness', () => at('/late'), { ...all(422), other: 422 }],
    ['POST', 'undoing its cancellation', () => at('/undo-cancel'), officeOnly(409)],
    ['POST', 'undoing its no-show', () => at('/undo-no-show'), { ...all(200), other: 404 }],
    ['POST', 'its mail', () => at('/notice'), officeOnly(422)],
    ['PUT', 'who reads for them', () => at('/guardian'), officeOnly(422)],
    ['POST', 'a mail once more', () => at(`/messages/${mine}/send-again`), officeOnly(404)],
    ['POST', 'mail to its client again', () => at('/mail-stop/lift'), officeOnly(422)],
    ['GET', 'the work behind', () => 'desk/jobs', { ...all(404), owner: 200 }],
    ['GET', 'mail that failed', () => 'desk/mail?show=failed', officeOnly(200)],
    ['GET', 'to whom none goes', () => 'desk/mail/stops', officeOnly(200)],
    ['POST', 'mail to them again', () => 'desk/mail/stops/lift', officeOnly(422)],
    ['POST', 'any mail once more', () => `desk/mail/${mine}/send-again`, officeOnly(404)],
    ['GET', 'the calendars', () => 'desk/calendar-feeds', all(200)],
    ['POST', 'a calendar', () => 'desk/calendar-feeds', all(422)],
    ['POST', 'a calendar back', () => `desk/calendar-feeds/${mine}/revoke`, all(404)],
    ['GET', 'the calendars kept elsewhere', () => 'desk/private-calendars', all(200)],
    ['POST', 'one kept elsewhere', () => 'desk/private-calendars', all(422)],
    ['POST', 'it once more', () => `desk/private-calendars/${mine}/read`, all(404)],
    ['POST', 'it no more', () => `desk/private-calendars/${mine}/disconnect`, all(404)],
    ['POST', 'a look at a series', () => 'desk/series/preview', officeOnly(422)],
    ['POST', 'a series', () => 'desk/series', officeOnly(422)],
    ['GET', 'a series', () => `desk/series/${mine}`, officeOnly(404)],
    ['POST', 'the rest of a series', () => `desk/series/${mine}/cancel`, officeOnly(422)],
    ['POST', 'a sick call', () => 'desk/sick-calls', officeOnly(422)],
    ['GET', 'the sick calls', () => 'desk/sick-calls', officeOnly(200)],
    ['GET', 'a sick call', () => `desk/sick-calls/${mine}`, officeOnly(404)],
    ['POST', 'offers instead', () => 'desk/re-offers', officeOnly(422)],
    ['POST', 'an offer back', () => `desk/re-offers/${mine}/withdraw`, officeOnly(404)],
    ['POST', 'a check', () => 'desk/checks', officeOnly(422)],
    ['POST', 'a booking by phone', () => 'desk/bookings', officeOnly(422)],
    ['POST', 'a walk-in', () => 'desk/walk-ins', officeOnly(422)],
    ['GET', 'the clients', () => 'desk/clients?q=ada', officeOnly(200)],
    ['POST', 'a block', () => 'desk/blocks', officeOnly(422)],
    ['GET', 'the waitlist', () => 'desk/waitlist', officeOnly(200)],
    ['GET', 'what it was offered', () => 'desk/waitlist/waves', officeOnly(200)],
    ['DELETE', 'somebody from it', () => `desk/waitlist/${mine}`, officeOnly(404)],
    ['POST', 'an offer to somebody on it', () => `desk/waitlist/${mine}/offers`, officeOnly(422)],
    ['DELETE', 'a block', () => `desk/blocks/${mine}`, officeOnly(404)],
    ...setupRows<Who>(all, {
      owner: ['owner'],
      desk: ['owner', 'frontDesk'],
      staff: ['owner', 'frontDesk', 'treating', 'other'],
    }),
  ];
  const at = (rest: string) => `desk/bookings/${booked.reference}${rest}`;

  /** Front desk and owner; to a therapist there is nothing here. */
  function officeOnly(status: number): Record<Who, number> {
    return { ...all(status), treating: 404, other: 404 };
  }

  function ownerOnly(status: number): Record<Who, number> {
    return { ...all(404), owner: status };
  }

  function all(status: number): Record<Who, number> {
    const inside = Object.fromEntries(people.map((who) => [who, status]));
    return { ...inside, anonymous: 401, elsewhere: 404 } as Record<Who, number>;
  }

  it.each(table.flatMap((row) => people.map((who) => [row[0], row[1], who, row] as const)))(
    '%s %s as %s',
    async (method, _, who, [, , path, expected]) => {
      const headers = { ...asPerson(staff[who]).headers, 'if-match': '"1"' };
      const body = method === 'POST' || method === 'PUT' ? anyBody : undefined;
      const answer = await api.call<{ code?: string }>(method, path(), { headers, body });
      expect(answer.status).toBe(expected[who]);
      if (answer.status === 404) expect(answer.body.code).toBe('NOT_FOUND');
      if (answer.status === 401) expect(answer.body.code).toBe('UNAUTHENTICATED');
    },
  );

  it('covers every desk route there is', async () => {
    const document = await api.call<{ paths: Record<string, Record<string, unknown>> }>(
      'GET',
      '/api/openapi.json',
    );
    const routes = Object.entries(document.body.paths)
      .filter(([path]) => path.includes('/desk/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(routes.map((route) => route.replace(/^(\w+) .*\/desk\//, '$1 ')).sort()).toEqual(
      [
        ...setupRoutes.map(([method, path]) => `${method} ${path}`),
        'delete blocks/{id}',
        'delete waitlist/{id}',
        'get bookings/{reference}',
        'get bookings/{reference}/health',
        'get reports/outcomes',
        'get call-backs',
        'post call-backs/{id}/done',
        'get calendar',
        'get jobs',
        'get mail',
        'get mail/stops',
        'post mail/stops/lift',
        'post mail/{id}/send-again',
        'put bookings/{reference}/guardian',
        'get mail-wordings',
        'get mail-wordings/{kind}',
        'post mail-wordings/{kind}/preview',
        'put mail-wordings/{kind}',
        'get calendar-feeds',
        'post calendar-feeds',
        'post bookings/{reference}/messages/{id}/send-again',
        'post bookings/{reference}/mail-stop/lift',
        'post calendar-feeds/{id}/revoke',
        'get private-calendars',
        'post private-calendars',
        'post private-calendars/{id}/read',
        'post private-calendars/{id}/disconnect',
        'get clearances',
        'get clients',
        'get day',
        'get me',
        'get requests',
        'get waitlist',
        'get waitlist/waves',
        'post blocks',
        'post waitlist/{id}/offers',
        'post bookings',
        'post bookings/{reference}/cancel',
        'post bookings/{reference}/clearance',
        'post bookings/{reference}/late',
        'post bookings/{reference}/move',
        'post bookings/{reference}/notice',
        'post bookings/{reference}/undo-cancel',
        'post bookings/{reference}/undo-no-show',
        'post bookings/{reference}/confirm',
        'post bookings/{reference}/decline',
        'post bookings/{reference}/visit',
        'post clearances/{clientId}',
        'post checks',
        'get series/{id}',
        'post series',
        'post series/preview',
        'post series/{id}/cancel',
        'get sick-calls',
        'get sick-calls/{id}',
        'post re-offers',
        'post re-offers/{id}/withdraw',
        'post sick-calls',
        'post walk-ins',
      ].sort(),
    );
  });

  it('another clinic, an unknown clinic and an unknown booking have one body', async () => {
    const answers = await Promise.all([
      get('elsewhere', `desk/bookings/${booked.reference}`),
      get('frontDesk', '/api/v1/clinics/nowhere/desk/me'),
      get('frontDesk', '/api/v1/clinics/south/desk/me'),
      get('frontDesk', 'desk/bookings/ABCD2345'),
      get('other', `desk/bookings/${booked.reference}`),
      get('frontDesk', `desk/bookings/${booked.reference}/health`),
    ]);
    const bodies = answers.map(({ body: { requestId: _, ...rest } }) => rest);
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  it('a colleague can neither cancel nor move on somebody else’s visit', async () => {
    const { cookie } = staff.other;
    const path = `desk/bookings/${booked.reference}`;
    const cancel = await api.call('POST', `${path}/cancel`, {
      headers: { cookie, 'if-match': '"1"' },
      body: { reason: 'other' },
    });
    const visit = await api.call('POST', `${path}/visit`, {
      headers: { cookie },
      body: { state: 'arrived' },
    });
    expect([cancel.status, visit.status]).toEqual([404, 404]);
  });

  it('whoever is switched off is out with the next request', async () => {
    const sam = await hire(api, 'sam@clinic.example');
    const asSam = asPerson(sam);
    expect((await api.call('GET', 'desk/me', asSam)).status).toBe(200);
    await api.db.asOwner('UPDATE membership SET active = false WHERE user_id = $1', [sam.userId]);
    expect((await api.call('GET', 'desk/me', asSam)).status).toBe(404);
  });

  it('refuses what another site sends with the cookie', async () => {
    const { cookie } = staff.frontDesk;
    const answer = await api.call('POST', `desk/bookings/${booked.reference}/cancel`, {
      headers: { cookie, 'if-match': '"1"', origin: 'https://evil.example' },
      body: { reason: 'other' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'CROSS_SITE' } });
  });
});

/** Every path of a JSON value, array places folded: what a role is told, as a list. */
function pathsOf(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [prefix];
    return [...new Set(value.flatMap((each) => pathsOf(each, `${prefix}[]`)))];
  }
  if (typeof value !== 'object' || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, each]) => pathsOf(each, `${prefix}.${key}`));
}

const CARD = [
  ...['reference', 'service', 'sessionType', 'durationMin', 'isNewClient', 'isFirstOfType'],
  ...['visit', 'status', 'contactFirst', 'caution', 'startsAt', 'endsAt', 'room.id', 'room.name'],
  ...['location.id', 'location.name', 'clientName', 'nextVisits', 'formStatus', 'guest', 'health'],
  'attendanceConfirmed',
];
const DETAIL = [
  ...['reference', 'revision', 'status', 'visit', 'service', 'serviceId', 'sessionType'],
  ...['durationMin'],
  ...['timeZone', 'isNewClient', 'isFirstOfType', 'contactFirst', 'caution', 'nextVisits'],
  ...['startsAt', 'endsAt', 'room.id', 'room.name', 'location.id', 'location.name'],
  ...['location.address', 'therapist.id', 'therapist.name', 'formStatus', 'price.amount'],
  ...['price.currency', 'policy.kind', 'policy.freeCancellationUntil', 'policy.undoMin'],
  ...['policy.lateCancellationFee.amount', 'policy.lateCancellationFee.currency', 'bookedAt'],
  ...['answerBy', 'movedFrom', 'cancellation.cause', 'guest'],
  ...['cancellation.possible', 'cancellation.cancelledAt', 'cancellation.cancelledBy'],
  ...['cancellation.fee', 'contact.name', 'contact.phone', 'contact.email'],
  ...['seriesId', 'undo.cancellation', 'undo.noShow', 'attendanceConfirmed'],
  ...[
    'contact.complained',
    'contact.guardian',
    'contact.unreachable',
    'canReadHealth',
    'bookingPaused',
    'history[].at',
    'history[].by',
  ],
  ...['clearance.waitsFor', 'clearance.since', 'clearance.onFile', 'intake'],
  ...['history[].action'],
  ...['messages[].kind', 'messages[].state', 'messages[].dueAt', 'messages[].sentAt'],
  ...['messages[].reason', 'messages[].id', 'messages[].canSendAgain'],
];
/** Words that only the answers hold. */
const HEALTH_WORDS =
  /bp_controlled|blood pressure|sit up slowly|long_endurance|left knee|soreness/i;

describe('what a role is told', () => {
  it.each(['frontDesk', 'owner'] as const)('%s: the day, nothing about health', async (who) => {
    const { body, text } = await get<DeskDay>(who, `desk/day?date=${DAY}`);
    const [card] = body.columns.flatMap(({ bookings }) => bookings);
    expect(
      pathsOf(card)
        .map((path) => path.slice(1))
        .sort(),
    ).toEqual([...CARD].sort());
    expect(card).toMatchObject({ health: null, caution: true, formStatus: 'answered' });
    expect(text).not.toMatch(HEALTH_WORDS);
  });

  it.each(['frontDesk', 'owner', 'treating'] as const)(
    '%s: a booking, by the list',
    async (who) => {
      const { body, text } = await get<DeskBookingDetail>(who, `desk/bookings/${booked.reference}`);
      const paths = pathsOf(body).map((path) => path.slice(1));
      expect(paths.sort()).toEqual([...DETAIL].sort());
      expect(body.canReadHealth).toBe(who === 'treating');
      expect(text).not.toMatch(HEALTH_WORDS);
    },
  );

  it('reasons of the message log that tell how somebody is doing stay inside', async () => {
    await api.db.asOwner(
      `UPDATE message SET state = 'cancelled', reason = CASE kind
          WHEN 'checkin_24' THEN 'red_flag' WHEN 'checkin_72' THEN 'resolved' ELSE 'suppressed' END
        WHERE kind IN ('checkin_24', 'checkin_72', 'nudge_7d')`,
    );
    const { body } = await get<DeskBookingDetail>('frontDesk', `desk/bookings/${booked.reference}`);
    const reasons = Object.fromEntries(body.messages.map(({ kind, reason }) => [kind, reason]));
    expect(reasons).toMatchObject({ checkin_24: null, checkin_72: null, nudge_7d: 'suppressed' });
  });
});

describe('health answers', () => {
  it('are shown to the therapist who treats, each look written down with what was shown', async () => {
    const before = await readsOf(api, booked.id);
    const day = await get<DeskDay>('treating', `desk/day?date=${DAY}`);
    expect(day.body.columns.map(({ therapistId }) => therapistId)).toEqual([mine]);
    expect(day.body.columns[0]?.bookings[0]?.health).toEqual({
      hoursSinceTraining: 55,
      trainingType: 'long_endurance',
      rpe: 7,
      areas: ['legs'],
      sorenessAtBooking: 4,
      suggestedWork: expect.objectContaining({ sessionType: expect.any(String) }),
      pressureCap: 'moderate',
      minutesCap: 60,
      notes: [{ code: 'bp_controlled', note: 'Let the client sit up slowly.' }],
      lastResponse: [],
    });
    const all = await get('treating', `desk/bookings/${booked.reference}/health`);
    expect(all.body).toMatchObject({
      screening: {
        yes: [
          {
            code: 'bp_controlled',
            question: 'Do you have high blood pressure that is under control?',
            note: 'Let the client sit up slowly.',
          },
        ],
      },
      training: { soreness: 4, hoursBefore: 55 },
      note: 'my left knee',
      suggestion: {
        version: '1.0',
        evidence: expect.any(Array),
        spokenAt: expect.any(String),
      },
    });
    const actor = `staff:${staff.treating.userId}`;
    expect(await readsOf(api, booked.id)).toEqual([...before, actor, actor]);
  });

  it('leave no trace of a read where nothing was read', async () => {
    const before = await readsOf(api, booked.id);
    for (const who of people.filter((each) => each !== 'treating')) {
      await get(who, `desk/day?date=${DAY}`);
      await get(who, `desk/bookings/${booked.reference}`);
      await get(who, `desk/bookings/${booked.reference}/health`);
    }
    await get('treating', `desk/bookings/${booked.reference}`);
    expect(await readsOf(api, booked.id)).toEqual(before);
  });

  it('are counted one row a booking shown', async () => {
    const later = await bookTrained(api, `${DAY}T13:00:00Z`, mine, { email: 'bo@example.com' });
    const count = async () =>
      (await api.db.asOwner(`SELECT 1 FROM audit_log WHERE action = 'health.read'`)).length;
    const before = await count();
    await get('treating', `desk/day?date=${DAY}`);
    expect(await count()).toBe(before + 2);
    expect(await readsOf(api, later.id)).toHaveLength(1);
  });

  it('show how the client felt after the visit before', async () => {
    const [client] = await api.db.asOwner<{ chain_id: string }>(
      'SELECT chain_id FROM booking WHERE id = $1',
      [booked.id],
    );
    await api.db.setNow('2027-01-14T12:00:00Z');
    const store = api.app.get(CheckInStore, { strict: false });
    const runner = api.app.get(TransactionRunner, { strict: false });
    await runner.run(api.clinic.clinicId, async (tx) => {
      const [first] = await store.listByChain(tx, client?.chain_id ?? '');
      if (first) await store.saveAnswer(tx, first, { soreness: 5, redFlags: [] });
    });
    const next = await bookTrained(api, '2027-01-20T10:00:00Z', mine);
    const day = await get<DeskDay>('treating', 'desk/day?date=2027-01-20');
    const [card] = day.body.columns.flatMap(({ bookings }) => bookings);
    expect(card).toMatchObject({
      reference: next.reference,
      isNewClient: false,
      isFirstOfType: false,
    });
    expect(card?.health?.lastResponse).toEqual([{ kind: 'checkin_24', soreness: 5 }]);
  });

  it('are closed again ninety days after the visit', async () => {
    await api.db.advance('P95D');
    const path = `desk/bookings/${booked.reference}`;
    expect((await get('treating', `${path}/health`)).status).toBe(404);
    expect((await get('treating', path)).body).toMatchObject({ canReadHealth: false });
  });
});
