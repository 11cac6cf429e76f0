import { MINUTE } from '@limber/kernel';
import { insertWorkingClinic, type WorkingClinic } from '@limber/testing';
import type { World } from '../torture/world.ts';
import { bookFollowed, each } from './bookings.ts';
import type { Experiment, Measured, Size } from './experiment.ts';
import type { MailWorld } from './mail-world.ts';
import { hoursOf, promisedHours, type PromisedVisit } from './promised-hours.ts';

/** On each of them clocks change somewhere. */
const DAYS = ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07'];
const ZONES = [
  ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
  ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
  ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
];
const COUNTS: Record<Size, number> = { whole: ZONES.length, quick: 3, small: 1 };
const LENGTH_MIN = 30;
const FAULTS_TOLD = 5;

/** One therapist, one room, open round the clock. */
async function openAllDay(world: World, zone: string, n: number): Promise<WorkingClinic> {
  const policies = { liveHoldsPerAddress: 10_000, horizonDays: 365 };
  const slug = `zone-${n}`;
  const clinic = await insertWorkingClinic(world.db, { slug, therapists: 1, rooms: 1, policies });
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    ...{ weekday, opens: '00:00', closes: '23:59' },
  }));
  await world.db.asOwner('UPDATE clinic SET time_zone = $2 WHERE id = $1', [clinic.clinicId, zone]);
  await world.db.asOwner(
    'UPDATE location SET time_zone = $2, opening_hours = $3 WHERE clinic_id = $1',
    [clinic.clinicId, zone, JSON.stringify(hours)],
  );
  await world.db.asOwner(
    `UPDATE shift SET starts_at = '00:00', ends_at = '23:59' WHERE clinic_id = $1`,
    [clinic.clinicId],
  );
  return clinic;
}

interface Asked extends PromisedVisit {
  clinic: WorkingClinic;
}

/** Half of the clients live where the clinic is, the others in the next zone. */
async function visits(world: World, zones: readonly string[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [n, zone] of zones.entries()) {
    const clinic = await openAllDay(world, zone, n);
    const next = ZONES[(n + 1) % ZONES.length] ?? zone;
    for (const [hour, startsAt] of DAYS.flatMap((date) => hoursOf(date, zone)).entries()) {
      const readerZone = hour % 2 === 0 ? zone : next;
      asked.push({ clinic, zone, readerZone, startsAt, endsAt: startsAt + LENGTH_MIN * MINUTE });
    }
  }
  return asked;
}

/** Books every hour of the days through the real api and reads when its planner lets each mail go. */
async function run({ world }: MailWorld, size: Size): Promise<Measured> {
  const zones = ZONES.slice(0, COUNTS[size]);
  const asked = await visits(world, zones);
  const faults: string[] = [];
  let checked = 0;
  await each(asked, asked.length, async (visit) => {
    const { clinic, zone, readerZone } = visit;
    const startsAt = new Date(visit.startsAt).toISOString();
    const [therapistId = ''] = clinic.therapistIds;
    const wish = { startsAt, therapistId, durationMin: LENGTH_MIN, timeZone: readerZone };
    const { booked, held, confirmed } = await bookFollowed(world, clinic, wish);
    if (!booked) {
      faults.push(`${startsAt} in ${zone}: ${held.text} ${confirmed?.text ?? ''}`);
      return;
    }
    const planned = await world.db.asOwner<{ kind: string; due: Date }>(
      `SELECT m.kind, m.due_at AS due FROM message m
         JOIN booking b ON b.clinic_id = m.clinic_id AND b.chain_id = m.chain_id
        WHERE b.reference = $1 AND b.clinic_id = $2 AND m.kind <> 'booking_confirmation'`,
      [booked.reference, clinic.clinicId],
    );
    const promised = Object.entries(promisedHours(visit)).map(
      ([kind, due]) => `${kind} ${iso(due)}`,
    );
    const found = planned.map(({ kind, due }) => `${kind} ${due.toISOString()}`);
    checked += promised.length;
    const wrong = [
      ...promised.filter((one) => !found.includes(one)).map((one) => `not planned: ${one}`),
      ...found.filter((one) => !promised.includes(one)).map((one) => `not promised: ${one}`),
    ];
    for (const one of wrong) faults.push(`${startsAt} in ${zone}, read in ${readerZone}: ${one}`);
  });
  return {
    figures: `${asked.length} visits in ${zones.length} zones, ${checked} mails: ${faults.length} at another hour than promised`,
    bound: '0',
    faults: faults.slice(0, FAULTS_TOLD),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

export const zones: Experiment = {
  name: 'zones',
  promise: 'every mail is planned for the hour promised, also on days on which clocks change',
  run,
};
