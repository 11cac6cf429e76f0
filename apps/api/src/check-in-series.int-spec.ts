import type { CallBacks, CheckInView, DeskHealth } from '@limber/contracts';
import { UnsubscribeService } from '@limber/followups';
import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld, type Story } from './check-in.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
let fay: Person;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const hoursAgo = async (hours: number): Promise<string> =>
  new Date((await world.now()) - hours * 3_600_000).toISOString();
const hard = async (hours: number) => ({
  ...{ type: 'heavy_strength' as const, rpe: 8, durationMin: 60 },
  endedAt: await hoursAgo(hours),
});
const stateOf = async (story: Story, kind: string) => {
  const { state, reason } = (await world.mailsOf(story)).find((mail) => mail.kind === kind) ?? {};
  return { state, reason };
};
const dueOf = async (story: Story, kind: string) =>
  (await world.mailsOf(story)).find((mail) => mail.kind === kind)?.due.toISOString();
const markSent = (story: Story, kind: string) =>
  api.db.asOwner(
    `UPDATE message SET state = 'sent', sent_at = due_at WHERE chain_id = $1 AND kind = $2`,
    [story.chainId, kind],
  );
const visit = (story: Story, state: string) =>
  api.call('POST', `desk/bookings/${story.reference}/visit`, { ...asPerson(fay), body: { state } });

describe('a new hard session', () => {
  it('told of in a check-in begins the series again, and asks nothing twice', async () => {
    const story = await world.book();
    await markSent(story, 'checkin_24');
    await world.hoursAfterTraining(30);
    const newTraining = await hard(2);
    const answered = await world.answer(story.tokens['checkin_24'], { soreness: 4, newTraining });
    expect(answered).toMatchObject({ status: 200, body: { outcome: 'none' } });
    const ended = Date.parse(newTraining.endedAt);
    expect(await stateOf(story, 'checkin_24')).toEqual({ state: 'sent', reason: null });
    expect(await dueOf(story, 'checkin_48')).toBe(new Date(ended + 48 * 3_600_000).toISOString());
    expect(await dueOf(story, 'checkin_72')).toBe(new Date(ended + 72 * 3_600_000).toISOString());
    expect(await world.tokensOf(story.chainId)).toEqual(story.tokens);
  });

  it('brings back what "back to normal" had called off, and keeps the old answer with the old training', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(49);
    await world.answer(story.tokens['checkin_48'], { soreness: 1 });
    expect(await stateOf(story, 'checkin_72')).toEqual({ state: 'cancelled', reason: 'resolved' });
    const newTraining = await hard(1);
    await world.answer(story.tokens['checkin_48'], { soreness: 1, newTraining });
    expect(await stateOf(story, 'checkin_72')).toEqual({ state: 'planned', reason: null });
    const [row] = await api.db.asOwner<{ old: boolean }>(
      `SELECT c.training_id <> f.training_id AS old FROM check_in c JOIN follow_up f USING (clinic_id, chain_id)
        WHERE c.chain_id = $1 AND c.kind = 'checkin_48'`,
      [story.chainId],
    );
    expect(row?.old).toBe(true);
  });

  it('booked with ends what older series still ask; the yes to be asked stands', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(26);
    const { email } = story;
    const next = await world.book({ email, consents: { checkIns: false } });
    expect(await stateOf(story, 'checkin_48')).toEqual({
      state: 'cancelled',
      reason: 'new_training',
    });
    expect(await stateOf(story, 'aftercare')).toEqual({ state: 'planned', reason: null });
    expect(await stateOf(next, 'checkin_48')).toEqual({ state: 'planned', reason: null });
  });

  it('is not a walk, nor the session already told of', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(26);
    const { email } = story;
    await world.book({ email, training: { type: 'mixed', rpe: 4 }, consents: { checkIns: false } });
    expect(await stateOf(story, 'checkin_48')).toEqual({ state: 'planned', reason: null });
    const easy = { ...(await hard(1)), type: 'mixed' as const, rpe: 4 };
    const old = await hard(24 * 4);
    const ahead = await hard(-1);
    for (const [newTraining, path] of [
      [easy, 'newTraining.rpe'],
      [old, 'newTraining.endedAt'],
      [ahead, 'newTraining.endedAt'],
    ] as const) {
      const refused = await world.answer(story.tokens['checkin_24'], { soreness: 3, newTraining });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    }
  });

  it('restarts nothing while a warning sign stands', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(26);
    const newTraining = await hard(1);
    const redFlags = ['dark_urine'];
    await world.answer(story.tokens['checkin_24'], { soreness: 3, redFlags, newTraining });
    expect(await world.planned(story.email)).not.toContain('checkin_48');
  });
});

describe('harm after the massage', () => {
  const callBacks = async () =>
    (await api.call<CallBacks>('GET', 'desk/call-backs', asPerson(fay))).body;
  const audited = (action: string) =>
    api.db.asOwner<{ details: object }>('SELECT details FROM audit_log WHERE action = $1', [
      action,
    ]);

  it('is thanked for, recorded sealed, becomes a call for the desk, and sells nothing', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const token = story.tokens['checkin_24'];
    const harm = ['bad_bruise' as const];
    const shown = await api.call<CheckInView>('GET', `check-ins/${token}`);
    expect(shown.body.harm.map(({ code }) => code)).toEqual([
      'bad_bruise',
      'numbness',
      'worse_pain',
    ]);
    const told = await world.answer(token, { soreness: 4, harm });
    expect(told.body).toMatchObject({
      outcome: 'adverse_event',
      bookingBlocked: false,
      safety: [],
    });
    expect(told.body.message).toContain('call you back');
    expect(await stateOf(story, 'nudge_7d')).toEqual({
      state: 'cancelled',
      reason: 'adverse_event',
    });
    expect(await stateOf(story, 'checkin_48')).toEqual({ state: 'planned', reason: null });
    // Told again, it is one record and one call.
    await world.answer(token, { soreness: 4, harm: ['bad_bruise', 'numbness'] });
    const records = await api.db.asOwner<{ details: Buffer }>(
      'SELECT details FROM adverse_event WHERE chain_id = $1',
      [story.chainId],
    );
    expect(records).toHaveLength(1);
    expect(records[0]?.details.toString()).not.toContain('bruise');
    const list = await api.call<CallBacks>('GET', 'desk/call-backs', asPerson(fay));
    expect(list.body.filter(({ clientId }) => clientId === story.clientId)).toHaveLength(1);
    expect(list.text).not.toMatch(/bruise|numb|pain|soreness|harm/);
    const offers = await api.call<{ offers: unknown[] }>('POST', `check-ins/${token}/offers`, {
      body: { soreness: 4 },
    });
    expect(offers.body.offers).toEqual([]);
  });

  it('is read by who treats them next, with the other health answers', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const harm = ['numbness' as const];
    await world.answer(story.tokens['checkin_24'], { soreness: 4, harm });
    const [booked] = await api.db.asOwner<{ therapistId: string }>(
      'SELECT therapist_id AS "therapistId" FROM booking WHERE reference = $1',
      [story.reference],
    );
    const change = { role: 'therapist' as const, therapistId: booked?.therapistId ?? null };
    const ana = await hire(api, 'hands@clinic.example', change);
    const path = `desk/bookings/${story.reference}/health`;
    const read = await api.call<DeskHealth>('GET', path, asPerson(ana));
    expect(read.body.harm).toEqual([
      {
        toldAt: expect.any(String),
        told: ['Numbness or tingling that was not there before'],
      },
    ]);
    expect((await api.call('GET', path, asPerson(fay))).status).toBe(404);
  });

  it('is one call however many press "done"; who called stands in the log', async () => {
    const [task] = await callBacks();
    const path = `desk/call-backs/${task?.id}/done`;
    const pressed = await Promise.all([
      api.call<CallBacks>('POST', path, asPerson(fay)),
      api.call<CallBacks>('POST', path, asPerson(fay)),
    ]);
    expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
    expect(await audited('call_back.done')).toEqual([{ details: { clientId: task?.clientId } }]);
    expect((await callBacks()).map(({ id }) => id)).not.toContain(task?.id);
  });

  it('beside soreness of 8 keeps both words, and is not asked before the visit', async () => {
    const story = await world.book();
    const early = await world.answer(story.tokens['checkin_24'], {
      soreness: 2,
      harm: ['numbness'],
    });
    expect(early).toMatchObject({ status: 422, body: { errors: [{ path: 'harm' }] } });
    await world.hoursAfterTraining(25);
    const told = await world.answer(story.tokens['checkin_24'], {
      soreness: 8,
      harm: ['worse_pain'],
    });
    expect(told.body.outcome).toBe('adverse_event');
    expect(told.body.message).toMatch(/no massage with pressure.*call you back/);
  });

  it('books nothing in the same press', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const { body } = await api.call<{ offers: Record<string, never>[] }>(
      'POST',
      `check-ins/${story.tokens['checkin_24']}/offers`,
      { body: { soreness: 4 } },
    );
    const { serviceId, durationMin, startsAt, location, therapist } = body.offers[0] as never as {
      serviceId: string;
      durationMin: number;
      startsAt: string;
      location: { id: string };
      therapist: { id: string };
    };
    const book = {
      serviceId,
      durationMin,
      startsAt,
      locationId: location.id,
      therapistId: therapist.id,
    };
    const told = await world.answer(story.tokens['checkin_24'], {
      soreness: 4,
      harm: ['numbness'],
      book,
    });
    expect(told.body).toMatchObject({ booking: null, notBooked: { code: 'CLEARANCE_NEEDED' } });
  });
});

describe('the mail after the visit', () => {
  it('asks only whether anything is worrying, and an answer without a number resolves nothing', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(50);
    const token = story.tokens['aftercare'];
    expect((await api.call<CheckInView>('GET', `check-ins/${token}`)).body.asks).toEqual([]);
    expect((await world.answer(token, {})).body.outcome).toBe('none');
    expect(await stateOf(story, 'checkin_72')).toEqual({ state: 'planned', reason: null });
    expect((await world.answer(token, { harm: ['numbness'] })).body.outcome).toBe('adverse_event');
  });

  it('asks what a check-in that fell into the visit would have asked', async () => {
    const story = await world.book({ training: { endedAt: await tomorrowAt('-09:00') } });
    expect(await world.mailsOf(story)).not.toContainEqual(
      expect.objectContaining({ kind: 'checkin_24' }),
    );
    const token = story.tokens['aftercare'];
    const { asks } = (await api.call<CheckInView>('GET', `check-ins/${token}`)).body;
    expect(asks).toEqual(['soreness', 'stiffness', 'sleep']);
    expect(await world.answer(token, {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'soreness' }] },
    });
  });

  /** So many hours before midnight of the day the next booking is made on. */
  async function tomorrowAt(hours: string): Promise<string> {
    const day = new Date((await world.now()) + 86_400_000).toISOString().slice(0, 10);
    return new Date(Date.parse(`${day}T00:00:00Z`) + parseInt(hours) * 3_600_000).toISOString();
  }
});

describe('a slip of the thumb', () => {
  it('corrected from 1 to 5 lets the later check-ins come after all', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(49);
    await world.answer(story.tokens['checkin_48'], { soreness: 1 });
    expect(await stateOf(story, 'checkin_72')).toEqual({ state: 'cancelled', reason: 'resolved' });
    await world.answer(story.tokens['checkin_48'], { soreness: 5 });
    expect(await stateOf(story, 'checkin_72')).toEqual({ state: 'planned', reason: null });
  });

  it('may be the other way round: a warning sign ticked with a correction stops everything', async () => {
    const story = await world.book({ visit: { days: 2, time: '15:00' } });
    await world.hoursAfterTraining(25);
    const token = story.tokens['checkin_24'];
    expect((await world.answer(token, { soreness: 3 })).body.outcome).toBe('none');
    const { body } = await world.answer(token, { soreness: 3, redFlags: ['dark_urine'] });
    expect(body).toMatchObject({ outcome: 'red_flag', bookingBlocked: true });
    const planned = await world.planned(story.email);
    expect(planned.filter((kind) => /checkin|nudge/.test(kind))).toEqual([]);
    expect(planned).toEqual(expect.arrayContaining(['safety', 'aftercare']));
    const [visit] = await api.db.asOwner<{ status: string }>(
      'SELECT status FROM booking WHERE reference = $1',
      [story.reference],
    );
    expect(visit).toEqual({ status: 'confirmed' });
  });

  it('in a number that was too high for so late sends no second safety mail, a rise to it does', async () => {
    const story = await world.book();
    const token = story.tokens['checkin_72'];
    const safetyMails = async () =>
      (await world.planned(story.email)).filter((kind) => kind === 'safety').length;
    await world.hoursAfterTraining(71);
    expect((await world.answer(token, { soreness: 8 })).body.outcome).toBe('sore_but_expected');
    await api.db.advance('PT2H');
    expect((await world.answer(token, { soreness: 8 })).body.outcome).toBe('red_flag');
    expect(await safetyMails()).toBe(1);
    expect((await world.answer(token, { soreness: 9 })).body.bookingBlocked).toBe(true);
    expect(await safetyMails()).toBe(1);
    const redFlags = ['dark_urine'];
    await world.answer(token, { soreness: 9, redFlags });
    expect(await safetyMails()).toBe(2);
  });

  it('in a number beside a warning sign sends no second safety mail', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const redFlags = ['dvt_signs'];
    await world.answer(story.tokens['checkin_24'], { soreness: 3, redFlags });
    const again = await world.answer(story.tokens['checkin_24'], { soreness: 4, redFlags });
    expect(again.body.bookingBlocked).toBe(true);
    const planned = await world.planned(story.email);
    expect(planned.filter((kind) => kind === 'safety')).toHaveLength(1);
  });
});

describe('the end of a session', () => {
  it.each([
    ['late', 'PT20M', 20],
    ['hours late', 'PT3H', 60],
  ])('pressed %s moves the mail after it, by an hour at most', async (_, late, minutes) => {
    const story = await world.book();
    const planned = Date.parse((await dueOf(story, 'aftercare')) ?? '');
    await api.db.advance('PT4H');
    await visit(story, 'arrived');
    await visit(story, 'in_session');
    await api.db.advance(late);
    expect((await visit(story, 'done')).status).toBe(200);
    const moved = Date.parse((await dueOf(story, 'aftercare')) ?? '');
    expect(Math.floor((moved - planned) / 60_000)).toBe(minutes);
  });

  it('changes nothing once the mail has gone out', async () => {
    const story = await world.book();
    await api.db.advance('PT4H');
    await visit(story, 'arrived');
    await visit(story, 'in_session');
    await markSent(story, 'aftercare');
    const before = await world.mailsOf(story);
    await api.db.advance('PT30M');
    await visit(story, 'done');
    expect(await world.mailsOf(story)).toEqual(before);
  });
});

describe('a client who is somewhere else now', () => {
  it('is asked in their own day: what waits is reckoned again', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const nudge = Date.parse((await dueOf(story, 'nudge_7d')) ?? '');
    const token = story.tokens['checkin_24'];
    await world.answer(token, { soreness: 3, timeZone: 'America/Los_Angeles' });
    const mails = await api.db.asOwner<{ kind: string; zone: string; hour: number }>(
      `SELECT kind, time_zone AS zone, extract(hour FROM due_at AT TIME ZONE time_zone)::int AS hour
         FROM message WHERE chain_id = $1 AND family = 'followup' AND state = 'planned'`,
      [story.chainId],
    );
    expect(mails.length).toBeGreaterThanOrEqual(3);
    for (const { zone, hour } of mails) {
      expect(zone).toBe('America/Los_Angeles');
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(21);
    }
    expect(Date.parse((await dueOf(story, 'nudge_7d')) ?? '')).toBe(nudge);
  });
});

describe('consent taken back', () => {
  const linkFor = ({ clientId }: Story, scope: 'check_ins' | 'marketing') =>
    api.app.get(UnsubscribeService).tokenFor(api.clinic.clinicId, clientId, scope);
  const answersOf = ({ chainId }: Story) =>
    api.db.asOwner('SELECT 1 FROM check_in WHERE chain_id = $1 AND answer IS NOT NULL', [chainId]);

  it('deletes the answers on request, stops the rest and closes their links', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    await world.answer(story.tokens['checkin_24'], { soreness: 4 });
    const path = `unsubscribe/${linkFor(story, 'check_ins')}/delete-answers`;
    expect((await api.call('POST', path)).body).toEqual({ deleted: 1 });
    expect(await answersOf(story)).toEqual([]);
    expect((await world.planned(story.email)).filter((kind) => /checkin/.test(kind))).toEqual([]);
    expect((await api.call('POST', path)).body).toEqual({ deleted: 0 });
    await api.db.advance('PT1M');
    const closed = await world.answer(story.tokens['checkin_24'], { soreness: 4 });
    expect(closed).toMatchObject({ status: 404, body: { code: 'LINK_EXPIRED' } });
  });

  it('takes the question out of the mail after the visit too, also when that moves', async () => {
    const day = new Date((await world.now()) + 86_400_000).toISOString().slice(0, 10);
    const training = { endedAt: `${day}T06:00:00Z` };
    const story = await world.book({ training, visit: { days: 1, time: '09:00' } });
    const asks = async () =>
      (await api.call<CheckInView>('GET', `check-ins/${story.tokens['aftercare']}`)).body.asks;
    expect(await asks()).toEqual(['soreness', 'stiffness', 'sleep']);
    await api.call('POST', `unsubscribe/${linkFor(story, 'check_ins')}`);
    expect(await asks()).toEqual([]);
    await world.move(story, { days: 1, time: '10:00' });
    expect(await asks()).toEqual([]);
    expect(await world.planned(story.email)).not.toContain('checkin_48');
    expect(await world.planned(story.email)).toContain('aftercare');
  });

  it('is not what a link about offers says', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    await world.answer(story.tokens['checkin_24'], { soreness: 4 });
    const path = `unsubscribe/${linkFor(story, 'marketing')}/delete-answers`;
    expect(await api.call('POST', path)).toMatchObject({ status: 404 });
    expect(await answersOf(story)).toHaveLength(1);
  });
});
