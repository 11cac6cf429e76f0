import { TransactionRunner } from '@limber/persistence';
import { eventually } from '@limber/testing';
import { type ApiWorld, startApi } from './api.testing.ts';
import { post } from './desk-ops.testing.ts';
import { hire } from './desk.testing.ts';
import { CheckInWorld, type Story } from './check-in.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
});
afterAll(() => api.close());

interface Mail {
  kind: string;
  state: string;
  reason: string | null;
  due: string;
}
/** All but the mails of the booking itself; hours counted from midnight of the visit's day, in UTC. */
async function mailsOf({ chainId }: Story): Promise<Mail[]> {
  return api.db.asOwner<Mail>(
    `SELECT m.kind, m.state, m.reason,
            to_char(m.due_at - date_trunc('day', b.starts_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
              + timestamp '2000-01-02', 'DD HH24:MI') AS due
       FROM message m JOIN booking b ON b.chain_id = m.chain_id
      WHERE m.chain_id = $1 AND m.kind NOT LIKE 'booking_%' ORDER BY m.due_at, m.kind`,
    [chainId],
  );
}
const hoursOf = async (story: Story) =>
  (await mailsOf(story)).map(({ kind, state, due }) => [kind, state, due]);

/** Somebody who is being asked, and has a visit at ten in the morning three days after it. */
async function twoVisits() {
  const asked = await world.book({ consents: { marketing: false } });
  const { email } = asked;
  const visit = { days: 2, time: '10:00' };
  const next = await world.book({ email, training: null, consents: { marketing: false }, visit });
  return { asked, next };
}
const isIn = async ({ tokens }: Story, kind: string, timeZone: string) =>
  expect((await world.answer(tokens[kind], { soreness: 4, timeZone })).status).toBe(200);

const AT_HOME = [
  ['reminder_24h', 'planned', '01 10:00'],
  ['reminder_2h', 'planned', '02 08:00'],
  ['aftercare', 'planned', '02 12:00'],
  ['checkin_24', 'planned', '03 11:00'],
];
/** Five hours behind: eight there is 13:00, and the reminder of two hours comes at eight the evening before. */
const IN_NEW_YORK = [
  ['reminder_24h', 'planned', '01 13:00'],
  ['reminder_2h', 'planned', '02 01:00'],
  ['aftercare', 'planned', '02 13:00'],
  ['checkin_24', 'planned', '03 13:00'],
];

describe('a client who says that they are in another zone', () => {
  it('is told everything that waits in the hours of there, once, and of here again', async () => {
    const stranger = await world.book({
      ...{ training: null, consents: { marketing: false }, visit: { days: 5, time: '10:00' } },
    });
    const { asked, next } = await twoVisits();
    const untouched = await hoursOf(stranger);
    expect(await hoursOf(next)).toEqual(AT_HOME);
    await isIn(asked, 'checkin_48', 'America/New_York');
    expect(await hoursOf(next)).toEqual(IN_NEW_YORK);
    expect(await hoursOf(stranger)).toEqual(untouched);
    await isIn(asked, 'checkin_48', 'Europe/London');
    expect(await hoursOf(next)).toEqual(AT_HOME);
  });

  it('is told nothing a second time, and what has no hour left is not told', async () => {
    const { asked, next } = await twoVisits();
    await api.db.asOwner(
      `UPDATE message SET state = 'sent' WHERE chain_id = $1 AND kind = 'reminder_24h'`,
      [next.chainId],
    );
    // Two in the morning of the visit: nine in the evening in New York, and the hour before that is over.
    await api.db.advance('PT38H');
    await isIn(asked, 'checkin_72', 'America/New_York');
    expect((await mailsOf(next)).slice(0, 2)).toEqual([
      { kind: 'reminder_24h', state: 'sent', reason: null, due: '01 10:00' },
      { kind: 'reminder_2h', state: 'cancelled', reason: 'quiet_hours', due: '02 08:00' },
    ]);
    await isIn(asked, 'checkin_72', 'Europe/London');
    expect((await mailsOf(next))[1]).toEqual({
      ...{ kind: 'reminder_2h', state: 'planned', reason: null, due: '02 08:00' },
    });
  });

  it('is not written to at night there with what fell due meanwhile, nor later than it is of use', async () => {
    const { asked, next } = await twoVisits();
    const mailOf = async (kind: string) => (await mailsOf(next)).find((mail) => mail.kind === kind);
    // Nothing has gone out for hours: nine in the evening of the visit's day, a quarter to three in Kathmandu.
    await api.db.advance('PT57H');
    await isIn(asked, 'checkin_72', 'Asia/Kathmandu');
    expect(await mailOf('aftercare')).toEqual({
      ...{ kind: 'aftercare', state: 'planned', reason: null, due: '03 02:15' },
    });
    await isIn(asked, 'checkin_72', 'Europe/London');
    expect(await mailOf('aftercare')).toMatchObject({ state: 'planned', due: '03 08:00' });
    // A day later the check-in of eleven is ten hours late, and would be fifteen.
    await api.db.advance('PT23H');
    await isIn(asked, 'checkin_72', 'Asia/Kathmandu');
    expect(await mailOf('checkin_24')).toMatchObject({
      ...{ state: 'cancelled', reason: 'zone_changed' },
    });
  });

  it('whose no-show is taken back afterwards is written to in the hours of there', async () => {
    const { asked, next } = await twoVisits();
    const fay = await hire(api, 'fay@clinic.example');
    const path = `bookings/${next.reference}`;
    await api.db.advance('PT46H30M');
    const missed = await post(api, fay, `${path}/visit`, { state: 'no_show' });
    expect(missed.status).toBe(200);
    await isIn(asked, 'checkin_72', 'America/New_York');
    expect((await post(api, fay, `${path}/undo-no-show`, {})).status).toBe(200);
    expect(await hoursOf(next)).toEqual(
      expect.arrayContaining([
        ['aftercare', 'planned', '02 13:00'],
        ['checkin_24', 'planned', '03 13:00'],
      ]),
    );
  });

  it('while a visit is being moved is told of the time it moves to', async () => {
    const { asked, next } = await twoVisits();
    const { clinicId } = api.clinic;
    const { pressed } = await api.app.get(TransactionRunner).run(clinicId, async (tx) => {
      await tx.query(
        `UPDATE booking SET starts_at = starts_at + interval '3 hours' WHERE chain_id = $1`,
        [next.chainId],
      );
      const answered = isIn(asked, 'checkin_48', 'America/New_York');
      await eventually(async () => {
        expect(await api.db.asOwner('SELECT FROM pg_locks WHERE NOT granted')).toHaveLength(1);
      });
      return { pressed: answered };
    });
    await pressed;
    // Of one o'clock: eight in the morning in New York is the hour itself, the day before.
    expect((await hoursOf(next)).slice(0, 2)).toEqual([
      ['reminder_24h', 'planned', '01 13:00'],
      ['reminder_2h', 'planned', '02 01:00'],
    ]);
    const [row] = await api.db.asOwner<{ late: string }>(
      `SELECT to_char(not_after AT TIME ZONE 'UTC', 'HH24:MI') AS late FROM message
        WHERE chain_id = $1 AND kind = 'reminder_2h'`,
      [next.chainId],
    );
    expect(row).toEqual({ late: '12:30' });
  });

  it('is sent safety advice at once, whatever the hour there', async () => {
    const { asked } = await twoVisits();
    await api.db.advance('PT10H');
    const redFlags = ['dark_urine'];
    const timeZone = 'America/New_York';
    const answer = { soreness: 4, redFlags, timeZone };
    expect((await world.answer(asked.tokens['checkin_48'], answer)).status).toBe(200);
    const [safety] = await api.db.asOwner<{ isNow: boolean }>(
      `SELECT due_at <= app_now() AND due_at > app_now() - interval '1 minute' AS "isNow"
         FROM message WHERE recipient = $1 AND kind = 'safety'`,
      [asked.email],
    );
    expect(safety).toEqual({ isNow: true });
  });
});
