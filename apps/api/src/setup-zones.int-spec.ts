import type { DeskLocation } from '@limber/contracts';
import { type SetupWorld, startSetup } from './setup.testing.ts';

let world: SetupWorld;
beforeAll(async () => {
  world = await startSetup();
});
afterAll(() => world.close());

it('a place may not come to lie where an evening that is over here is still worked, over a morning here', async () => {
  const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    ...{ weekday, opens: '00:00', closes: '24:00' },
  }));
  const place = {
    ...{ name: 'The Pier', address: '1 Pier Road', timeZone: 'Europe/London' },
    ...{ openingHours, resetInsideShift: false },
  };
  const pier = await world.as<DeskLocation>(world.owner, 'POST', 'locations', { body: place });
  await world.db.asOwner(
    `INSERT INTO shift (clinic_id, id, therapist_id, location_id, weekday, starts_at, ends_at, valid_from, valid_to)
     VALUES ($1, gen_random_uuid(), $2, $3, 2, '18:00', '24:00', '2027-01-12', '2027-01-12')`,
    [world.clinic.clinicId, world.clinic.therapistIds[0], pier.body.id],
  );
  // Tuesday is over in London. In Honolulu it is seven in the evening of it, and ten in London when it ends.
  await world.db.setNow('2027-01-13T05:00:00Z');
  const { id, version, ...location } = pier.body;
  const body = { ...location, timeZone: 'Pacific/Honolulu' };
  const refused = await world.as(world.owner, 'PUT', `locations/${id}`, { body, version });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'SHIFT_OVERLAP', path: 'timeZone' }] },
  });
});
