import { bookingEntities, OccupancyStore, WaitlistGapStore } from '@limber/booking';
import { clientsEntities } from '@limber/clients';
import { clinicEntities } from '@limber/clinic';
import { followupsEntities } from '@limber/followups';
import { messagingEntities } from '@limber/messaging';
import {
  assertBoundRole,
  createDataSource,
  DatabaseClock,
  SystemIds,
  TransactionRunner,
} from '@limber/persistence';
import clinicFile from '../../seed/demo-clinic.json';
import { readClinicFile } from './clinic-file.ts';
import { DemoSeed } from './demo-seed.ts';
import { cipherOf } from './field-keyring.ts';
import { SeedWriter } from './seed-writer.ts';

export interface SeedOptions {
  /** As the role limber_app, so that the seed obeys the same walls as everyone. */
  databaseUrl: string;
  /** As in the setting FIELD_KEYRING. */
  fieldKeyring: string;
  /** The clinic instead of apps/local/seed/demo-clinic.json. */
  clinicFile?: unknown;
}

/**
 * Brings the demo clinic in line with its file and fills its book up to four weeks ahead. Run at each start:
 * what is there stays. False: there was nothing to do.
 */
export async function seedDemoClinic(options: SeedOptions): Promise<boolean> {
  const file = readClinicFile(options.clinicFile ?? clinicFile, 'apps/local/seed/demo-clinic.json');
  const cipher = cipherOf(options.fieldKeyring);
  const dataSource = createDataSource({
    url: options.databaseUrl,
    entities: [
      ...[...clinicEntities, ...clientsEntities, ...messagingEntities],
      ...[...followupsEntities, ...bookingEntities],
    ],
    poolSize: 1,
    name: 'seed',
  });
  await dataSource.initialize();
  try {
    await assertBoundRole(dataSource);
    const ids = new SystemIds();
    const occupancy = new OccupancyStore(ids, new WaitlistGapStore(ids));
    const runner = new TransactionRunner(dataSource, new DatabaseClock());
    const writer = new SeedWriter(cipher, occupancy, ids);
    return await new DemoSeed({ runner, occupancy, writer }, file).run();
  } finally {
    await dataSource.destroy();
  }
}
