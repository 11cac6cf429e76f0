import type { WorkingClinic } from '@limber/testing';
import type { Answer } from '../torture/client.ts';
import { type Booked, bookedFrom, type World } from '../torture/world.ts';

const DAY_MS = 86_400_000;
const AT_A_TIME = 8;

export interface Visit {
  startsAt: string;
  therapistId: string;
  durationMin?: number;
  /** On whose clocks the client lives; the clinic's when left out. */
  timeZone?: string;
}

/** Somebody new books and says yes to every mail; the refusal as it is when the time is taken. */
export async function bookFollowed(
  world: World,
  clinic: WorkingClinic,
  { startsAt, therapistId, durationMin, timeZone }: Visit,
): Promise<{ held: Answer; confirmed?: Answer; booked?: Booked }> {
  const held = await world.hold(clinic, startsAt, therapistId, {
    ...(durationMin && { durationMin }),
  });
  if (held.status !== 201) return { held };
  const body = {
    holdId: held.body['id'],
    client: {
      ...{
        name: 'Ada Hill',
        phone: '07700 900123',
        email: `${String(held.body['id'])}@example.com`,
      },
      ...(timeZone && { timeZone }),
    },
    screening: [],
    consents: { healthData: true, checkIns: true, marketing: true },
  };
  const headers = { 'hold-token': String(held.body['token']) };
  const confirmed = await world.ask(clinic, 'POST', 'bookings', { body, headers });
  if (confirmed.status !== 201) return { held, confirmed };
  return { held, confirmed, booked: bookedFrom(confirmed, startsAt) };
}

/** So many visits that cannot collide, from `firstDay` days after `from` on: five a day and therapist. */
export function* apart(clinic: WorkingClinic, from: Date, firstDay: number): Generator<Visit> {
  for (let day = firstDay; ; day += 1) {
    const date = new Date(from.getTime() + day * DAY_MS).toISOString().slice(0, 10);
    for (const hour of ['09:00', '10:30', '12:00', '13:30', '15:00']) {
      for (const therapistId of clinic.therapistIds) {
        yield { startsAt: `${date}T${hour}:00.000Z`, therapistId };
      }
    }
  }
}

/** Takes of `items` a few at a time until `count` of them are through. */
export async function each<Item>(
  items: Iterable<Item>,
  count: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  let taken = 0;
  const lane = async (): Promise<void> => {
    while (taken < count) {
      taken += 1;
      const next = left.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_A_TIME }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
}

/** Books so many visits that cannot collide; throws when one is refused. */
export async function bookApart(
  world: World,
  clinic: WorkingClinic,
  { count, from, firstDay }: { count: number; from: Date; firstDay: number },
): Promise<void> {
  await each(apart(clinic, from, firstDay), count, async (visit) => {
    const { booked, confirmed, held } = await bookFollowed(world, clinic, visit);
    if (!booked) throw new Error(`could not book: ${held.text} ${confirmed?.text ?? ''}`);
  });
}
