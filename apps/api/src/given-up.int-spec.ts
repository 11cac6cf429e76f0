import { LinkSigner } from '@limber/persistence';
import { type Answer, type ApiWorld, bookOnline, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { post, type Problem, startBody } from './desk-ops.testing.ts';

/** What a visit stands on is given up after it was booked: whoever holds its link, or the desk, can still act on it. */
let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0, freeCancellationHours: 0 } });
  [ana = '', tom = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

let days = 0;
/** Somebody with Ana at ten today, written down at six; there is an offer of Tom instead. */
async function visit() {
  days += 1;
  const date = new Date(Date.UTC(2027, 0, 11 + days)).toISOString().slice(0, 10);
  const at = (time: string): string => `${date}T${time}:00.000Z`;
  await api.db.setNow(at('06:00'));
  const email = `someone-${days}@example.com`;
  const { reference, headers } = await bookOnline(api, holdBody(api.clinic, at('10:00'), ana), {
    client: { name: 'Ada Hill', email, phone: '07700 900123' },
  });
  const [row] = await api.db.asOwner<{ id: string; roomId: string; chainId: string }>(
    'SELECT id, room_id AS "roomId", chain_id AS "chainId" FROM booking WHERE reference = $1',
    [reference],
  );
  if (!row) throw new Error('not booked');
  return { ...{ date, at, email, reference, headers }, ...row };
}
type Visit = Awaited<ReturnType<typeof visit>>;

const sign = (purpose: string, id: string): string =>
  api.app.get(LinkSigner, { strict: false }).sign(purpose, api.clinic.clinicId, id);

const byClient = (method: string, path: string, body?: (v: Visit) => object) => (v: Visit) =>
  api.call<Problem>(method, `bookings/${v.reference}${path}`, {
    headers: v.headers,
    ...(body && { body: body(v) }),
  });
const byDesk =
  (path: string, body: (v: Visit) => object = () => ({})) =>
  (v: Visit) =>
    post<Problem>(api, fay, `bookings/${v.reference}/${path}`, body(v), { 'if-match': '"1"' });

const later = (v: Visit) => ({ startsAt: v.at('14:00') });
const timesOf = (v: Visit, more = '') =>
  byClient('GET', `/times?from=${v.date}&to=${v.date}${more}`)(v);
const isLate = async (v: Visit) => {
  await api.db.setNow(v.at('10:01'));
  return byDesk('late')(v);
};
const offer = (v: Visit) =>
  post<{ offered: { id: string }[]; refused: { code: string }[] }>(api, fay, 're-offers', {
    offers: [{ reference: v.reference, therapistId: tom }],
  });
async function offerOf(v: Visit): Promise<string> {
  return sign('re-offer', (await offer(v)).body.offered[0]?.id ?? '');
}
async function checkInOf(v: Visit): Promise<string> {
  const [row] = await api.db.asOwner<{ id: string }>(
    'SELECT id FROM check_in WHERE chain_id = $1',
    [v.chainId],
  );
  return sign('check-in', row?.id ?? '');
}

type Act = (v: Visit, token: string) => Promise<Answer<Problem>>;
interface Action {
  name: string;
  act: Act;
  /** The token of another link, made while all is well. */
  link?: (v: Visit) => Promise<string>;
}
const answerOffer =
  (decision: string): Act =>
  (_, token) =>
    api.call('POST', `re-offers/${token}`, { body: { decision } });
const get =
  (path: (v: Visit) => string): Act =>
  (v) =>
    api.call('GET', path(v), asPerson(fay));

const actions: Action[] = [
  { name: 'its client reads it', act: byClient('GET', '') },
  { name: 'and the times it can go to', act: (v) => timesOf(v) },
  { name: 'and those of whom it is with', act: (v) => timesOf(v, `&therapistId=${ana}`) },
  { name: 'and what to book again', act: byClient('GET', '/again') },
  { name: 'and takes its calendar file', act: byClient('GET', '/calendar') },
  { name: 'says that they come', act: byClient('POST', '/attendance', () => ({ revision: 1 })) },
  { name: 'moves it', act: byClient('POST', '/reschedule', later) },
  { name: 'calls it off', act: byClient('POST', '/cancel', () => ({ acceptFee: true })) },
  { name: 'reads the long questions', act: byClient('GET', '/intake') },
  { name: 'asks for a calendar', act: byClient('POST', '/calendar-feed', () => ({})) },
  {
    name: 'reads an offer',
    act: (_, token) => api.call('GET', `re-offers/${token}`),
    link: offerOf,
  },
  { name: 'says yes to an offer', act: answerOffer('accept'), link: offerOf },
  { name: 'says no to an offer', act: answerOffer('cancel'), link: offerOf },
  {
    name: 'reads a check-in',
    act: (_, token) => api.call('GET', `check-ins/${token}`),
    link: checkInOf,
  },
  { name: 'the desk reads it', act: get((v) => `desk/bookings/${v.reference}`) },
  { name: 'and its day', act: get((v) => `desk/day?date=${v.date}`) },
  { name: 'and the calendar', act: get((v) => `desk/calendar?from=${v.date}&to=${v.date}`) },
  { name: 'and what lost its place', act: get(() => 'desk/stranded') },
  {
    name: 'looks at another time',
    act: (v) => post(api, fay, 'checks', startBody(api, v.at('14:00'), { reference: v.reference })),
  },
  { name: 'moves it for them', act: byDesk('move', later) },
  { name: 'notes that they are late', act: isLate },
  { name: 'sees them arrive', act: byDesk('visit', () => ({ state: 'arrived' })) },
  { name: 'calls it off for them', act: byDesk('cancel', () => ({ reason: 'other' })) },
];

/** Given up after it was booked, and what then is answered otherwise: a sentence each, and the rules for staff. */
const things: { thing: string; update: string; back: string; answers: Record<string, unknown> }[] =
  [
    {
      thing: 'nothing',
      update: 'location SET active = true',
      back: 'location SET active = true',
      answers: {},
    },
    {
      thing: 'its place',
      update: 'location SET active = false',
      back: 'location SET active = true',
      answers: { 'moves it': 'OUTSIDE_HOURS', 'moves it for them': ['SHIFT'] },
    },
    {
      thing: 'every room',
      update: 'room SET out_of_order = true',
      back: 'room SET out_of_order = false',
      answers: { 'moves it': 'SLOT_TAKEN', 'moves it for them': ['NO_ROOM'] },
    },
    {
      thing: 'its service',
      update: 'service SET active = false',
      back: 'service SET active = true',
      answers: {},
    },
    {
      thing: 'its length',
      update: 'service_duration SET active = false',
      back: 'service_duration SET active = true',
      answers: {},
    },
    {
      thing: 'its therapist',
      update: 'therapist SET active = id <> $1',
      back: 'therapist SET active = true',
      answers: { 'moves it for them': ['SHIFT'] },
    },
    {
      thing: 'every shift',
      update: `shift SET valid_to = '2020-01-02'`,
      back: 'shift SET valid_to = NULL',
      answers: { 'moves it': 'OUTSIDE_HOURS', 'moves it for them': ['SHIFT'] },
    },
  ];

const giveUp = (update: string) =>
  api.db.asOwner(`UPDATE ${update}`, update.includes('$1') ? [ana] : []);

describe.each(things)('a visit when $thing was given up since', ({ update, back, answers }) => {
  it.each(actions)('$name', async ({ name, act, link }) => {
    const booked = await visit();
    const token = (await link?.(booked)) ?? '';
    await giveUp(update);
    const { status, body } = await act(booked, token);
    await giveUp(back);
    const said = body.broken?.map(({ code }) => code) ?? body.code;
    const refused = status < 300 ? 'done' : said;
    expect(refused).toEqual(answers[name] ?? 'done');
  });
});

describe('a visit at a place that was given up', () => {
  const close = () => api.db.asOwner('UPDATE location SET active = false');
  afterEach(() => api.db.asOwner('UPDATE location SET active = true'));

  it('begins ten minutes later where it is, unless somebody comes behind it', async () => {
    const alone = await visit();
    await close();
    expect((await isLate(alone)).body).toMatchObject({ startsAt: alone.at('10:10') });
    await api.db.asOwner('UPDATE location SET active = true');
    const followed = await visit();
    await bookOnline(api, holdBody(api.clinic, followed.at('11:15'), ana));
    await close();
    const refused = await isLate(followed);
    expect(refused).toMatchObject({ status: 409, body: { code: 'LATE_NOT_POSSIBLE' } });
    expect(refused.body.broken?.map(({ code }) => code)).toEqual(['REST', 'ROOM_RESET']);
  });

  it('is moved within it by staff who say why', async () => {
    const booked = await visit();
    await close();
    const override = { codes: ['SHIFT'], reason: 'client_asked' };
    const moved = await byDesk('move', (v) => ({ ...later(v), override }))(booked);
    expect(moved).toMatchObject({ status: 200, body: { startsAt: booked.at('14:00') } });
  });

  it('is offered nobody else: no one works there', async () => {
    const booked = await visit();
    await close();
    expect((await offer(booked)).body).toMatchObject({
      ...{ offered: [], refused: [{ code: 'NOT_FREE' }] },
    });
  });
});

it('a time for anybody is nobody’s when everybody has left', async () => {
  await api.db.asOwner('UPDATE therapist SET active = false');
  const held = await api.call('POST', 'holds', {
    body: holdBody(api.clinic, new Date(Date.UTC(2027, 0, 13 + days, 10)).toISOString()),
  });
  await api.db.asOwner('UPDATE therapist SET active = true');
  expect(held).toMatchObject({ status: 422, body: { code: 'OUTSIDE_HOURS' } });
});
