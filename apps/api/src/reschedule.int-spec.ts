import { type ApiWorld, holdBody } from './api.testing.ts';
import { type MoveWorld, startMoves } from './reschedule.testing.ts';

let api: ApiWorld;
let nextMorning: MoveWorld['nextMorning'];
let on: MoveWorld['on'];
let book: MoveWorld['book'];
let move: MoveWorld['move'];
let read: MoveWorld['read'];
let taken: MoveWorld['taken'];
let mails: MoveWorld['mails'];
beforeAll(async () => {
  ({ api, nextMorning, on, book, move, read, taken, mails } = await startMoves());
});
afterAll(() => api.close());

let NINE = '';
let TWO = '';
beforeEach(async () => {
  await nextMorning();
  [NINE, TWO] = [on(3, '09:00'), on(3, '14:00')];
});

describe('moving a booking', () => {
  it('frees the old time and takes the new one in one step; the revision rises', async () => {
    const booked = await book(NINE);
    const before = await read(booked);
    expect(before.moving).toMatchObject({ possible: true, refusal: null, left: 2 });
    const moved = await move(booked, { startsAt: TWO, revision: 1 });
    expect(moved).toMatchObject({
      status: 200,
      body: {
        status: 'confirmed',
        revision: 2,
        startsAt: TWO,
        therapist: before.therapist,
        moving: { left: 1, movedFrom: NINE },
      },
    });
    const rows = await taken(booked.reference);
    expect(rows.map(({ starts, status }) => [starts.toISOString(), status])).toEqual([
      [TWO, 'confirmed'],
      [TWO, 'confirmed'],
    ]);
    // The old time is sold again at once.
    await book(NINE);
  });

  it('goes to a time that overlaps its own: fifteen minutes later is one move', async () => {
    const booked = await book(NINE);
    const moved = await move(booked, { startsAt: on(3, '09:15') });
    expect(moved).toMatchObject({ status: 200, body: { startsAt: on(3, '09:15') } });
    expect(await taken(booked.reference)).toHaveLength(2);
  });

  it('lists the times around its own as free to itself, and to nobody else', async () => {
    const booked = await book(NINE);
    interface Times {
      days: { slots: { startsAt: string; therapistIds: string[] }[] }[];
    }
    const [first = '', second = ''] = api.clinic.therapistIds;
    const date = `from=${NINE.slice(0, 10)}&to=${NINE.slice(0, 10)}`;
    const dates = `${date}&therapistId=${first}`;
    const starts = ({ days }: Times) => days.flatMap(({ slots }) => slots.map((s) => s.startsAt));
    const { headers, reference } = booked;
    const own = await api.call<Times>('GET', `bookings/${reference}/times?${dates}`, { headers });
    expect(starts(own.body)).toContain(on(3, '09:30'));
    // Where it stands already is no move, unless somebody else is asked for.
    expect(starts(own.body)).not.toContain(NINE);
    const another = `bookings/${reference}/times?${date}&therapistId=${second}`;
    expect(starts((await api.call<Times>('GET', another, { headers })).body)).toContain(NINE);
    const { serviceId } = api.clinic;
    const others = await api.call<Times>(
      'GET',
      `availability?serviceId=${serviceId}&durationMin=60&${dates}`,
    );
    expect(starts(others.body)).not.toContain(on(3, '09:30'));
    const stranger = await api.call('GET', `bookings/${reference}/times?${dates}`);
    expect(stranger.status).toBe(404);
  });

  it('lists the times of its own place, unless another is named', async () => {
    const booked = await book(NINE);
    const [, , third = ''] = api.clinic.therapistIds;
    const [{ id: there = '' } = {}] = await api.db.asOwner<{ id: string }>(
      `INSERT INTO location (clinic_id, id, name, address, time_zone, opening_hours, reset_inside_shift)
       SELECT clinic_id, gen_random_uuid(), 'There', address, time_zone, opening_hours, false
         FROM location RETURNING id`,
    );
    const [room] = api.clinic.roomIds;
    const goTo = (location: string) =>
      api.db.asOwner(
        `WITH shifts AS (UPDATE shift SET location_id = $1 WHERE therapist_id = $2)
         UPDATE room SET location_id = $1 WHERE id = $3`,
        [location, third, room],
      );
    await goTo(there);
    const day = NINE.slice(0, 10);
    const placesOf = async (more = '') => {
      const { body } = await api.call<{ days: { slots: { locationId: string }[] }[] }>(
        ...(['GET', `bookings/${booked.reference}/times?from=${day}&to=${day}${more}`] as const),
        { headers: booked.headers },
      );
      const slots = body.days.flatMap((each) => each.slots);
      return [...new Set(slots.map(({ locationId }) => locationId))];
    };
    const both = [await placesOf(), await placesOf(`&locationId=${there}`)];
    await goTo(api.clinic.locationId);
    await api.db.asOwner('UPDATE location SET active = false WHERE id = $1', [there]);
    expect(both).toEqual([[api.clinic.locationId], [there]]);
  });

  it('is told the next free time after the one it has, not that one', async () => {
    const day = on(-1, '00:00').slice(0, 10);
    const { body } = await api.call<{ nextFreeAt: string }>(
      'GET',
      `availability?serviceId=${api.clinic.serviceId}&durationMin=60&from=${day}&to=${day}&therapistId=${api.clinic.therapistIds[0]}`,
    );
    const { headers, reference } = await book(body.nextFreeAt);
    const times = await api.call<{ nextFreeAt: string }>(
      'GET',
      `bookings/${reference}/times?from=${day}&to=${day}&therapistId=${api.clinic.therapistIds[0]}`,
      { headers },
    );
    expect(Date.parse(times.body.nextFreeAt)).toBeGreaterThan(Date.parse(body.nextFreeAt));
  });

  it('shows the fit of the suggestion as it was stored, long after its own day is over', async () => {
    const training = {
      type: 'long_endurance',
      endedAt: on(0, '05:00'),
      rpe: 7,
      durationMin: 95,
    };
    const spoken = await api.call<{ id: string }>('POST', 'recommendations', {
      body: { training, areas: ['legs'], soreness: 4, goal: 'ease_soreness', screening: [] },
    });
    const booked = await book(NINE, { recommendationId: spoken.body.id });
    await api.db.advance('PT30H');
    interface Times {
      days: { slots: { fit: { score: number; best: boolean } | null }[] }[];
    }
    const listed = await api.call<Times>(
      'GET',
      `bookings/${booked.reference}/times?from=${on(2, '00:00').slice(0, 10)}&to=${on(4, '00:00').slice(0, 10)}`,
      { headers: booked.headers },
    );
    const fits = listed.body.days.flatMap(({ slots }) => slots.map(({ fit }) => fit));
    expect(fits.filter((fit) => fit?.best)).toHaveLength(1);
    expect(fits.every((fit) => fit !== null)).toBe(true);
    const [looked] = await api.db.asOwner<{ actor: string }>(
      `SELECT a.actor FROM audit_log a JOIN booking b ON b.id::text = a.subject
        WHERE a.action = 'health.read' AND b.reference = $1`,
      [booked.reference],
    );
    expect(looked?.actor).toMatch(/^client:/);
  });

  it('keeps its therapist while they are free, and takes another when asked or when they are not', async () => {
    const [first = '', second = '', third = ''] = api.clinic.therapistIds;
    const booked = await book(NINE);
    expect((await move(booked, { startsAt: TWO })).body.therapist.id).toBe(first);
    const other = await move(booked, { startsAt: TWO, therapistId: third });
    expect(other.body).toMatchObject({ therapist: { id: third }, revision: 3 });

    const blocking = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, on(4, '09:00'), first),
    });
    expect(blocking.status).toBe(201);
    const again = await book(on(3, '11:00'));
    const elsewhere = await move(again, { startsAt: on(4, '09:00') });
    expect(elsewhere.body.therapist.id).toBe(second);
  });

  it('keeps training, answers, suggestion, price and the first booking time with the chain', async () => {
    const kept = `SELECT id, chain_id, client_id, training_id, screening_id, recommendation, price_minor,
      policy, original_starts_at, created_at FROM booking WHERE reference = $1`;
    const training = {
      type: 'long_endurance',
      endedAt: on(0, '05:00'),
      rpe: 7,
      durationMin: 95,
    };
    const booked = await book(NINE, { training });
    const before = await api.db.asOwner(kept, [booked.reference]);
    await move(booked, { startsAt: TWO });
    expect(await api.db.asOwner(kept, [booked.reference])).toEqual(before);
  });

  it('is audited with where from and where to', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: TWO });
    const [entry] = await api.db.asOwner(
      `SELECT a.actor, a.details FROM audit_log a JOIN booking b ON b.id::text = a.subject
        WHERE a.action = 'booking.moved' AND b.reference = $1`,
      [booked.reference],
    );
    expect(entry).toMatchObject({
      actor: expect.stringMatching(/^client:/),
      details: { from: NINE, to: TWO },
    });
  });
});

describe('the mails of a moved booking', () => {
  it('are those of the new time: the old ones are called off, one says what moved', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: TWO });
    const all = await mails(booked.email);
    expect(all.filter(({ kind }) => kind.startsWith('booking_'))).toMatchObject([
      { kind: 'booking_confirmation', state: 'cancelled', reason: 'moved', revision: 1 },
      { kind: 'booking_moved', state: 'planned', revision: 2 },
    ]);
    const aftercare = all.find(({ kind }) => kind === 'aftercare');
    expect(aftercare?.due.toISOString()).toBe(on(3, '16:00'));
  });

  it('count check-ins from the same training end, and booked means first booked', async () => {
    const training = {
      type: 'long_endurance',
      endedAt: on(0, '05:00'),
      rpe: 7,
      durationMin: 95,
    };
    const booked = await book(on(1, '09:00'), { training });
    const due = async () =>
      (await mails(booked.email))
        .filter(({ kind, state }) => kind.startsWith('checkin') && state === 'planned')
        .map(({ kind, due: at }) => [kind, at.toISOString()]);
    const before = await due();
    expect(before.map(([kind]) => kind)).toEqual(['checkin_48', 'checkin_72']);
    // After 26 h the first of them is due; moving now must not call it "before booking".
    await api.db.advance('PT2H');
    await move(booked, { startsAt: on(4, '14:00') });
    expect(await due()).toEqual([
      ['checkin_24', on(1, '08:00')],
      ['checkin_48', on(2, '08:00')],
      ['checkin_72', on(3, '08:00')],
    ]);
  });

  it('never say again what was sent, nor what was stopped for a reason of its own', async () => {
    const training = {
      type: 'long_endurance',
      endedAt: on(0, '05:00'),
      rpe: 7,
      durationMin: 95,
    };
    const booked = await book(on(4, '09:00'), { training });
    await api.db.asOwner(
      `UPDATE message SET state = 'sent' WHERE recipient = $1 AND kind = 'checkin_24'`,
      [booked.email],
    );
    await api.db.asOwner(
      `UPDATE message SET state = 'cancelled', reason = 'resolved'
        WHERE recipient = $1 AND kind = 'checkin_72'`,
      [booked.email],
    );
    await move(booked, { startsAt: on(4, '14:00') });
    const states = Object.fromEntries(
      (await mails(booked.email)).map(({ kind, state }) => [kind, state]),
    );
    expect(states).toMatchObject({
      checkin_24: 'sent',
      checkin_48: 'planned',
      checkin_72: 'cancelled',
      aftercare: 'planned',
      nudge_7d: 'planned',
    });
  });
});

describe('a service that is sold no more', () => {
  it('can still be moved by who booked it', async () => {
    const booked = await book(NINE);
    await api.db.asOwner('UPDATE service SET active = false WHERE id = $1', [api.clinic.serviceId]);
    expect((await move(booked, { startsAt: TWO })).status).toBe(200);
    await api.db.asOwner('UPDATE service SET active = true WHERE id = $1', [api.clinic.serviceId]);
  });
});
