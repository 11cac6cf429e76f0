import { AvailabilityService, type Booking, bookingEntities, BookingModule } from '@limber/booking';
import { clientsEntities, ClientsModule, ClientStore } from '@limber/clients';
import { clinicEntities, ClinicModule, ClinicService } from '@limber/clinic';
import { quietHoursOf, screen, vocabulary } from '@limber/evidence';
import {
  CheckIn,
  CheckInStore,
  FollowUp,
  followupsEntities,
  FollowupsModule,
  FollowUpService,
} from '@limber/followups';
import { JobsModule } from '@limber/jobs';
import { messagingEntities, MessagingModule } from '@limber/messaging';
import { PersistenceModule, type Transaction } from '@limber/persistence';
import { addDays, instantOf, localDateOf } from '@limber/scheduling';
import { createTestDatabase, type TestDatabase } from '@limber/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import clinicFile from '../../seed/demo-clinic.json';
import { seedDemoClinic } from './seed-demo-clinic.ts';

const ZONE = 'Europe/London';

const entities = [
  ...[...clinicEntities, ...clientsEntities, ...messagingEntities],
  ...[...followupsEntities, ...bookingEntities],
];

interface Sold {
  serviceId: string;
  minutes: number;
  name: string;
}

describe('the demo clinic', () => {
  let db: TestDatabase;
  let house: INestApplicationContext;
  let clinicId: string;

  const seed = (file?: unknown): Promise<boolean> =>
    seedDemoClinic({
      databaseUrl: db.appUrl,
      fieldKeyring: db.environment['FIELD_KEYRING'] ?? '',
      clinicFile: file,
    });
  const inClinic = <Value>(unit: (tx: Transaction) => Promise<Value>): Promise<Value> =>
    db.runner.run(clinicId, unit);
  const tables = (): Promise<{ name: string; rows: number; content: string }[]> =>
    Promise.all(
      SEEDED_TABLES.map(async (name) => {
        const [row] = await db.asOwner<{ rows: number; content: string }>(
          `SELECT count(*)::int AS rows, coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS content FROM ${name} t`,
        );
        return { name, rows: row?.rows ?? 0, content: row?.content ?? '' };
      }),
    );
  const lastVisit = async (): Promise<string> => {
    const [row] = await db.asOwner<{ last: string }>(
      `SELECT (max(starts_at) AT TIME ZONE '${ZONE}')::date::text AS last FROM booking`,
    );
    return row?.last ?? '';
  };

  beforeAll(async () => {
    db = await createTestDatabase({ entities });
    const tomorrow = addDays(localDateOf(db.clock.now().getTime(), ZONE), 1);
    await db.setNow(new Date(instantOf(tomorrow, '11:30', ZONE) ?? 0));
    expect(await seed()).toBe(true);
    house = await openHouse(db);
    clinicId = await house.get(ClinicService).resolve('demo');
  });
  afterAll(async () => {
    await house?.close();
    await db.close();
  });

  it('is there already when it is seeded again on the same day', async () => {
    const before = await tables();
    expect(await seed()).toBe(false);
    expect(await tables()).toEqual(before);
  });

  it('is the same clinic wherever it is seeded that day', async () => {
    const other = await createTestDatabase();
    try {
      await other.setNow(db.clock.now());
      await seedDemoClinic({
        databaseUrl: other.appUrl,
        fieldKeyring: other.environment['FIELD_KEYRING'] ?? '',
      });
      const sql = `SELECT id, reference, client_id, therapist_id, room_id, starts_at, training_id
                     FROM booking ORDER BY id`;
      expect(await other.asOwner(sql)).toEqual(await db.asOwner(sql));
    } finally {
      await other.close();
    }
  });

  it('has a moderate past and a future of four weeks, each therapist about half booked', async () => {
    const [row] = await db.asOwner<{ past: number; future: number }>(
      `SELECT count(*) FILTER (WHERE starts_at < app_now())::int AS past,
              count(*) FILTER (WHERE starts_at >= app_now())::int AS future FROM booking`,
    );
    expect(row?.past).toBeGreaterThan(600);
    expect(row?.past).toBeLessThan(950);
    expect(row?.future).toBeGreaterThan(300);
    expect(row?.future).toBeLessThan(460);
    const shares = await db.asOwner<{ share: number }>(BOOKED_SHARES);
    expect(shares).toHaveLength(6);
    for (const { share } of shares) {
      expect(share).toBeGreaterThanOrEqual(0.45);
      expect(share).toBeLessThanOrEqual(0.65);
    }
  });

  it('gives every booking its therapist and its room for its time', async () => {
    const wrong = await db.asOwner(`
      SELECT b.id FROM booking b LEFT JOIN occupancy o ON o.booking_id = b.id
         AND lower(o.during) = b.starts_at
         AND upper(o.during) = b.starts_at + b.duration_min * interval '1 minute'
         AND o.status = CASE b.status WHEN 'cancelled' THEN 'released' ELSE 'confirmed' END
       GROUP BY b.clinic_id, b.id
      HAVING count(*) FILTER (WHERE o.resource_id = b.therapist_id) <> 1
          OR count(*) FILTER (WHERE o.resource_id = b.room_id) <> 1 OR count(o.id) <> 2`);
    expect(wrong).toEqual([]);
  });

  it('leaves the larger gap between neighbours, and never overlaps', async () => {
    expect(await db.asOwner(TOO_CLOSE)).toEqual([]);
  });

  it('keeps to skills, shifts, rooms with features, and caps', async () => {
    expect(await db.asOwner(UNSKILLED)).toEqual([]);
    expect(await db.asOwner(OFF_SHIFT)).toEqual([]);
    expect(await db.asOwner(OVER_CAP)).toEqual([]);
    expect(await db.asOwner(OVER_WEEK_CAP)).toEqual([]);
  });

  it('keeps to what the screening allows', async () => {
    const rows = await db.asOwner<{ id: string; answers: Buffer; type: string; minutes: number }>(`
      SELECT a.id, a.answers, s.session_type AS type, b.duration_min AS minutes
        FROM booking b JOIN service s ON s.id = b.service_id
        JOIN screening_answer a ON a.id = b.screening_id WHERE b.caution`);
    expect(rows.length).toBeGreaterThan(5);
    for (const { id, answers, type, minutes } of rows) {
      const place = { table: 'screening_answer', rowId: id, column: 'answers' };
      const allowed = screen(db.cipher.open<string[]>(place, answers), vocabulary.areas);
      expect(allowed.outcome).toBe('precaution');
      expect(minutes).toBeLessThanOrEqual(allowed.minutesCap ?? 90);
      if (type === 'deep_tissue') expect(allowed.pressureCap).toBe('firm');
    }
  });

  it('shows on its set-up pages how a holiday, a request, an exception and a weekly cap look', async () => {
    const [row] = await db.asOwner(`
      SELECT (SELECT count(*)::int FROM public_holiday WHERE on_date > app_now()::date) AS holidays,
             (SELECT count(*)::int FROM time_off WHERE state = 'requested') AS requests,
             (SELECT count(*)::int FROM shift_exception WHERE kind = 'extra') AS exceptions,
             (SELECT count(*)::int FROM therapist WHERE effort_cap_per_week IS NOT NULL) AS caps`);
    expect(row).toEqual({ holidays: 1, requests: 1, exceptions: 1, caps: 1 });
    const asked = await db.asOwner(
      `SELECT FROM booking b JOIN time_off o ON o.therapist_id = b.therapist_id
          AND b.starts_at BETWEEN o.starts_at AND o.ends_at`,
    );
    expect(asked.length).toBeGreaterThan(0);
  });

  it('sends no mail now for what was booked before, and holds the ledger of what was sent', async () => {
    const waiting = await db.asOwner(
      `SELECT id FROM message WHERE state = 'planned' AND next_attempt_at <= app_now()
          OR state = 'planned' AND family = 'booking'`,
    );
    expect(waiting).toEqual([]);
    const unproven = await db.asOwner(
      `SELECT m.id FROM message m LEFT JOIN message_send s ON s.message_id = m.id
        WHERE (m.state = 'sent') <> (s.outcome IS NOT DISTINCT FROM 'accepted')`,
    );
    expect(unproven).toEqual([]);
  });

  it('asks only those who ticked it, and plans what FollowUpService would plan', async () => {
    const uninvited = await db.asOwner(
      `SELECT c.id FROM check_in c JOIN follow_up f ON f.chain_id = c.chain_id
        WHERE c.kind <> 'aftercare'
          AND NOT EXISTS (SELECT FROM consent WHERE client_id = f.client_id AND kind = 'check_ins')`,
    );
    expect(uninvited).toEqual([]);
    const chains = await db.asOwner<{ chain_id: string }>(
      `SELECT f.chain_id FROM follow_up f JOIN check_in c ON c.chain_id = f.chain_id
        WHERE f.booked_at < app_now() AND c.opens_at > app_now() GROUP BY f.chain_id
        ORDER BY count(*) DESC, f.chain_id LIMIT 5`,
    );
    expect(chains).toHaveLength(5);
    for (const { chain_id: chainId } of chains) await sameAsPlanned(house, db, clinicId, chainId);
  });

  it('keeps health answers sealed, and readable for the platform', async () => {
    for (const word of ['heavy_strength', 'long_endurance', 'redFlags', 'durationMin":', 'rpe"']) {
      const hex = Buffer.from(word).toString('hex');
      for (const table of SEEDED_TABLES) {
        const found = await db.asOwner(
          `SELECT 1 FROM ${table} t WHERE t::text LIKE $1 OR t::text LIKE $2 LIMIT 1`,
          [`%${word}%`, `%${hex}%`],
        );
        expect({ table, word, found }).toEqual({ table, word, found: [] });
      }
    }
    const [booking] = await db.asOwner<{ training_id: string; screening_id: string }>(
      'SELECT training_id, screening_id FROM booking WHERE training_id IS NOT NULL LIMIT 1',
    );
    const clients = house.get(ClientStore);
    await inClinic(async (tx) => {
      expect(await clients.findTraining(tx, booking?.training_id ?? '')).toMatchObject({
        rpe: expect.any(Number) as number,
      });
      expect((await clients.openScreening(tx, booking?.screening_id ?? ''))?.codes).toEqual(
        expect.any(Array),
      );
    });
  });

  it('has answers on the scale, follows the curve, and raises no alarm', async () => {
    const store = house.get(CheckInStore);
    const answers = await inClinic(async (tx) => {
      const rows = await tx.manager.findBy(CheckIn, { clinicId });
      return rows.map((row) => store.answerOf(row)).filter((answer) => answer !== null);
    });
    expect(answers.length).toBeGreaterThan(200);
    const values = answers.map(({ soreness }) => soreness ?? -1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(10);
    expect(new Set(values).size).toBeGreaterThan(5);
    expect(answers.every(({ redFlags }) => redFlags.length === 0)).toBe(true);
  });

  it("takes the owner's edits without touching a booking", async () => {
    const bookings = `SELECT md5(string_agg(b::text, '|' ORDER BY id)) AS sum FROM booking b`;
    const before = await db.asOwner(bookings);
    const edited = structuredClone(clinicFile);
    for (const { prices } of edited.services) for (const price of prices) price.pence += 100;
    edited.therapists = edited.therapists.filter(({ key }) => key !== 'sam');
    expect(await seed(edited)).toBe(true);
    expect(await db.asOwner(bookings)).toEqual(before);
    const services = await house.get(ClinicService).listServices(clinicId);
    expect(services[0]?.durations[0]?.price).toEqual({ amount: 4300, currency: 'GBP' });
    expect(await house.get(ClinicService).listTherapists(clinicId)).toHaveLength(5);
    expect(await seed()).toBe(true);
    expect(await house.get(ClinicService).listTherapists(clinicId)).toHaveLength(6);
  });

  it('has a time for two in every week to come, and a service that the clinic says yes to by hand', async () => {
    const services = await house.get(ClinicService).listServices(clinicId);
    const calm = services.find(({ sessionType }) => sessionType === 'relaxation');
    const today = localDateOf(db.clock.now().getTime(), ZONE);
    const free: number[] = [];
    for (const week of [0, 1, 2, 3]) {
      const range = { from: addDays(today, 1 + 7 * week), to: addDays(today, 7 + 7 * week) };
      const { days } = await house.get(AvailabilityService).list(clinicId, {
        ...{ serviceId: calm?.id ?? '', durationMin: 60, partySize: 2, ...range },
      });
      free.push(days.filter(({ slots }) => slots.length > 0).length);
    }
    expect(Math.min(...free)).toBeGreaterThanOrEqual(2);
    expect(services.filter((each) => each.needsConfirmation)).toMatchObject([
      { name: 'Event preparation', durations: [{ minutes: 120 }] },
    ]);
    const asked = await db.asOwner(
      'SELECT 1 FROM booking b JOIN service s ON s.id = b.service_id WHERE s.needs_confirmation',
    );
    expect(asked).toEqual([]);
  });

  it('has free times tomorrow and in the days after, for every session, whatever the weekday', async () => {
    const availability = house.get(AvailabilityService);
    const sold = await db.asOwner<Sold>(
      `SELECT d.service_id AS "serviceId", d.minutes, s.name
         FROM service_duration d JOIN service s ON s.id = d.service_id`,
    );
    const short: unknown[] = [];
    for (let day = 0; day < 7; day += 1) {
      const today = localDateOf(db.clock.now().getTime(), ZONE);
      for (const { serviceId, minutes, name } of sold) {
        const range = { from: addDays(today, 1), to: addDays(today, 3) };
        const { days } = await availability.list(clinicId, {
          ...{ serviceId, durationMin: minutes, ...range },
        });
        for (const { date, slots } of days) {
          const needed = minutes > 60 ? 1 : 3;
          if (slots.length < needed) short.push({ day, date, name, minutes, free: slots.length });
        }
      }
      await db.advance('P1D');
      await seed();
    }
    expect(short).toEqual([]);
  });

  it('is topped up to four weeks after a sleep, and leaves alone what was there', async () => {
    const old = (): Promise<object[]> =>
      db.asOwner(
        `SELECT md5(string_agg(b::text, '|' ORDER BY id)) AS sum FROM booking b WHERE id = ANY ($1)`,
        [ids],
      );
    const ids = (await db.asOwner<Booking>('SELECT id FROM booking')).map(({ id }) => id);
    const before = await old();
    await db.advance('P21D');
    expect(await seed()).toBe(true);
    expect(await old()).toEqual(before);
    const today = localDateOf(db.clock.now().getTime(), ZONE);
    expect(await lastVisit()).toBe(addDays(today, 28));
    expect(await db.asOwner(TOO_CLOSE)).toEqual([]);
    expect(await db.asOwner(OVER_CAP)).toEqual([]);
  });

  it('invents no more than eight weeks after a very long sleep', async () => {
    await db.advance('P200D');
    await seed();
    const today = localDateOf(db.clock.now().getTime(), ZONE);
    const [row] = await db.asOwner<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM booking
        WHERE (starts_at AT TIME ZONE '${ZONE}')::date BETWEEN $1::date - 150 AND $1::date - 57`,
      [today],
    );
    expect(row?.rows).toBe(0);
    expect(await lastVisit()).toBe(addDays(today, 28));
  });
});

/** What is planned for a chain by the seed, and by the real service when told the same. */
async function sameAsPlanned(
  house: INestApplicationContext,
  db: TestDatabase,
  clinicId: string,
  chainId: string,
): Promise<void> {
  const [seeded] = await db.asOwner<Planned>(PLANNED, [chainId]);
  if (!seeded) throw new Error('no such chain');
  const planned = await db.runner
    .run(clinicId, async (tx) => {
      const row = await tx.manager.findOneByOrFail(FollowUp, { clinicId, chainId });
      const place = { table: 'follow_up', rowId: chainId, column: 'training_ended_at' };
      const endedAt = row.trainingEndedAt && db.cipher.open<number>(place, row.trainingEndedAt);
      const copy = db.ids.uuid();
      const session = {
        ...{ ...row, chainId: copy },
        // Never hard enough to end the client's older series.
        training: endedAt === null ? null : { ...EASY, endedAt: new Date(endedAt).toISOString() },
        consents: { healthData: true, ...seeded.consents },
        quiet: quietHoursOf({ quietFrom: '21:00', quietUntil: '08:00' }),
      };
      await house.get(FollowUpService).plan(tx, session, []);
      const [asPlanned] = await tx.query<Planned>(PLANNED, [copy]);
      throw new RolledBack(asPlanned);
    })
    .catch((thrown: unknown) => {
      if (thrown instanceof RolledBack) return thrown.planned;
      throw thrown;
    });
  expect(planned).toEqual(seeded);
}

const EASY = { type: 'mixed', rpe: 3, durationMin: 40 } as const;

/** Only looks: what it planned must not stay. */
class RolledBack extends Error {
  constructor(readonly planned: Planned | undefined) {
    super();
  }
}

interface Planned {
  consents: { checkIns: boolean; marketing: boolean };
}

const PLANNED = `
  SELECT f.plan, f.state,
         jsonb_build_object('checkIns', EXISTS (SELECT FROM consent WHERE client_id = f.client_id AND kind = 'check_ins'),
           'marketing', EXISTS (SELECT FROM consent WHERE client_id = f.client_id AND kind = 'marketing')) AS consents,
         (SELECT jsonb_agg(jsonb_build_array(kind, opens_at, expires_at) ORDER BY opens_at)
            FROM check_in c WHERE c.chain_id = f.chain_id) AS check_ins,
         (SELECT jsonb_agg(jsonb_build_array(kind, family, revision, recipient, time_zone, due_at, not_after) ORDER BY due_at, kind)
            FROM message m WHERE m.chain_id = f.chain_id AND family = 'followup') AS messages
    FROM follow_up f WHERE f.chain_id = $1`;

const LOCAL_START = `(b.starts_at AT TIME ZONE '${ZONE}')`;

/** Neighbours of one therapist or room with less between them than the larger of both needs. */
const TOO_CLOSE = `
  SELECT a.id FROM occupancy a JOIN occupancy b ON b.resource_id = a.resource_id AND a.id <> b.id
   WHERE a.status = 'confirmed' AND b.status = 'confirmed' AND lower(a.during) <= lower(b.during)
     AND lower(b.during) < upper(a.during) + greatest(a.after_min, b.before_min) * interval '1 minute'`;

const UNSKILLED = `
  SELECT b.id FROM booking b JOIN service s ON s.id = b.service_id
    JOIN therapist t ON t.id = b.therapist_id JOIN room r ON r.id = b.room_id
   WHERE s.session_type <> ALL (t.session_types) OR NOT s.room_features <@ r.features
      OR r.location_id <> b.location_id`;

const OFF_SHIFT = `
  SELECT b.id FROM booking b WHERE NOT EXISTS (
    SELECT FROM shift s WHERE s.therapist_id = b.therapist_id AND s.location_id = b.location_id
       AND s.weekday = extract(isodow FROM ${LOCAL_START}) AND ${LOCAL_START}::time >= s.starts_at
       AND (${LOCAL_START} + b.duration_min * interval '1 minute')::time <= s.ends_at
       AND NOT EXISTS (SELECT FROM shift_break k WHERE k.shift_id = s.id
         AND k.starts_at < (${LOCAL_START} + b.duration_min * interval '1 minute')::time
         AND k.ends_at > ${LOCAL_START}::time))
    AND NOT EXISTS (SELECT FROM shift_exception e
     WHERE e.therapist_id = b.therapist_id AND e.location_id = b.location_id
       AND e.on_date = ${LOCAL_START}::date AND ${LOCAL_START}::time >= e.starts_at
       AND (${LOCAL_START} + b.duration_min * interval '1 minute')::time <= e.ends_at)`;

const OVER_WEEK_CAP = `
  SELECT o.resource_id FROM occupancy o JOIN therapist t ON t.id = o.resource_id
   WHERE o.status = 'confirmed'
   GROUP BY o.resource_id, t.effort_cap_per_week,
            date_trunc('week', lower(o.during) AT TIME ZONE '${ZONE}')
  HAVING sum(o.effort_tenths) > t.effort_cap_per_week`;

const OVER_CAP = `
  SELECT o.resource_id FROM occupancy o JOIN therapist t ON t.id = o.resource_id
   WHERE o.status = 'confirmed'
   GROUP BY o.resource_id, t.effort_cap_per_day, (lower(o.during) AT TIME ZONE '${ZONE}')::date
  HAVING sum(o.effort_tenths) > t.effort_cap_per_day`;

/** Booked hands-on minutes to those on offer, per therapist, over the 28 days from tomorrow on. */
const BOOKED_SHARES = `
  WITH days AS (SELECT (app_now() AT TIME ZONE '${ZONE}')::date + n AS day FROM generate_series(1, 28) n)
  SELECT t.name,
         (SELECT sum(b.duration_min) FROM booking b
           WHERE b.therapist_id = t.id AND ${LOCAL_START}::date IN (SELECT day FROM days))::float
         / (SELECT sum(extract(epoch FROM s.ends_at - s.starts_at) / 60
              - coalesce((SELECT sum(extract(epoch FROM k.ends_at - k.starts_at) / 60)
                            FROM shift_break k WHERE k.shift_id = s.id), 0))
              FROM shift s JOIN days ON extract(isodow FROM day) = s.weekday
             WHERE s.therapist_id = t.id)::float AS share
    FROM therapist t`;

const SEEDED_TABLES = [
  ...['clinic', 'location', 'room', 'therapist', 'service', 'service_duration', 'shift'],
  ...[
    'shift_exception',
    'public_holiday',
    'time_off',
    'shift_break',
    'client',
    'consent',
    'training_event',
    'screening_answer',
    'booking',
  ],
  ...['occupancy', 'follow_up', 'check_in', 'message', 'message_send', 'audit_log'],
];

/** The libs as api and worker wire them, to look at the seed with the eyes of the platform. */
async function openHouse(db: TestDatabase): Promise<INestApplicationContext> {
  const { LINK_SECRET = '', FIELD_KEYRING = '{}' } = db.environment;
  const ring = JSON.parse(FIELD_KEYRING) as Record<string, string>;
  const built = await Test.createTestingModule({
    imports: [
      PersistenceModule.forRoot({
        ...{ url: db.appUrl, entities, name: 'seed-test', linkSecret: LINK_SECRET },
        keyring: Object.entries(ring).map(([id, key]) => ({
          id: Number(id),
          key: Buffer.from(key, 'base64'),
        })),
      }),
      JobsModule.forHandlersOnly(),
      MessagingModule.forRoot({
        ...{ smtpUrl: 'smtp://127.0.0.1:1', mailDomain: 'limber.example' },
        publicUrl: 'http://localhost:3000',
      }),
      ...[ClinicModule, ClientsModule, FollowupsModule, BookingModule],
    ],
  }).compile();
  return built;
}
