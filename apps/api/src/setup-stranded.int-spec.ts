import type { DeskHoliday, StrandedPreview } from '@limber/contracts';
import { bookTrained } from './desk.testing.ts';
import { type SetupWorld, startSetup, stranded } from './setup.testing.ts';

const DAY = '2027-01-13';

let world: SetupWorld;
let reference: string;

beforeAll(async () => {
  world = await startSetup();
  const [ana = ''] = world.clinic.therapistIds;
  ({ reference } = await bookTrained(world, `${DAY}T10:00:00Z`, ana, { rested: true }));
});
afterAll(() => world.close());

const list = async () =>
  stranded(await world.as<StrandedPreview>(world.frontDesk, 'GET', 'stranded'));

describe('what was agreed to leave without its place', () => {
  it('stays listed until it has one again', async () => {
    expect(await list()).toEqual([]);
    const closed = await world.as<DeskHoliday>(world.frontDesk, 'POST', 'holidays', {
      body: { date: DAY, name: 'Epiphany', acceptStranded: 1 },
    });
    expect(closed.status).toBe(201);
    expect(await list()).toEqual([`${reference} SHIFT`]);

    const { id, version } = closed.body;
    await world.as(world.frontDesk, 'DELETE', `holidays/${id}`, { version });
    expect(await list()).toEqual([]);
  });

  it('is not the business of a therapist', async () => {
    expect((await world.as(world.ana, 'GET', 'stranded')).status).toBe(404);
  });
});
