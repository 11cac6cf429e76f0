import type { DeskBookingDetail, DeskMailList, DeskMailStops } from '@limber/contracts';
import { DAY } from '@limber/kernel';
import { complaint, returned } from '@limber/testing';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

const SECRET = 'what only the mail server may know';

let api: ApiWorld;
let desk: Person;
beforeAll(async () => {
  api = await startApi({ environment: { MAIL_REPORT_SECRET: SECRET } });
  desk = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const handIn = (raw: string, secret = SECRET) =>
  api.call<{ taken: string }>('POST', '/api/v1/mail-reports', {
    body: raw,
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}` },
  });

let people = 0;
interface Booked {
  reference: string;
  email: string;
}
/** A booking whose confirmation has gone out. */
async function book(): Promise<Booked> {
  people += 1;
  const email = `guest-${people}@example.com`;
  const startsAt = new Date(Date.parse(MONDAY) + (people + 3) * DAY + 4 * 3_600_000).toISOString();
  const held = await api.call<Held>('POST', 'holds', { body: holdBody(api.clinic, startsAt) });
  const booked = await api.call<{ reference: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, {
      client: { name: `Guest ${people}`, email, phone: '07700 900123' },
    }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  await api.db.asOwner(
    `UPDATE message SET state = 'sent', attempts = 1, sent_at = app_now()
      WHERE recipient = $1 AND kind = 'booking_confirmation'`,
    [email],
  );
  return { reference: booked.body.reference, email };
}

const idOf = async (email: string, kind = 'booking_confirmation'): Promise<string> => {
  const [row] = await api.db.asOwner<{ id: string }>(
    'SELECT id FROM message WHERE recipient = $1 AND kind = $2',
    [email, kind],
  );
  return row?.id ?? '';
};
const headerOf = async (email: string, kind?: string): Promise<string> =>
  `<${await idOf(email, kind)}.1@limber.example>`;
const states = async (email: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await api.db.asOwner<{ kind: string; state: string }>(
        'SELECT kind, state FROM message WHERE recipient = $1',
        [email],
      )
    ).map(({ kind, state }) => [kind, state]),
  );
const panel = async ({ reference }: Booked) =>
  (await api.call<DeskBookingDetail>('GET', `desk/bookings/${reference}`, asPerson(desk))).body;
const audits = (subject: string) =>
  api.db.asOwner<{ action: string; details: unknown }>(
    `SELECT action, details FROM audit_log WHERE subject = $1 AND action LIKE 'mail.%' ORDER BY id`,
    [subject],
  );
const list = async (show: string, after?: string) =>
  (
    await api.call<DeskMailList>(
      'GET',
      `desk/mail?show=${show}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      asPerson(desk),
    )
  ).body;
const stops = async () =>
  (await api.call<DeskMailStops>('GET', 'desk/mail/stops', asPerson(desk))).body.stops;

describe('a complaint', () => {
  it('stops all that need not be said, once, and stands at the client’s booking', async () => {
    const booked = await book();
    const raw = complaint({ messageId: await headerOf(booked.email) });
    for (const _ of [1, 2]) expect((await handIn(raw)).body).toEqual({ taken: 'complaint' });
    expect(await states(booked.email)).toMatchObject({
      booking_confirmation: 'sent',
      ...{ reminder_24h: 'cancelled', reminder_2h: 'cancelled' },
      ...{ aftercare: 'cancelled', nudge_7d: 'cancelled' },
    });
    expect(await audits(await idOf(booked.email))).toEqual([
      {
        action: 'mail.complained_of',
        details: { kind: 'booking_confirmation', badAddress: false },
      },
    ]);
    const { contact, messages } = await panel(booked);
    expect(contact).toMatchObject({ complained: true, unreachable: false });
    expect(messages.find(({ kind }) => kind === 'booking_confirmation')?.reason).toBe('complaint');
  });

  it('names nobody that our own row does not name, and needs a mail that went out', async () => {
    const { email } = await book();
    const other = `<${api.db.ids.uuid()}.1@limber.example>`;
    expect((await handIn(complaint({ messageId: other }))).body).toEqual({ taken: 'ignored' });
    const waiting = await headerOf(email, 'reminder_24h');
    expect((await handIn(complaint({ messageId: waiting }))).body).toEqual({ taken: 'ignored' });
    expect(await states(email)).toMatchObject({ reminder_24h: 'planned' });
  });
});

describe('a mail that came back', () => {
  it('stops every mail where nobody lives, and stands among those that failed', async () => {
    const booked = await book();
    const raw = returned({ messageId: await headerOf(booked.email) });
    expect((await handIn(raw)).body).toEqual({ taken: 'returned' });
    expect(await states(booked.email)).toMatchObject({
      ...{ booking_confirmation: 'dead', reminder_24h: 'cancelled' },
    });
    expect((await panel(booked)).contact.unreachable).toBe(true);
    const { mails, counts } = await list('failed');
    expect(mails.find(({ booking }) => booking === booked.reference)).toMatchObject({
      ...{ kind: 'booking_confirmation', reason: 'returned', canSendAgain: true },
      ...{ recipient: booked.email, phone: '+447700900123' },
    });
    expect(counts.failed).toBe(mails.length);
  });

  it('with a full mailbox stops nothing else', async () => {
    const { email } = await book();
    await handIn(returned({ messageId: await headerOf(email), status: '5.2.2' }));
    expect(await states(email)).toMatchObject({
      ...{ booking_confirmation: 'dead', reminder_24h: 'planned' },
    });
  });
});

describe('who may hand in', () => {
  it.each([
    ['a wrong secret', 'some other secret of the same length'],
    ['no secret', ''],
  ])('%s finds no such page', async (_case, secret) => {
    const { email } = await book();
    const answer = await handIn(complaint({ messageId: await headerOf(email) }), secret);
    expect(answer.status).toBe(404);
    expect(await states(email)).toMatchObject({ reminder_24h: 'planned' });
  });

  it('a whole mail is taken nowhere else', async () => {
    const answer = await api.call('POST', 'holds', {
      ...{ body: 'From: a\n\nb', headers: { 'content-type': 'message/rfc822' } },
    });
    expect(answer.status).toBe(415);
  });
});

describe('what the desk can do', () => {
  it('sends one again, to the address of now, whatever stopped it before', async () => {
    const booked = await book();
    await handIn(returned({ messageId: await headerOf(booked.email) }));
    const id = await idOf(booked.email);
    await api.db.asOwner('UPDATE client SET email = $2 WHERE email = $1', [
      ...[booked.email, 'now@example.com'],
    ]);
    const again = () => api.call('POST', `desk/mail/${id}/send-again`, asPerson(desk));
    expect((await again()).status).toBe(204);
    expect(await states('now@example.com')).toEqual({ booking_confirmation: 'planned' });
    expect((await again()).body).toMatchObject({ code: 'MAIL_NOT_REPEATABLE' });
    expect((await audits(id)).map(({ action }) => action)).toEqual([
      ...['mail.returned', 'mail.sent_again'],
    ]);
  });

  it('lifts a stop with a reason, and gives back what it held of theirs alone; a person’s own no it cannot lift', async () => {
    const [booked, other] = [await book(), await book()];
    await handIn(complaint({ messageId: await headerOf(booked.email) }));
    await handIn(complaint({ messageId: await headerOf(other.email) }));
    expect(await states(booked.email)).toMatchObject({ reminder_24h: 'cancelled' });
    const stop = (await stops()).find(({ email }) => email === booked.email);
    expect(stop).toMatchObject({ scope: 'complaint', canLift: true });
    const emailSha256 = stop?.emailSha256 ?? '';
    const lift = (body: object) =>
      api.call('POST', 'desk/mail/stops/lift', { ...asPerson(desk), body });
    const asked = { emailSha256, scope: 'complaint' };
    expect((await lift({ ...asked, reason: ' ' })).status).toBe(422);
    expect((await lift({ ...asked, scope: 'all', reason: 'because' })).status).toBe(422);
    expect((await lift({ ...asked, reason: 'she rang' })).status).toBe(204);
    expect((await lift({ ...asked, reason: 'she rang' })).status).toBe(404);
    expect(await audits(emailSha256)).toEqual([
      { action: 'mail.stop_lifted', details: { scope: 'complaint', reason: 'she rang' } },
    ]);
    expect((await panel(booked)).contact.complained).toBe(false);
    expect(await states(booked.email)).toMatchObject({ reminder_24h: 'planned' });
    expect(await states(other.email)).toMatchObject({ reminder_24h: 'cancelled' });
  });

  it('lifts a stop at the booking too, with a reason; what was held back goes out after all', async () => {
    const booked = await book();
    const { email, reference } = booked;
    const sha = async () => (await stops()).find((stop) => stop.email === email)?.emailSha256 ?? '';
    const lift = (body: object) =>
      api.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/mail-stop/lift`, {
        ...{ ...asPerson(desk), body },
      });
    await handIn(returned({ messageId: await headerOf(email) }));
    expect((await panel(booked)).contact.unreachable).toBe(true);
    expect(await states(email)).toMatchObject({ reminder_24h: 'cancelled', nudge_7d: 'cancelled' });
    const hash = await sha();
    expect((await lift({ scope: 'undeliverable', reason: ' ' })).status).toBe(422);
    expect((await lift({ scope: 'all', reason: 'because' })).status).toBe(422);
    expect((await lift({ scope: 'complaint', reason: 'she rang' })).status).toBe(404);
    const lifted = await lift({ scope: 'undeliverable', reason: 'mailbox works again' });
    expect([lifted.status, lifted.body.contact.unreachable]).toEqual([200, false]);
    expect(await states(email)).toMatchObject({ reminder_24h: 'planned', nudge_7d: 'planned' });
    expect(lifted.body.history).toContainEqual(
      expect.objectContaining({
        ...{ by: 'staff', action: 'booking.mail_stop_lifted' },
        details: { reason: 'mailbox works again' },
      }),
    );
    const details = { scope: 'undeliverable', reason: 'mailbox works again' };
    expect(await audits(hash)).toEqual([{ action: 'mail.stop_lifted', details }]);
    expect((await lift({ scope: 'undeliverable', reason: 'once more' })).status).toBe(404);
  });

  it('gives back after a complaint what the complaint took, and nothing else', async () => {
    const booked = await book();
    const { email, reference } = booked;
    await api.db.asOwner(
      `UPDATE message SET state = 'cancelled', reason = 'resolved' WHERE recipient = $1 AND kind = 'aftercare'`,
      [email],
    );
    await handIn(complaint({ messageId: await headerOf(email) }));
    expect((await panel(booked)).contact.complained).toBe(true);
    const lifted = await api.call<DeskBookingDetail>(
      'POST',
      `desk/bookings/${reference}/mail-stop/lift`,
      { ...asPerson(desk), body: { scope: 'complaint', reason: 'she asked for them' } },
    );
    expect(lifted.body.contact.complained).toBe(false);
    expect(await states(email)).toMatchObject({ reminder_24h: 'planned', aftercare: 'cancelled' });
  });

  it('sees a safety mail that failed, and not what it was', async () => {
    const { email } = await book();
    await api.db.asOwner(
      `UPDATE message SET kind = 'safety', family = 'subject', chain_id = NULL, subject_key = 'red-flag:1',
              state = 'dead', reason = 'red_flag' WHERE recipient = $1 AND kind = 'aftercare'`,
      [email],
    );
    const mail = (await list('failed')).mails.find(({ recipient }) => recipient === email);
    expect(mail).toMatchObject({ kind: 'from_the_clinic', reason: null, booking: null });
    expect(mail?.name).toMatch(/^Guest/);
  });

  it('reads page by page, each mail once, and each kind of trouble apart', async () => {
    const { email } = await book();
    await api.db.asOwner(
      `INSERT INTO message (clinic_id, id, family, kind, subject_key, revision, recipient, time_zone, due_at,
         state, attempts, next_attempt_at, created_at)
       SELECT clinic_id, gen_random_uuid(), 'subject', 'waitlist_joined', 'waitlist:' || n, 1, $1, time_zone,
              app_now() - make_interval(mins => n / 2), CASE WHEN n = 1 THEN 'planned' ELSE 'unknown' END, 1,
              app_now() + interval '1 hour', app_now()
         FROM message, generate_series(1, 121) n WHERE recipient = $1 AND kind = 'reminder_2h'`,
      [email],
    );
    const seen: string[] = [];
    let next: string | null | undefined;
    let pages = 0;
    do {
      const page = await list('unclear', next ?? undefined);
      expect(page.mails.length).toBeLessThanOrEqual(50);
      seen.push(...page.mails.map(({ id }) => id));
      next = page.next;
      pages += 1;
    } while (next);
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 120, 120]);
    const { mails, counts } = await list('retrying');
    const own = mails.filter(({ recipient }) => recipient === email);
    expect(own.map(({ attempts, nextAttemptAt }) => [attempts, nextAttemptAt !== null])).toEqual([
      [1, true],
    ]);
    expect(counts).toMatchObject({ unclear: 120, retrying: mails.length, late: 0 });
  });
});
