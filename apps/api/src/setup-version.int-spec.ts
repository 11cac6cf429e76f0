import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@limber/config';
import type { DeskShift } from '@limber/contracts';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { type SetupWorld, startSetup } from './setup.testing.ts';

/** Wednesday. */
const DAY = '2027-01-13';

let world: SetupWorld;
let second: NestFastifyApplication;
let secondUrl: string;
beforeAll(async () => {
  world = await startSetup({ policies: { gridStepMin: 60 } });
  const config = readConfig({ ...world.db.environment, DEMO_MODE: '1' });
  second = await createApp(config, pino({ level: 'silent' }));
  await second.listen(0, '127.0.0.1');
  secondUrl = await second.getUrl();
});
afterAll(async () => {
  await second.close();
  await world.close();
});

interface Times {
  code?: string;
  days?: { slots: { startsAt: string; therapistIds: string[] }[] }[];
}

/** Hours of the day with somebody free, as the process that changed nothing answers. */
async function hoursThere(): Promise<string> {
  const { slug, serviceId } = world.clinic;
  const query = new URLSearchParams({ serviceId, durationMin: '60', from: DAY, to: DAY });
  const answer = await fetch(
    `${secondUrl}/api/v1/clinics/${slug}/availability?${query.toString()}`,
  );
  const { code, days = [] } = (await answer.json()) as Times;
  const slots = days.flatMap((day) => day.slots);
  return code ?? slots.map(({ startsAt }) => startsAt.slice(11, 13)).join(' ');
}

const wednesdays = async (): Promise<DeskShift[]> =>
  (await world.as<DeskShift[]>(world.owner, 'GET', 'shifts')).body.filter(
    ({ weekday }) => weekday === 3,
  );

const NINE_TO_FIVE = '09 10 11 12 13 14 15 16';

describe('two processes, of which one changes the set-up', () => {
  it('the very next answer of the other one follows every change of a shift', async () => {
    expect(await hoursThere()).toBe(NINE_TO_FIVE);
    for (let hour = 9; hour <= 14; hour++) {
      for (const { id, version, location, ...shift } of await wednesdays()) {
        const saved = await world.as(world.owner, 'PUT', `shifts/${id}`, {
          version,
          body: {
            ...{ locationId: location.id, roomId: null, weekday: 3, breaks: [] },
            ...{ startsAt: `${String(hour).padStart(2, '0')}:00`, endsAt: shift.endsAt },
            ...{ validFrom: shift.validFrom, validTo: shift.validTo },
          },
        });
        expect(saved.status).toBe(200);
      }
      expect(await hoursThere()).toBe(NINE_TO_FIVE.slice((hour - 9) * 3));
    }
  });

  it('what is no longer sold is refused by the other one at once', async () => {
    await world.db.asOwner('UPDATE service_duration SET active = false WHERE minutes = 60');
    expect(await hoursThere()).toBe('DURATION_NOT_SOLD');
    await world.db.asOwner('UPDATE service_duration SET active = true');
    expect(await hoursThere()).not.toBe('DURATION_NOT_SOLD');
  });

  it('a rule that is switched off is off in both', async () => {
    const change = (horizonDays: number) =>
      world.db.asOwner('UPDATE clinic SET policies = policies || $1', [
        JSON.stringify({ horizonDays }),
      ]);
    await change(1);
    expect(await hoursThere()).toBe('');
    await change(60);
    expect(await hoursThere()).not.toBe('');
  });
});
