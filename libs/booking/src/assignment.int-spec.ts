import { PlanStore, SetupStore } from '@limber/clinic';
import { SingleStatements, SystemIds } from '@limber/persistence';
import {
  createTestDatabase,
  insertWorkingClinic,
  type TestDatabase,
  type WorkingClinic,
} from '@limber/testing';
import { AssignmentService, type SeenDay, StartLost } from './assignment.service.ts';
import { BusyStore } from './busy.store.ts';
import { FairShareStore } from './fair-share.store.ts';
import { FairShares } from './fair-shares.service.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { ScheduleService } from './schedule.service.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';

const START = '2027-02-10T10:00:00Z';

let db: TestDatabase;
let clinic: WorkingClinic;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.setNow('2027-02-01T08:00:00Z');
  clinic = await insertWorkingClinic(db, { therapists: 2 });
  await db.asOwner(
    `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
     VALUES ($1, gen_random_uuid(), $2, '[2027-02-10T00:00Z,2027-02-11T00:00Z)', 'leave')`,
    [clinic.clinicId, clinic.therapistIds[1]],
  );
});
afterAll(() => db.close());

const assignments = (): AssignmentService =>
  new AssignmentService(
    new ScheduleService(new PlanStore(), new BusyStore()),
    new OccupancyStore(new SystemIds(), new WaitlistGapStore(new SystemIds())),
    new FairShares(new FairShareStore()),
    new SetupStore(),
  );

describe('whether a start is free, asked by several at the same moment', () => {
  const ask = (service: AssignmentService, therapistId?: string, startsAt = START) =>
    service
      .assertFree(new SingleStatements(db.dataSource).of(clinic.clinicId), {
        ...{ serviceId: clinic.serviceId, durationMin: 60, startsAt: Date.parse(startsAt) },
        ...(therapistId && { therapistId }),
      })
      .catch((error: unknown) => error);

  it('is answered to each for whom they wish for', async () => {
    const service = assignments();
    const [here, away] = clinic.therapistIds;
    const answers = await Promise.all([
      ...[ask(service, here), ask(service, away), ask(service), ask(service, away)],
      ask(service, here, '2027-02-10T10:01:00Z'),
    ]);
    const codes = answers.map((answer) => (answer instanceof StartLost ? answer.code : 'free'));
    expect(codes).toEqual(['free', 'BUSY', 'free', 'BUSY', 'OFF_GRID']);
  });

  it('is answered with the day as it was seen, and in which room each session is', async () => {
    const [therapistId] = clinic.therapistIds;
    const [roomId] = clinic.roomIds;
    const blockId = '00000000-0000-4000-8000-00000000000a';
    await db.asOwner(
      `INSERT INTO block (clinic_id, id, reason, created_by, created_at)
       VALUES ($1, $2, 'training', 'staff:x', '2027-02-01T08:00Z')`,
      [clinic.clinicId, blockId],
    );
    for (const resourceId of [therapistId, roomId]) {
      await db.asOwner(
        `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths, status,
                                block_id)
         VALUES ($1, gen_random_uuid(), $2, '[2027-02-10T12:00Z,2027-02-10T13:00Z)', 0, 0, 0, 'blocked', $3)`,
        [clinic.clinicId, resourceId, blockId],
      );
    }
    const seen = (await ask(assignments(), therapistId)) as SeenDay;
    const busy = seen.filled.therapists.find(({ id }) => id === therapistId)?.occupied;
    expect(busy).toEqual([expect.objectContaining({ roomId })]);
  });

  it('is no once and for all of them: what else is free is looked for once', async () => {
    const service = assignments();
    const [, away] = clinic.therapistIds;
    const [one, other] = await Promise.all([ask(service, away), ask(service, away)]);
    let searches = 0;
    const find = (): Promise<string[]> => Promise.resolve([String((searches += 1))]);
    const found = [one, other].map((lost) => (lost as StartLost).alternatives(find));
    expect(await Promise.all(found)).toEqual([['1'], ['1']]);
    // Somebody who asks later asks anew.
    const later = (await ask(service, away)) as StartLost;
    expect(await later.alternatives(find)).toEqual(['2']);
  });
});
