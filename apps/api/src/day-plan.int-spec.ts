import { DayPlanService } from '@limber/booking';
import { type Message, MessageSources, MessageStore, renderMail } from '@limber/messaging';
import { dueWork, TransactionRunner } from '@limber/persistence';
import { type DeskTherapist, jobs } from '@limber/contracts';
import { hire } from './desk.testing.ts';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';

let api: ApiWorld;
let ana = '';
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
  ana = api.clinic.therapistIds[0] ?? '';
});
afterAll(() => api.close());

/** Each test has three days of its own: the clock only goes on. */
let base = Date.parse(MONDAY);
const at = (day: number, time: string): string =>
  `${new Date(base + day * 86_400_000).toISOString().slice(0, 10)}T${time}:00.000Z`;

beforeEach(async () => {
  base += 3 * 86_400_000;
  await api.db.setNow(at(0, '06:00'));
  await wants(ana, 'ana@clinic.example');
});

const get = <Thing>(type: abstract new (...args: never[]) => Thing): Thing =>
  api.app.get<Thing>(type, { strict: false });
const run = <Value>(unit: Parameters<TransactionRunner['run']>[1]): Promise<Value> =>
  get(TransactionRunner).run(api.clinic.clinicId, unit) as Promise<Value>;

async function wants(therapistId: string, email: string | null, isOn = true): Promise<void> {
  await api.db.asOwner('UPDATE therapist SET work_email = $2, day_plan_mails = $3 WHERE id = $1', [
    therapistId,
    email,
    isOn,
  ]);
}

async function lookAt(now: string): Promise<void> {
  await api.db.setNow(now);
  await get(DayPlanService).look(api.clinic.clinicId);
}

interface Booked {
  reference: string;
  headers: Record<string, string>;
}

async function book(
  startsAt: string,
  name = 'Ada Hill',
  screening: string[] = [],
): Promise<Booked> {
  const held = await api.call<Held>('POST', 'holds', { body: holdBody(api.clinic, startsAt, ana) });
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, {
      client: { name, email: 'ada@example.com', phone: '07700 900123' },
      note: 'the left knee aches',
      screening,
    }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, headers: { 'link-token': token } };
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it is not there');
  return value;
}

const planned = (): Promise<{ kind: string; recipient: string; due: Date; until: Date }[]> =>
  api.db.asOwner(
    `SELECT kind, recipient, due_at AS due, not_after AS until FROM message
      WHERE kind LIKE 'day_plan%' AND due_at >= $1 ORDER BY due_at, recipient`,
    [at(0, '00:00')],
  );

/** What the sender would do with the newest plan: send with this text, or drop for this reason. */
async function lastLook(): Promise<{ text: string; subject: string } | { drop: string }> {
  const look = await run<Awaited<ReturnType<MessageSources['lastLook']>>>(async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM message WHERE kind LIKE 'day_plan%' ORDER BY due_at DESC LIMIT 1`,
    );
    const message = await get(MessageStore).findById(tx, row?.id ?? '');
    return get(MessageSources).lastLook(tx, message as Message);
  });
  return 'send' in look ? renderMail(look.send) : look;
}

const textOf = async (): Promise<string> => {
  const looked = await lastLook();
  return 'drop' in looked ? `dropped: ${looked.drop}` : looked.text;
};

const sent = () =>
  api.db.asOwner(`UPDATE message SET state = 'sent' WHERE kind = 'day_plan_evening'`);

describe('the plan of tomorrow', () => {
  it('is planned at 18:00 of the location, once, for whoever has an address', async () => {
    await book(at(1, '10:00'));
    await lookAt(at(0, '17:59'));
    expect(await planned()).toEqual([]);
    await lookAt(at(0, '18:00'));
    await get(DayPlanService).look(api.clinic.clinicId);
    expect(await planned()).toEqual([
      {
        ...{ kind: 'day_plan_evening', recipient: 'ana@clinic.example' },
        ...{ due: new Date(at(0, '18:00')), until: new Date(at(1, '00:00')) },
      },
    ]);
  });

  it('names the visits and nothing of anybody’s health', async () => {
    await book(at(1, '10:00'), 'Ada Hill');
    await lookAt(at(0, '18:00'));
    const text = await textOf();
    expect(text).toMatch(/10:00 to 11:00: Ada\. .*60 minutes.* Form answered/);
    expect(text).not.toMatch(/Hill|07700|ada@|knee|aches/);
    expect(text).toContain(`/desk/day?date=${at(1, '00:00').slice(0, 10)}`);
  });

  it('says that something waits on the day card, and not what', async () => {
    await book(at(1, '10:00'), 'Ada Hill', ['bp_controlled']);
    const { reference } = await book(at(1, '12:00'), 'Mo Reed', ['bp_controlled']);
    await api.db.asOwner(
      'UPDATE booking SET contact_first_since = app_now() WHERE reference = $1',
      [reference],
    );
    await book(at(1, '14:00'), 'Nia Ray');
    await lookAt(at(0, '18:00'));
    const looked = await lastLook();
    if ('drop' in looked) throw new Error(looked.drop);
    const lines = looked.text.split('\n').filter((line) => /^1\d:00 to/.test(line));
    expect(lines.map((line) => /mind|Speak/.exec(line)?.[0] ?? null)).toEqual([
      ...['mind', 'Speak', null],
    ]);
    expect(`${looked.subject} ${looked.text}`).not.toMatch(/blood|pressure|bp_/i);
  });

  it('goes to nobody who switched it off, has no address, or has left', async () => {
    await book(at(1, '10:00'));
    await wants(ana, 'ana@clinic.example', false);
    await lookAt(at(0, '18:00'));
    expect(await planned()).toEqual([]);
    await wants(ana, null);
    await lookAt(at(0, '19:00'));
    expect(await planned()).toEqual([]);
  });

  it('is dropped when it was switched off, or the address changed, before it went out', async () => {
    await book(at(1, '10:00'));
    await lookAt(at(0, '18:00'));
    await wants(ana, 'new@clinic.example');
    expect(await lastLook()).toEqual({ drop: 'not_wanted' });
    await wants(ana, 'ana@clinic.example', false);
    expect(await lastLook()).toEqual({ drop: 'not_wanted' });
  });

  it('is not planned for a day off without a visit', async () => {
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, gen_random_uuid(), $2, tstzrange($3, $4), 'leave')`,
      [api.clinic.clinicId, ana, at(1, '00:00'), at(2, '00:00')],
    );
    await lookAt(at(0, '18:00'));
    expect(await planned()).toEqual([]);
  });

  it('comes with the next look for whoever got an address after the hour', async () => {
    await wants(ana, null);
    await lookAt(at(0, '18:00'));
    expect(await planned()).toEqual([]);
    await wants(ana, 'ana@clinic.example');
    const due = () => dueWork(api.db.dataSource, 'day_plan', 10);
    await api.db.setNow(at(0, '18:59'));
    expect(await due()).toEqual([]);
    await api.db.setNow(at(0, '19:01'));
    const [look, ...others] = await due();
    expect([look?.clinicId, others]).toEqual([api.clinic.clinicId, []]);
    await get(DayPlanService).look(api.clinic.clinicId);
    expect((await planned()).map(({ kind }) => kind)).toEqual(['day_plan_evening']);
    // Each look is a job of its own, so that the next is not taken for one that still runs.
    await api.db.setNow(at(0, '20:02'));
    const [next] = await due();
    for (const job of [look, next]) expect(jobs['day_plan.look'].parse(job)).toEqual(job);
    expect(next?.id).not.toBe(look?.id);
  });
});

describe('the address', () => {
  it('is set by the owner, in small letters, and stays when a change does not speak of it', async () => {
    const owner = await hire(api, 'olu@clinic.example', { role: 'owner' });
    const list = () =>
      api.call<DeskTherapist[]>('GET', 'desk/therapists', { headers: { cookie: owner.cookie } });
    const one = async () => (await list()).body.find(({ id }) => id === ana);
    const { id, version, ...person } = must(await one());
    const save = (body: object, seen: number) =>
      api.call<DeskTherapist>('PUT', `desk/therapists/${id}`, {
        body: { ...body, acceptStranded: 0 },
        headers: { cookie: owner.cookie, 'if-match': `"${seen}"` },
      });
    const mails = { workEmail: 'Ana.R@Clinic.Example', dayPlanMails: false };
    const saved = await save({ ...person, ...mails }, version);
    expect([saved.status, saved.body.workEmail]).toEqual([200, 'ana.r@clinic.example']);
    const { workEmail: _, dayPlanMails: __, ...silent } = person;
    expect((await save(silent, saved.body.version)).status).toBe(200);
    expect(await one()).toMatchObject({ workEmail: 'ana.r@clinic.example', dayPlanMails: false });
    const wrong = await save({ ...person, workEmail: 'not an address' }, saved.body.version + 1);
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('workEmail')]);
  });

  it('is not told to clients', async () => {
    const listed = await api.call('GET', 'therapists');
    expect(listed.status).toBe(200);
    expect(listed.text).not.toMatch(/workEmail|@clinic\.example/);
  });
});

describe('the morning', () => {
  const evening = async (): Promise<void> => {
    await lookAt(at(0, '18:00'));
    await lastLook();
    await sent();
  };

  it('is silent when nothing changed since the evening', async () => {
    await book(at(1, '10:00'));
    await evening();
    await lookAt(at(1, '07:00'));
    expect((await planned()).map(({ kind }) => kind)).toEqual([
      ...['day_plan_evening', 'day_plan_morning'],
    ]);
    expect(await lastLook()).toEqual({ drop: 'nothing_changed' });
  });

  it('tells what is new, moved and cancelled, then the day', async () => {
    const [moves, goes] = [
      await book(at(1, '10:00'), 'Mo Reed'),
      await book(at(1, '12:00'), 'Kim Ott'),
    ];
    await evening();
    await api.call('POST', `bookings/${moves.reference}/reschedule`, {
      ...{ body: { startsAt: at(1, '14:00') }, headers: moves.headers },
    });
    await api.call('POST', `bookings/${goes.reference}/cancel`, {
      ...{ body: { acceptFee: true }, headers: goes.headers },
    });
    await book(at(1, '16:00'), 'Nia Ray');
    await lookAt(at(1, '07:00'));
    const text = await textOf();
    expect(text).toContain('Moved: 14:00 to 15:00, Mo. Before: 10:00.');
    expect(text).toContain('Cancelled: 12:00, Kim.');
    expect(text).toContain('New: 16:00 to 17:00, Nia.');
    expect(text).toContain('16:00 to 17:00: Nia.');
    expect(text).not.toContain('12:00 to 13:00');
  });

  it('tells what the evening did not know to be minded', async () => {
    const { reference } = await book(at(1, '10:00'));
    await evening();
    await api.db.asOwner('UPDATE booking SET caution = true WHERE reference = $1', [reference]);
    await lookAt(at(1, '07:00'));
    expect(await textOf()).toContain(
      '10:00 to 11:00, Ada: Something to mind: it is on the day card.',
    );
  });

  it('tells the whole day when the evening’s mail did not go out', async () => {
    await book(at(1, '10:00'));
    await lookAt(at(0, '18:00'));
    await lastLook();
    await lookAt(at(1, '07:00'));
    const text = await textOf();
    expect(text).toContain('Your day today');
    expect(text).not.toContain('Changed since');
    expect(text).toContain('10:00 to 11:00: Ada.');
  });
});
