import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, holdBody } from './api.testing.ts';
import type { Person } from './desk.testing.ts';
import { auditOf, post } from './desk-ops.testing.ts';
import { startSickCalls, type SickWorld } from './sick-call.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
let day: SickWorld['day'];
let callSick: SickWorld['callSick'];
let offer: SickWorld['offer'];
let find: SickWorld['find'];
let list: SickWorld['list'];
let answer: SickWorld['answer'];
let bookingOf: SickWorld['bookingOf'];
beforeAll(async () => {
  ({ api, fay, ana, tom, day, callSick, offer, find, list, answer, bookingOf } =
    await startSickCalls());
});
afterAll(() => api.close());

describe('a sick call', () => {
  it('takes the day at once, cancels nothing, and lists who could take over', async () => {
    const { at, ten, two } = await day();
    const called = await callSick(at('08:00'), at('18:00'));
    expect(called.status).toBe(201);
    expect(called.body).toMatchObject({
      therapist: { id: ana },
      from: at('08:00').replace('Z', '.000Z'),
      to: at('18:00').replace('Z', '.000Z'),
    });
    expect(called.body.bookings.map(({ reference }) => reference)).toEqual([
      ten.reference,
      two.reference,
    ]);
    const row = find(called.body, ten.reference);
    expect(row?.replacements.map(({ id }) => id).sort()).toEqual(
      api.clinic.therapistIds.filter((id) => id !== ana),
    );
    expect(row).toMatchObject({ offer: null, canBeMailed: true, revision: 1 });
    expect(row?.suggestedTherapistId).toBe(row?.replacements[0]?.id);
    const held = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, at('12:00'), ana),
    });
    expect(held).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await bookingOf(ten.reference)).toMatchObject({ status: 'confirmed' });
    expect((await auditOf(api, 'sick_call.recorded')).at(-1)).toMatchObject({
      subject: called.body.id,
      details: { therapistId: ana },
    });
    expect(called.text).not.toMatch(/soreness|screening|health/i);
    expect((await list()).map(({ id }) => id)).toContain(called.body.id);
  });

  it('proposes nobody for two visits at one time, over two calls of one morning', async () => {
    const { at, book, ten } = await day();
    const [, , third = ''] = api.clinic.therapistIds;
    const other = await book('10:00', 'other', tom);
    await callSick(at('08:00'), at('18:00'), ana);
    const second = await callSick(at('08:00'), at('18:00'), tom);
    const views = await list();
    const rows = views.flatMap((view) => view.bookings);
    const suggested = [ten, other].map(
      ({ reference }) => rows.find((row) => row.reference === reference)?.suggestedTherapistId,
    );
    expect(suggested.filter(Boolean)).toEqual([third]);
    expect(find(second.body, other.reference)?.replacements).toMatchObject([{ id: third }]);
  });

  it('told twice is one absence; taken back or longer, it is another', async () => {
    const { at, ten } = await day();
    const [first, again] = await Promise.all([
      callSick(at('08:00'), at('18:00')),
      callSick(at('08:00'), at('18:00')),
    ]);
    const within = await callSick(at('09:00'), at('12:00'));
    expect([first.status, again.status, within.status]).toEqual([201, 201, 201]);
    expect([again.body.id, within.body.id]).toEqual([first.body.id, first.body.id]);
    const listed = (await list()).filter(({ bookings }) =>
      bookings.some(({ reference }) => reference === ten.reference),
    );
    expect(listed.map(({ id }) => id)).toEqual([first.body.id]);
    const longer = await callSick(at('08:00'), at('20:00'));
    expect(longer.body.id).not.toBe(first.body.id);
    await api.db.asOwner(
      `DELETE FROM unavailability WHERE id IN (SELECT unavailability_id FROM sick_call)`,
    );
    expect((await callSick(at('08:00'), at('18:00'))).body.id).not.toBe(first.body.id);
  });

  it('that overlaps another lists only what is new, and counts what stands with the other', async () => {
    const { at, book, ten, two } = await day();
    const late = await book('16:00', 'late');
    const first = await callSick(at('08:00'), at('15:30'));
    const second = await callSick(at('13:00'), at('20:00'));
    const shown = async (id: string) => {
      const view = (await list()).find((each) => each.id === id);
      return [view?.bookings.map(({ reference }) => reference), view?.listedElsewhere];
    };
    expect(await shown(first.body.id)).toEqual([[ten.reference, two.reference], 0]);
    expect(await shown(second.body.id)).toEqual([[late.reference], 1]);
    expect(second.body).toMatchObject({ listedElsewhere: 1 });
    await api.db.asOwner(
      `DELETE FROM unavailability WHERE id =
         (SELECT unavailability_id FROM sick_call WHERE id = '${first.body.id}')`,
    );
    expect(await shown(second.body.id)).toEqual([[two.reference, late.reference], 0]);
  });

  it('lists a visit that was taken over anew when who took it over is ill too', async () => {
    const { at, ten } = await day();
    const ill = await callSick(at('08:00'), at('18:00'));
    const made = await offer([{ reference: ten.reference, therapistId: tom }]);
    await answer(made.body.offered[0]?.id ?? '', 'accept');
    const next = await callSick(at('08:00'), at('18:00'), tom);
    const [, , third = ''] = api.clinic.therapistIds;
    expect(find(next.body, ten.reference)).toMatchObject({
      ...{ offer: null, suggestedTherapistId: third },
    });
    const before = (await list()).find(({ id }) => id === ill.body.id);
    expect(find(before ?? ill.body, ten.reference)).toBeUndefined();
    const again = await offer([{ reference: ten.reference, therapistId: third }]);
    expect(again.body).toMatchObject({ offered: [{ state: 'offered' }], refused: [] });
  });

  it('that begins or ends in the hour that comes twice is away for just that time', async () => {
    const table = [
      ['2027-10-31T00:15:00Z', '2027-10-31T03:00:00Z'],
      ['2027-10-31T01:15:00Z', '2027-10-31T04:00:00Z'],
      ['2027-10-31T00:30:00Z', '2027-10-31T01:15:00Z'],
      ['2027-10-30T22:00:00Z', '2027-10-31T01:30:00Z'],
    ] as const;
    const third = api.clinic.therapistIds[2] ?? '';
    for (const [n, [from, to]] of table.entries()) {
      const who = [ana, tom, third, ana][n];
      const { status, body } = await callSick(from, to, who);
      expect([status, Date.parse(body.from), Date.parse(body.to)]).toEqual([
        ...[201, Date.parse(from), Date.parse(to)],
      ]);
      const away = await api.db.asOwner<{ id: string }>(
        `SELECT u.id FROM unavailability u JOIN sick_call c ON c.unavailability_id = u.id
          WHERE c.id = '${body.id}' AND u.during = tstzrange('${from}', '${to}')`,
      );
      expect(away).toHaveLength(1);
    }
  });

  it('leaves out who is busy, off shift, away or not skilled', async () => {
    const { at, book, ten } = await day();
    await book('10:30', 'busy', tom);
    const [, , third = ''] = api.clinic.therapistIds;
    await api.db.asOwner(`UPDATE therapist SET session_types = '{relaxation}' WHERE id = $1`, [
      third,
    ]);
    const { body } = await callSick(at('08:00'), at('12:00'));
    await api.db.asOwner(
      `UPDATE therapist SET session_types = '{sports_massage,deep_tissue}' WHERE id = $1`,
      [third],
    );
    expect(body.bookings).toHaveLength(1);
    expect(find(body, ten.reference)).toMatchObject({
      replacements: [],
      suggestedTherapistId: null,
    });
  });

  it('refuses what is no time, and a stranger; repeated with its key it is one', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const table: [string, string, string, number, string][] = [
      ['2027-03-02T10:00:00Z', '2027-03-02T09:00:00Z', ana, 422, 'RANGE_REVERSED'],
      ['2027-03-02T10:00:00Z', '2027-04-03T10:00:00Z', ana, 422, 'RANGE_TOO_LONG'],
      ['2026-03-02T10:00:00Z', '2026-03-02T12:00:00Z', ana, 422, 'IN_PAST'],
      ['2027-03-02T10:00:00Z', '2027-03-02T12:00:00Z', nobody, 404, 'NOT_FOUND'],
    ];
    for (const [from, to, who, status, code] of table) {
      expect(await callSick(from, to, who)).toMatchObject({ status, body: { code } });
    }
    const one = await callSick('2027-03-03T10:00:00Z', '2027-03-03T12:00:00Z', ana, 'sick-once');
    const two = await callSick('2027-03-03T10:00:00Z', '2027-03-03T12:00:00Z', ana, 'sick-once');
    expect([one.status, two.text]).toEqual([201, one.text]);
  });

  it('is no call for who has left', async () => {
    const { at } = await day();
    const [, , third = ''] = api.clinic.therapistIds;
    await api.db.asOwner('UPDATE therapist SET active = false WHERE id = $1', [third]);
    const refused = await callSick(at('08:00'), at('18:00'), third);
    await api.db.asOwner('UPDATE therapist SET active = true WHERE id = $1', [third]);
    expect(refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('who is listed with a sick call', () => {
  it('is not who was there already when it came', async () => {
    const { at, two } = await day();
    await api.db.setNow(at('10:20'));
    const { body } = await callSick(at('08:00'), at('18:00'));
    expect(body.bookings.map(({ reference }) => reference)).toEqual([two.reference]);
  });

  it('nor whose visit has a last word: nobody is proposed once it was given', async () => {
    const { at, ten, two } = await day();
    const { body: call } = await callSick(at('08:00'), at('18:00'));
    const made = await offer([ten, two].map(({ reference }) => ({ reference, therapistId: tom })));
    const idOf = (reference: string) =>
      made.body.offered.find((each) => each.reference === reference)?.id ?? '';
    await answer(idOf(ten.reference), 'accept');
    await answer(idOf(two.reference), 'cancel');
    const rows = async () =>
      (await list())
        .find(({ id }) => id === call.id)
        ?.bookings.map(({ reference, replacements }) => [reference, replacements.length]);
    expect(await rows()).toEqual([
      [ten.reference, 1],
      [two.reference, 0],
    ]);
    await api.db.setNow(at('09:50'));
    await post(api, fay, `bookings/${ten.reference}/visit`, { state: 'arrived' });
    expect((await rows())?.[0]).toEqual([ten.reference, 0]);
  });

  it('nor, once it has begun, a visit that somebody else took over', async () => {
    const { at, ten } = await day();
    const { body: call } = await callSick(at('08:00'), at('18:00'));
    const made = await offer([{ reference: ten.reference, therapistId: tom }]);
    await answer(made.body.offered[0]?.id ?? '', 'accept');
    await api.db.setNow(at('10:00'));
    const shown = (await list()).find(({ id }) => id === call.id);
    expect(shown?.bookings[0]).toMatchObject({ reference: ten.reference, replacements: [] });
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
