import type { BookingView, CheckInOffers, CheckInResult } from '@limber/contracts';
import assert from 'node:assert/strict';
import { ClientStore, HealthFileService } from '@limber/clients';
import { DAY } from '@limber/kernel';
import { type Message, MessageSources, MessageStore, renderMail } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld, type Story } from './check-in.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
let desk: Person;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
  desk = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

/** What the sender would do with a mail now. */
async function lastLook(where: { kind: string; chainId?: string; recipient?: string }) {
  const get = <Thing>(type: abstract new (...args: never[]) => Thing): Thing =>
    api.app.get<Thing>(type, { strict: false });
  return get(TransactionRunner).run(api.clinic.clinicId, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM message WHERE kind = $1 AND ($2::uuid IS NULL OR chain_id = $2)
          AND ($3::text IS NULL OR recipient = $3) ORDER BY created_at DESC, id LIMIT 1`,
      [where.kind, where.chainId ?? null, where.recipient ?? null],
    );
    const mail = await get(MessageStore).findById(tx, row?.id ?? '');
    const look = await get(MessageSources).lastLook(tx, mail as Message);
    return 'drop' in look ? { drop: look.drop } : { mail: renderMail(look.send) };
  });
}

const wasSent = ({ chainId }: Story, ...kinds: string[]) =>
  api.db.asOwner(
    `UPDATE message SET state = 'sent', sent_at = app_now() WHERE chain_id = $1 AND kind = ANY ($2)`,
    [chainId, kinds],
  );

/** As if the longer questions had been answered so. */
const answerIntake = (clientId: string, codes: string[]) =>
  api.app.get(TransactionRunner, { strict: false }).run(api.clinic.clinicId, async (tx) => {
    await api.app.get(HealthFileService, { strict: false }).answerIntake(tx, clientId, {
      ...{ codes, questionsVersion: '1', dueAgainAt: new Date(tx.now.getTime() + DAY) },
    });
  });

/** What a booking hangs on. */
const trainingOf = (reference: string | undefined) =>
  api.app.get(TransactionRunner, { strict: false }).run(api.clinic.clinicId, async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      'SELECT training_id AS id FROM booking WHERE reference = $1',
      [reference],
    );
    return api.app.get(ClientStore, { strict: false }).findTraining(tx, row?.id ?? '');
  });

const offersFor = async (token: string | undefined, soreness: number) =>
  (await api.call<CheckInOffers>('POST', `check-ins/${token}/offers`, { body: { soreness } })).body
    .offers;

describe('two check-ins in a row without an answer', () => {
  const third = ({ chainId }: Story) => lastLook({ kind: 'checkin_72', chainId });

  it('are the last: the third is not sent', async () => {
    const story = await world.book();
    await wasSent(story, 'checkin_24', 'checkin_48');
    await world.hoursAfterTraining(72);
    expect(await third(story)).toEqual({ drop: 'two_ignored' });
  });

  it.each(['checkin_24', 'checkin_48'])('with %s answered the third comes', async (answered) => {
    const story = await world.book();
    await wasSent(story, 'checkin_24', 'checkin_48');
    await world.hoursAfterTraining(answered === 'checkin_24' ? 25 : 49);
    await world.answer(story.tokens[answered], { soreness: 4 });
    expect(await third(story)).toHaveProperty('mail');
  });

  it('are silence for that visit; the next one is asked about again', async () => {
    const story = await world.book();
    await wasSent(story, 'checkin_24', 'checkin_48');
    await world.hoursAfterTraining(72);
    expect(await third(story)).toEqual({ drop: 'two_ignored' });
    const { chainId } = await world.book({ email: story.email });
    expect(await lastLook({ kind: 'checkin_24', chainId })).toHaveProperty('mail');
  });

  it('count only when both went out: nobody can leave unanswered what never came', async () => {
    const story = await world.book();
    await wasSent(story, 'checkin_24');
    await world.hoursAfterTraining(72);
    expect(await third(story)).toHaveProperty('mail');
  });
});

describe('two visits after one training', () => {
  it('ask how it is once: as the first that was booked does, while that stands', async () => {
    const first = await world.book({ visit: { days: 4, time: '15:00' } });
    const [trained] = await api.db.asOwner<{ endedAt: Date }>(
      `SELECT due_at - interval '48 hours' AS "endedAt" FROM message WHERE chain_id = $1 AND kind = 'checkin_48'`,
      [first.chainId],
    );
    const training = { endedAt: trained?.endedAt.toISOString() };
    const second = await world.book({ email: first.email, training });
    const asks = async (story: Story) => lastLook({ kind: 'checkin_48', chainId: story.chainId });
    expect(await asks(first)).toHaveProperty('mail');
    expect(await asks(second)).toEqual({ drop: 'asked_already' });
    await world.hoursAfterTraining(49 - 24);
    await world.answer(first.tokens['checkin_48'], { soreness: 1 });
    const last = { kind: 'checkin_72', chainId: second.chainId };
    expect(await lastLook(last)).toEqual({ drop: 'asked_already' });
    await world.cancel(first);
    expect(await asks(second)).toHaveProperty('mail');
  });

  it('after two trainings ask for each', async () => {
    const first = await world.book({ visit: { days: 4, time: '15:00' } });
    const second = await world.book({ email: first.email, training: { type: 'mixed', rpe: 4 } });
    const { chainId } = second;
    expect(await lastLook({ kind: 'checkin_48', chainId })).toHaveProperty('mail');
  });
});

describe('an answer that is not as expected', () => {
  it('of 8 and more before 72 h: rest, light movement, no pressure, and asked again', async () => {
    const { tokens, email } = await world.book();
    await world.hoursAfterTraining(49);
    const { body } = await world.answer(tokens['checkin_48'], { soreness: 8 });
    expect(body.outcome).toBe('sore_but_expected');
    for (const said of ['Rest it', 'move lightly', 'no massage with pressure', 'ask again']) {
      expect(body.message).toContain(said);
    }
    expect(await world.planned(email)).toContain('checkin_72');
  });

  it('two points up from the second day to the third: a clinician if it rises on', async () => {
    const { tokens, email } = await world.book();
    await world.hoursAfterTraining(49);
    await world.answer(tokens['checkin_48'], { soreness: 3 });
    await world.hoursAfterTraining(73 - 49 + 2);
    const { body } = await world.answer(tokens['checkin_72'], { soreness: 5 });
    expect(body).toMatchObject({ outcome: 'rising', bookingBlocked: false, safety: [] });
    expect(body.message).toContain('if it rises further please speak with a clinician');
    expect(await world.planned(email)).toContain('nudge_7d');
  });

  it('of 4 and more a week after training: advice of a clinician, and no time is offered', async () => {
    const { tokens } = await world.book();
    await world.hoursAfterTraining(169);
    const { body } = await world.answer(tokens['checkin_72'], { soreness: 4 });
    expect(body).toMatchObject({ outcome: 'outside_course', bookingBlocked: false });
    expect(body.message).toContain('speak with a clinician before you book again');
    expect(await offersFor(tokens['checkin_72'], 4)).toEqual([]);
  });

  it('of 8 and more from 72 h on: a clinician today or tomorrow, whatever else is true', async () => {
    const { tokens } = await world.book();
    await world.hoursAfterTraining(73);
    const { body } = await world.answer(tokens['checkin_72'], { soreness: 8 });
    expect(body.safety.map(({ title }) => title)).toEqual([
      'Please see a clinician today or tomorrow',
    ]);
    expect(body.bookingBlocked).toBe(true);
  });
});

describe('what is offered with an answer', () => {
  it('is what somebody under 18 may be given', async () => {
    const areas = ['back', 'legs', 'shoulders', 'calves', 'hips'];
    const story = await world.book({ training: { areas } });
    await world.hoursAfterTraining(25);
    const token = story.tokens['checkin_24'];
    const lengths = async () =>
      new Set((await offersFor(token, 3)).map(({ durationMin }) => durationMin));
    const before = await lengths();
    const path = `desk/bookings/${story.reference}/guardian`;
    const guardian = { name: 'Pat Reed', email: 'pat@example.com' };
    await api.call('PUT', path, { ...asPerson(desk), body: { guardian } });
    expect([...before, ...(await lengths())]).toEqual([60, 30]);
  });

  it('counts from the hard session told of last, and so does what is booked with it', async () => {
    const story = await world.book({ training: { type: 'mixed', rpe: 4 } });
    await world.hoursAfterTraining(26);
    const endedAt = new Date((await world.now()) - 3_600_000).toISOString();
    const newTraining = { type: 'heavy_strength' as const, rpe: 9, durationMin: 60, endedAt };
    await world.answer(story.tokens['checkin_24'], { soreness: 3, newTraining });
    await world.hoursAfterTraining(26);
    const token = story.tokens['checkin_48'];
    const [offer] = await offersFor(token, 3);
    const { serviceId, durationMin, startsAt, location, therapist } = offer ?? assert.fail('none');
    const book = {
      ...{ serviceId, durationMin, startsAt },
      ...{ locationId: location.id, therapistId: therapist.id },
    };
    const { body } = await world.answer(token, { soreness: 3, book });
    expect(await trainingOf(body.booking?.reference)).toMatchObject({ endedAt });
  });

  it('is nothing with the mail after a visit: who has just been is not sold the next one', async () => {
    const day = new Date((await world.now()) + DAY).toISOString().slice(0, 10);
    const training = { endedAt: new Date(Date.parse(`${day}T15:00:00Z`) - DAY).toISOString() };
    const story = await world.book({ training });
    await api.db.advance('PT5H');
    expect(await offersFor(story.tokens['aftercare'], 4)).toEqual([]);
    await api.db.advance('PT20H');
    expect(await offersFor(story.tokens['checkin_48'], 4)).not.toEqual([]);
  });

  it('is nothing while what they answered waits for a clinician', async () => {
    const { tokens, clientId } = await world.book();
    await world.hoursAfterTraining(25);
    expect(await offersFor(tokens['checkin_24'], 5)).toHaveLength(3);
    await answerIntake(clientId, ['heart_disease']);
    expect(await offersFor(tokens['checkin_24'], 5)).toEqual([]);
    await answerIntake(clientId, []);
    expect(await offersFor(tokens['checkin_24'], 5)).toHaveLength(3);
  });
});

describe('a visit that was far from home', () => {
  it.each(['aftercare', 'nudge_7d'])('is told of by the clinic’s clocks: %s', async (kind) => {
    const { chainId } = await world.book({ timeZone: 'Pacific/Honolulu' });
    const looked = await lastLook({ kind, chainId });
    if (!('mail' in looked) || !looked.mail) throw new Error('no such mail');
    expect(looked.mail.text).toMatch(/Your visit on \w+ \d+ \w+, 15:00 with/);
    expect(looked.mail.text).toContain('All times are London time');
  });
});

describe('the mail after a visit', () => {
  it('comes unasked, and leads to where it can be stopped', async () => {
    const { chainId } = await world.book({ consents: { checkIns: false, marketing: false } });
    const looked = await lastLook({ kind: 'aftercare', chainId });
    const text = 'mail' in looked ? looked.mail?.text : '';
    const token = /everything but mails about bookings: \S+\/unsubscribe\/(\S+)/.exec(
      text ?? '',
    )?.[1];
    const stopped = await api.call('POST', `unsubscribe/${token}`);
    expect(stopped).toMatchObject({ status: 200, body: { unsubscribed: 'all' } });
    const left = await world.mailsOf({ chainId });
    expect(left).toMatchObject([{ kind: 'aftercare', state: 'cancelled' }]);
  });
});

describe('a visit that is called off', () => {
  it('asks nothing, thanks for nothing and invites to nothing afterwards', async () => {
    const story = await world.book();
    const token = api.db.signer.sign('manage', api.clinic.clinicId, story.chainId);
    const path = `bookings/${story.reference}/cancel?token=${token}`;
    const cancelled = await api.call('POST', path, { body: { acceptFee: true } });
    expect(cancelled.status).toBe(200);
    const mails = await world.mailsOf(story);
    expect(mails.length).toBeGreaterThan(3);
    expect(mails.map(({ state, reason }) => [state, reason])).toEqual(
      mails.map(() => ['cancelled', 'cancelled']),
    );
    expect(await world.planned(story.email)).toEqual(['booking_cancelled']);
  });
});

describe('a red flag', () => {
  const raise = async (story: Story): Promise<CheckInResult> => {
    await world.hoursAfterTraining(25);
    const { body } = await world.answer(story.tokens['checkin_24'], {
      ...{ soreness: 3, redFlags: ['dark_urine', 'dvt_signs'] },
    });
    return body;
  };

  it('is told by mail in the words of the screen, with the numbers and no offer', async () => {
    const story = await world.book();
    const { safety } = await raise(story);
    const looked = await lastLook({ kind: 'safety', recipient: story.email });
    if (!('mail' in looked) || !looked.mail) throw new Error('no safety mail');
    expect(safety.length).toBeGreaterThan(1);
    for (const { title, body, numbers } of safety) {
      for (const said of [title, body, ...numbers.map(({ number }) => `Call ${number}`)]) {
        expect(looked.mail.text).toContain(said);
      }
    }
    expect(looked.mail.text).toMatch(/CK blood test[^]*do not rub|do not rub[^]*CK blood test/);
    expect(looked.mail.text).toContain('We do not diagnose');
    expect(looked.mail.text).not.toMatch(/\/book|\/manage|£|See times/);
    expect(looked.mail.subject).not.toMatch(/urine|leg|clot|sore|massage/i);
  });

  it('is told to the clinic by reference only, in subject and text', async () => {
    const story = await world.book();
    await raise(story);
    const looked = await lastLook({ kind: 'clinic_alert' });
    expect(looked).toMatchObject({
      mail: { subject: `Please look at booking ${story.reference}` },
    });
    expect(JSON.stringify(looked)).not.toMatch(/urine|swollen|clot|Ru Nner|runner\d/i);
  });

  it('ends what every series of the client asks, and leaves their visits to a person', async () => {
    const first = await world.book();
    const second = await world.book({ email: first.email, training: null });
    await world.hoursAfterTraining(4);
    const { body } = await world.answer(second.tokens['aftercare'] ?? second.tokens['checkin_24'], {
      ...{ soreness: 2, redFlags: ['chest_pain_breathless'] },
    });
    expect(body.bookingBlocked).toBe(true);
    for (const story of [first, second]) {
      const left = (await world.mailsOf(story)).filter(({ state }) => state === 'planned');
      expect(left.filter(({ kind }) => /checkin|nudge/.test(kind))).toEqual([]);
    }
    const ahead = await api.db.asOwner<{ status: string }>(
      'SELECT status FROM booking WHERE client_id = $1',
      [first.clientId],
    );
    expect(ahead.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    const shown = await api.call<BookingView & { contactFirst: boolean; bookingPaused: boolean }>(
      'GET',
      `desk/bookings/${second.reference}`,
      asPerson(desk),
    );
    expect(shown.body).toMatchObject({ contactFirst: true, bookingPaused: true });
  });
});
